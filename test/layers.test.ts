import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'

/**
 * Which room may import which, types and dynamic imports too. What is not written here is
 * refused: a new edge between domains is a decision, made here. `tables` lets a domain name another's tables in what
 * it reads; only its owner writes a table.
 */
const EDGES: Record<string, Record<string, 'calls' | 'tables'>> = {
  core: {},
  calendar: {},
  processes: { calendar: 'calls' },
  entrance: {},
  identity: { entrance: 'tables', organisation: 'calls', directory: 'calls' },
  directory: { entrance: 'tables' },
  files: {},
  organisation: { directory: 'calls' },
  documents: { files: 'tables', organisation: 'tables', directory: 'calls' },
  procedures: { processes: 'calls', organisation: 'tables', directory: 'calls' },
  cases: {
    processes: 'calls',
    calendar: 'calls',
    procedures: 'tables',
    organisation: 'tables',
    documents: 'tables',
    files: 'tables',
  },
  exchange: { documents: 'tables', files: 'calls', organisation: 'tables', directory: 'calls' },
  tasks: { calendar: 'calls', cases: 'calls', organisation: 'tables', documents: 'tables' },
  kinds: {},
  asks: {
    tasks: 'tables',
    documents: 'tables',
    exchange: 'tables',
    organisation: 'tables',
    directory: 'calls',
    files: 'calls',
    handling: 'calls',
  },
  events: { asks: 'tables', documents: 'tables', files: 'tables', organisation: 'tables', tasks: 'tables' },
  plans: {
    asks: 'tables',
    documents: 'tables',
    organisation: 'tables',
    tasks: 'tables',
    kinds: 'calls',
  },
  handling: { documents: 'tables', exchange: 'calls', organisation: 'tables', tasks: 'tables' },
  desk: { directory: 'calls', organisation: 'tables' },
  spills: { entrance: 'tables', documents: 'tables', exchange: 'tables', asks: 'tables' },
  reach: {
    spills: 'calls',
    entrance: 'tables',
    documents: 'tables',
    events: 'tables',
    exchange: 'tables',
    asks: 'calls',
    desk: 'calls',
    tasks: 'tables',
    cases: 'tables',
  },
  audit: { directory: 'calls' },
  onboarding: {
    entrance: 'tables',
    identity: 'tables',
    directory: 'tables',
    organisation: 'tables',
    documents: 'tables',
    exchange: 'calls',
  },
}
/** Every room may use these; `platform` only its types, but for the entrance and what operators run. */
const BELOW = ['core', 'platform', 'migrations']
/** The top: what puts everything together. */
const TOP = ['', 'commands', 'demo']

type Import = { file: string; room: string; to: string; toRoom: string }
const ROOT = join(import.meta.dirname, '..')
const roomOf = (file: string): string => {
  const [top = '', room = '', ...rest] = file.split('/')
  if (top === 'migrations') return 'migrations'
  return rest.length === 0 ? '' : room
}

async function importsIn(folder: string): Promise<{ files: string[]; imports: Import[] }> {
  const names = (await readdir(join(ROOT, folder), { recursive: true })).filter((name) =>
    name.endsWith('.ts'),
  )
  const files = names.map((name) => `${folder}/${name}`)
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(ROOT, file), 'utf8')
      const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map(
        ([, to = '']) => to,
      )
      return targets.map((target) => {
        const to = relative(ROOT, join(ROOT, dirname(file), target))
        return { file, room: roomOf(file), to, toRoom: roomOf(to) }
      })
    }),
  )
  return { files, imports: found.flat() }
}

let server: Awaited<ReturnType<typeof importsIn>>
let web: Awaited<ReturnType<typeof importsIn>>
beforeAll(async () => {
  server = await importsIn('src')
  web = await importsIn('web')
})

const isTables = (file: string): boolean => /\/(control-|exchange-|replay-|outbox-)?tables\.ts$/.test(file)

describe('the rooms of the server', () => {
  test('are all known: a new domain writes its edges here', () => {
    const rooms = new Set(server.files.map(roomOf))
    const known = new Set([...Object.keys(EDGES), ...TOP, 'platform'])
    const advice = `write what it may call in EDGES of ${relative(ROOT, import.meta.filename)}, {} if nobody`
    expect([...rooms].filter((room) => !known.has(room)).map((room) => `${room}: ${advice}`)).toEqual([])
  })

  test('import along the written edges only', () => {
    const wrong = server.imports.filter(({ room, toRoom }) => {
      if (room === toRoom || TOP.includes(room) || room === 'platform') return false
      return !BELOW.includes(toRoom) && toRoom !== 'entrance' && EDGES[room]?.[toRoom] === undefined
    })
    expect(
      wrong.map(
        ({ file, to }) =>
          `${file} may not import ${to}: write the edge in ${relative(ROOT, import.meta.filename)}, or ask through what the domain offers`,
      ),
    ).toEqual([])
  })

  test('lean on nothing above them', () => {
    const below = server.imports.filter(
      ({ room, toRoom }) =>
        (room === 'core' || room === 'entrance') && ![...BELOW, 'entrance'].includes(toRoom),
    )
    expect(below.map(({ file, to }) => `${file} imports ${to}`)).toEqual([])
    expect(server.imports.filter(({ room, toRoom }) => room === 'core' && toRoom === 'entrance')).toEqual([])
    const platform = server.imports.filter(({ room, toRoom }) => room === 'platform' && toRoom !== 'platform')
    // Words and days, the headers of the web's files, and the databases a host brings up at its start.
    const types = new Set([
      'src/core/dates.ts',
      'src/core/errors.ts',
      'src/core/headers.ts',
      'src/core/words.ts',
      'migrations/apply.ts',
    ])
    expect(
      platform.filter(({ to }) => !types.has(to)).map(({ file, to }) => `${file} imports ${to}`),
    ).toEqual([])
  })

  test('name the tables of another only where that is written', () => {
    const wrong = server.imports.filter(
      ({ room, toRoom, to }) =>
        isTables(to) &&
        room !== toRoom &&
        !BELOW.includes(toRoom) &&
        !TOP.includes(room) &&
        EDGES[room]?.[toRoom] !== 'tables',
    )
    expect(wrong.map(({ file, to }) => `${file} names ${to}: let its domain give the query`)).toEqual([])
  })

  test('write only their own tables', async () => {
    const wrong: string[] = []
    for (const { file, room, toRoom, to } of server.imports) {
      // Onboarding writes a committee's first contents; the directory and identity own what the entrance reads.
      const owned = room === toRoom || room === 'onboarding' || ['core', 'entrance'].includes(toRoom)
      if (!isTables(to) || owned || TOP.includes(room)) continue
      const text = await readFile(join(ROOT, file), 'utf8')
      const line = [...text.matchAll(/import \{([^}]+)\} from '([^']+)'/g)].find(([, , from = '']) =>
        to.endsWith(from.replace(/^[./]+/, '')),
      )
      for (const name of (line?.[1] ?? '').split(',').map((one) => one.trim()))
        if (new RegExp(`\\.(insert|update|delete)\\(${name}\\)`).test(text))
          wrong.push(`${file} writes ${name} of ${toRoom}`)
    }
    expect(wrong).toEqual([])
  })

  test('stand in no circle', () => {
    expect(
      circles(
        server.imports
          .map(({ room, toRoom }) => [room, toRoom] as const)
          .filter(([a]) => !TOP.includes(a) && a !== 'platform'),
      ),
    ).toEqual([])
  })
})

describe('files', () => {
  test.each(['src', 'web'] as const)(
    'of %s import each other in no circle, types and dynamic imports counted',
    (side) => {
      const { imports } = side === 'src' ? server : web
      expect(
        circles(imports.filter(({ to }) => to.startsWith(side)).map(({ file, to }) => [file, to] as const)),
      ).toEqual([])
    },
  )
})

/** Groups that reach each other (Tarjan): each is a circle. */
function circles(edges: readonly (readonly [string, string])[]): string[][] {
  const next = new Map<string, Set<string>>()
  for (const [from, to] of edges) if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to))
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (node: string): void => {
    index.set(node, index.size)
    low.set(node, index.get(node)!)
    stack.push(node)
    for (const to of next.get(node) ?? []) {
      if (!index.has(to)) visit(to)
      if (stack.includes(to)) low.set(node, Math.min(low.get(node)!, low.get(to)!))
    }
    if (low.get(node) !== index.get(node)) return
    const group = stack.splice(stack.indexOf(node))
    if (group.length > 1) found.push(group.toSorted())
  }
  for (const node of next.keys()) if (!index.has(node)) visit(node)
  return found
}

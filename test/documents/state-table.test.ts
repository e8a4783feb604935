import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../src/core/access.ts'
import { STAGES } from '../../src/documents/drafting/stages.ts'
import { draft, openPlace, openProvince, savedAs, upload } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { seat } from '../support/people.ts'

/**
 * Everybody who may have to do with a draft: a role, and how the draft is theirs. It is the author's, who sits in its
 * unit; it lies with `holder` (of that unit too) from the first hand-over on; the leader is who signs it.
 */
const WHO = {
  clerk: 'clerk',
  chief: 'office_chief',
  signer: 'leader',
  leader: 'leader',
  head: 'unit_head',
  otherHead: 'unit_head',
  author: 'specialist',
  named: 'specialist',
  colleague: 'specialist',
  archivist: 'archivist',
  admin: 'admin',
} as const satisfies Record<string, Role>
type Who = keyof typeof WHO

const ACTS = [
  'read',
  'edit',
  'discard',
  'pass',
  'consult',
  'review',
  'submit',
  'return',
  'sign',
  'number',
  'void',
  'issue',
] as const
type Act = (typeof ACTS)[number]
type Stage = keyof typeof STAGES | 'issued'

const OFFICE: Who[] = ['clerk', 'chief']
const WORKERS: Who[] = [...OFFICE, 'head', 'author', 'named']
const READERS: Who[] = ['clerk', 'chief', 'signer', 'leader', 'head', 'author', 'named']
const CLERK: Who[] = ['clerk']
const WITH_HEAD: Who[] = [...OFFICE, 'head']
const WITH_SIGNER: Who[] = [...OFFICE, 'signer']
const WITH_AUTHOR: Who[] = [...OFFICE, 'author']

/**
 * Of every stage, who may do what with a draft that stands there; whoever is not named is refused. Written by itself,
 * not from the program: in `opinions` and `review` it lies with the head, in `signing` with the signer, `returned` with
 * the author.
 */
const TABLE: Record<Stage, Partial<Record<Act, Who[]>>> = {
  drafting: {
    read: READERS,
    edit: WORKERS,
    discard: WORKERS,
    pass: WORKERS,
    consult: WORKERS,
    review: WORKERS,
    submit: WORKERS,
    number: CLERK,
    issue: CLERK,
  },
  opinions: {
    read: READERS,
    edit: WORKERS,
    discard: WORKERS,
    pass: WITH_HEAD,
    review: WITH_HEAD,
    submit: WITH_HEAD,
    return: WITH_HEAD,
  },
  review: {
    read: READERS,
    edit: WORKERS,
    discard: WORKERS,
    pass: WITH_HEAD,
    submit: WITH_HEAD,
    return: WITH_HEAD,
  },
  signing: {
    read: READERS,
    edit: OFFICE,
    discard: OFFICE,
    pass: WITH_SIGNER,
    return: WITH_SIGNER,
    sign: WITH_SIGNER,
  },
  returned: {
    read: READERS,
    edit: WORKERS,
    discard: WORKERS,
    pass: WITH_AUTHOR,
    consult: WITH_AUTHOR,
    review: WITH_AUTHOR,
    submit: WITH_AUTHOR,
  },
  signed: {
    read: READERS,
    edit: OFFICE,
    discard: OFFICE,
    return: [...OFFICE, 'head'],
    number: CLERK,
    issue: CLERK,
  },
  numbered: { read: READERS, edit: CLERK, void: CLERK, issue: CLERK },
  issued: { read: [...READERS, 'otherHead', 'colleague', 'archivist'] },
}

let instance: Instance
let province: Place
let commune: Place
const people = new Map<Who, { id: string; caller: Caller }>()
const of = (who: Who) => people.get(who)!

beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  const unit = async (name: string) => (await province.clerk.post(`${province.api}/units`, { name })).body.id
  const [office, board] = [await unit('Văn phòng'), await unit('Ban Tổ chức')]
  const sits: Partial<Record<Who, string>> = {
    head: office,
    author: office,
    otherHead: board,
    named: board,
    colleague: office,
  }
  for (const [who, role] of Object.entries(WHO) as [Who, Role][])
    people.set(who, await seat(instance, province, who, [role], sits[who]))
})
afterAll(() => instance.stop())

const at = (id: string) => `${province.api}/documents/${id}`
const read = async (id: string) => (await province.clerk.get(at(id))).body
const hand = async (who: Who, id: string, act: string, to?: Who) => {
  const { version } = await read(id)
  const toId = to === undefined ? {} : { toId: of(to).id }
  return of(who).caller.post(`${at(id)}/hand-overs`, { act, version, note: 'Lý do', ...toId })
}

let n = 0
/** A draft of the author's at this stage, gone there by the hands of those whose step each is. */
async function standing(stage: Stage): Promise<string> {
  const place = { ...province, clerk: of('author').caller }
  const files = [await upload(province, `bản ${(n += 1)}`)]
  const { id } = await draft(place, [commune], { files, people: [of('named').id] })
  const steps: Partial<Record<Stage, [Who, string, Who?][]>> = {
    opinions: [['author', 'consult', 'head']],
    review: [['author', 'review', 'head']],
    signing: [['author', 'submit', 'signer']],
    returned: [
      ['author', 'submit', 'signer'],
      ['signer', 'return'],
    ],
  }
  const signed: [Who, string, Who?][] = [
    ['author', 'submit', 'signer'],
    ['signer', 'sign'],
  ]
  for (const [who, act, to] of steps[stage] ?? (stage === 'drafting' ? [] : signed))
    expect([stage, act, (await hand(who, id, act, to)).status]).toEqual([stage, act, 201])
  if (stage !== 'numbered' && stage !== 'issued') return id
  await did(ask('clerk', id, 'number'))
  await did(edited('clerk', id, [await upload(province, `bản có số ${n}`)]))
  if (stage === 'issued') await did(ask('clerk', id, 'issue'))
  return id
}

const did = async (sent: Promise<{ status: number; body: unknown }>): Promise<void> => {
  const { status, body } = await sent
  if (status >= 300) throw new Error(JSON.stringify(body))
}

/** Saves a draft as it is, with these files. */
async function edited(who: Who, id: string, files?: { sha256: string; name: string }[]) {
  const whole = await read(id)
  const body = {
    ...savedAs(whole),
    files:
      files ?? whole.files.map(({ sha256, name }: { sha256: string; name: string }) => ({ sha256, name })),
    people: [of('named').id],
  }
  return of(who).caller.put(at(id), body, { 'if-match': `"v${whole.version}"` })
}

/** Asks for an act as somebody would who was told nothing of the table. */
async function ask(who: Who, id: string, act: Act) {
  const { caller } = of(who)
  const { version } = await read(id)
  switch (act) {
    case 'read':
      return caller.get(at(id))
    case 'edit':
      return edited(who, id)
    case 'discard':
      return caller.delete(at(id))
    case 'number':
      return caller.post(`${at(id)}/number`, { version })
    case 'void':
      return caller.post(`${at(id)}/number/void`, { reason: 'Ký lại' })
    case 'issue':
      return caller.post(`${at(id)}/issue`, { version })
    case 'sign':
      return hand(who, id, act)
    case 'return':
      return hand(who, id, act, 'author')
    default:
      return hand(who, id, act, 'leader')
  }
}

test.each(Object.keys(TABLE) as Stage[])(
  'of a draft that is %s everybody may do what the table says, and nothing else',
  async (stage) => {
    const told: Partial<Record<Act, Who[]>> = {}
    const odd: string[] = []
    let id = await standing(stage)
    for (const act of ACTS)
      for (const who of Object.keys(WHO) as Who[]) {
        const { status } = await ask(who, id, act)
        if (![403, 404, 409].includes(status)) told[act] = [...(told[act] ?? []), who]
        // What was done has moved it on: the next is asked of another.
        if (status < 300 && act !== 'read') id = await standing(stage)
        odd.push(...(status >= 300 && ![403, 404, 409].includes(status) ? [`${act} ${who} ${status}`] : []))
      }
    expect(odd).toEqual([])
    const sorted = (table: Partial<Record<Act, Who[]>>) =>
      Object.fromEntries(Object.entries(table).map(([act, who]) => [act, who.toSorted()]))
    expect(sorted(told)).toEqual(sorted(TABLE[stage]))
  },
)

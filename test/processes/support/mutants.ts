import fc from 'fast-check'

/** One small damage to a JSON value: `at` chooses the node, `how` the damage, `value` what is put there. */
export type Mutation = {
  at: number
  how: 'drop' | 'replace' | 'add' | 'copy' | 'rename'
  value: unknown
  key: string
}

/** Values and keys that mean something to the schema, so that mutants are not refused for trivial reasons only. */
const words = 'task decide parallel each wait call END soan x permanent Đ.01 wd'.split(' ')
const keys =
  'when role limit template until over region join branches from pause clock needs columns k ref cover enum min maxLength x constructor toString A'

const edges = [
  0,
  1,
  2,
  100,
  101,
  10_000,
  10_001,
  -1,
  1.5,
  true,
  false,
  null,
  'a'.repeat(400),
  'a'.repeat(401),
  '',
]
const limit = { n: 1, u: 'wd' }
const condition = { all: [{ not: { f: 'muc', is: 'eq', v: 'khan' } }] }
const things = [
  [],
  {},
  ['soan'],
  [''],
  limit,
  { ...limit, from: 'case' },
  { pct: 50 },
  { before: limit },
  condition,
]
const almost = [
  { pct: 1, before: limit },
  { any: [] },
  { ...condition, any: [] },
  { f: 'muc' },
  { f: 'muc', is: 'set' },
]
const parts = [
  { mode: 'any' },
  { start: 's', steps: [] },
  { type: 'text', label: 'x' },
  { name: 'x', keep_years: 5 },
]

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(100_000),
  how: fc.constantFrom('drop', 'replace', 'add', 'copy', 'rename'),
  value: fc.constantFrom<unknown>(...words, ...edges, ...things, ...almost, ...parts),
  key: fc.constantFrom(...keys.split(' ')),
})

type Slot = { owner: Record<string, unknown>; key: string }

function slots(value: unknown, found: Slot[]): Slot[] {
  if (typeof value !== 'object' || value === null) return found
  const owner = value as Record<string, unknown>
  for (const key of Object.keys(owner)) {
    found.push({ owner, key })
    slots(owner[key], found)
  }
  return found
}

/** Applies a mutation to a JSON value in place and returns it. */
export function mutate(root: unknown, { at, how, value, key }: Mutation): unknown {
  const all = slots(root, [])
  const slot = all[at % Math.max(all.length, 1)]
  if (slot === undefined) return root
  const other = all[(at * 31) % all.length] ?? slot
  const { owner } = slot
  if (how === 'drop') remove(slot)
  else if (how === 'replace') owner[slot.key] = structuredClone(value)
  else if (how === 'add') put(owner, key, structuredClone(value))
  else if (how === 'copy') owner[slot.key] = structuredClone(other.owner[other.key])
  else {
    const kept = owner[slot.key]
    remove(slot)
    put(owner, key, kept)
  }
  return root
}

function remove({ owner, key }: Slot): void {
  if (Array.isArray(owner)) owner.splice(Number(key), 1)
  else delete owner[key]
}

function put(owner: Record<string, unknown>, key: string, value: unknown): void {
  if (Array.isArray(owner)) owner.push(value)
  else owner[key] = value
}

import type { Role } from '../../core/access.ts'

/** Where a draft stands before it is issued, in the office's own order. */
export const STAGES = {
  drafting: 'Dự thảo',
  opinions: 'Lấy ý kiến',
  review: 'Thẩm định',
  signing: 'Trình ký',
  returned: 'Trả sửa',
  signed: 'Đã ký',
  numbered: 'Đã cấp số',
} as const
export type Stage = keyof typeof STAGES

/**
 * One way on from some stages: what it is called, where it leads, who may take it when the draft is with them, and
 * to whom it goes: somebody who is named, its author, or the clerks together.
 */
export type Move = {
  act: string
  name: string
  from: readonly Stage[]
  /** Where it leads; none where the draft changes hands and stays as it is. */
  to?: Stage
  may: readonly Role[]
  goes: 'named' | 'author' | 'clerks'
  /** Whether a word why must be said. */
  note?: true
}

const DRAFTERS = ['clerk', 'specialist', 'unit_head', 'office_chief'] as const
const EVERYBODY = [...DRAFTERS, 'leader'] as const
/** Before anybody checks or signs it: while a draft may be asked about. */
export const BEFORE: readonly Stage[] = ['drafting', 'opinions', 'returned']

/**
 * Every way a draft may go, the whole of it: what does not stand here is refused. Number and sending, the ways out of
 * `signed` and `numbered`, are verbs of their own, for they take a number and leave the house.
 */
export const MOVES: readonly Move[] = [
  {
    act: 'pass',
    name: 'Chuyển cho người khác',
    from: ['drafting', 'opinions', 'review', 'signing', 'returned'],
    may: EVERYBODY,
    goes: 'named',
  },
  {
    act: 'consult',
    name: 'Chuyển xin ý kiến',
    from: ['drafting', 'returned'],
    to: 'opinions',
    may: DRAFTERS,
    goes: 'named',
  },
  { act: 'review', name: 'Chuyển thẩm định', from: BEFORE, to: 'review', may: DRAFTERS, goes: 'named' },
  {
    act: 'submit',
    name: 'Trình ký',
    from: [...BEFORE, 'review'],
    to: 'signing',
    may: DRAFTERS,
    goes: 'named',
  },
  {
    act: 'return',
    name: 'Trả sửa',
    from: ['opinions', 'review', 'signing', 'signed'],
    to: 'returned',
    may: ['clerk', 'unit_head', 'office_chief', 'leader'],
    goes: 'author',
    note: true,
  },
  {
    act: 'sign',
    name: 'Ghi nhận đã ký',
    from: ['signing'],
    to: 'signed',
    may: ['clerk', 'office_chief', 'leader'],
    goes: 'clerks',
  },
]

/** A round of opinions takes a draft to `opinions` by a verb of its own: it asks many at once. */
export const ROUND = { act: 'round', name: 'Mở đợt lấy ý kiến' }

/** How a hand-over that was made is called. */
export const moveName = (act: string): string => [...MOVES, ROUND].find((one) => one.act === act)?.name ?? act

/** The ways on from a stage for somebody with these roles. */
export const movesFrom = (stage: Stage, roles: readonly Role[]): Move[] =>
  MOVES.filter(({ from, may }) => from.includes(stage) && may.some((role) => roles.includes(role)))

/** Stages at which a draft may be given its number: once signed, or where no hand-over was asked for at all. */
export const NUMBERED_FROM: readonly Stage[] = ['drafting', 'signed']

import { permissions } from '../core/access.ts'
import type { Role, Scope } from '../core/access.ts'

const OFFICE: Role[] = ['clerk', 'office_chief', 'leader']
const everywhere = Object.fromEntries(OFFICE.map((role) => [role, ['all']])) as Partial<
  Record<Role, readonly Scope[]>
>
const mine = ['own', 'assigned'] as const
const named = ['named'] as const

/**
 * Who reads, gives, does, judges and steers tasks (work-model: who may). `assigned` are those somebody has a part in or
 * does in place of who is away; the own ones of judging are those one has given.
 */
export const tasks = permissions('tasks', {
  read: { ...everywhere, unit_head: ['unit', ...mine], specialist: mine, archivist: mine },
  /** All tasks of the committee, as lists. */
  board: OFFICE,
  /** A unit head inside the own unit only: the verb looks at the owner. */
  assign: ['office_chief', 'leader', 'unit_head'],
  work: {
    office_chief: ['all'],
    unit_head: ['unit', ...mine],
    clerk: mine,
    specialist: mine,
    leader: mine,
    archivist: mine,
  },
  /** Say that one's part is done, or that one has taken note. */
  part: {
    clerk: named,
    specialist: named,
    unit_head: named,
    office_chief: named,
    leader: named,
    archivist: named,
  },
  judge: { office_chief: ['all'], leader: ['all'], unit_head: ['unit', ...mine] },
  steer: { office_chief: ['all'], leader: ['all'], unit_head: ['unit', 'own'] },
})

import { AT_WORK, permissions } from '../core/access.ts'

/** Who brings an incoming document further; what its people do with it then is a task. */
export const handling = permissions('handling', {
  read: AT_WORK,
  submit: ['clerk'],
  /** Propose to the leader, or give routine papers out. */
  route: ['office_chief'],
  /** Set and end standing rules; whoever routes knows them. */
  rules: ['office_chief', 'leader'],
  direct: ['leader'],
  /** Bring what waits for a leader back to be routed: the leader, or who runs the office where no leader is there. */
  handBack: ['leader', 'office_chief'],
  acknowledge: Object.fromEntries(AT_WORK.map((role) => [role, ['named'] as const])),
  /** Take what is sent to a unit of our own. */
  takeInside: { unit_head: ['unit'], office_chief: ['all'] },
  keep: ['clerk', 'specialist', 'office_chief', 'archivist'],
})

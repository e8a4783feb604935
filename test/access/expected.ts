import type { Role, Scope } from '../../src/core/access.ts'

const readers: Role[] = ['clerk', 'specialist', 'unit_head', 'office_chief', 'leader', 'archivist']
const everyone: Role[] = [...readers, 'inspector', 'admin']
const toEach = (roles: Role[], scopes: Scope[]): Partial<Record<Role, Scope[]>> =>
  Object.fromEntries(roles.map((role) => [role, scopes]))
const drafters: Role[] = ['clerk', 'specialist', 'unit_head', 'office_chief']

const mine: Scope[] = ['own', 'assigned']
const own = {
  clerk: ['all'],
  specialist: ['own', 'named'],
  unit_head: ['own', 'unit', 'named'],
  office_chief: ['all'],
} satisfies Partial<Record<Role, Scope[]>>

/**
 * Who may do what to which things, written down a second time by hand: changing a grant must be done here as well,
 * on purpose. A list of roles has it over everything.
 */
export const EXPECTED: Record<string, Role[] | Partial<Record<Role, Scope[]>>> = {
  'desk.read': everyone,
  'documents.read': readers,
  'documents.draft': drafters,
  'documents.issue': ['clerk'],
  'drafts.read': { ...own, leader: ['all'] },
  'drafts.write': own,
  'drafts.hand': { ...own, leader: ['named'] },
  'rounds.read': { ...own, leader: ['all'], archivist: ['named'] },
  'rounds.manage': own,
  'rounds.answer': toEach(readers, ['named']),
  'deliveries.read': ['clerk', 'office_chief', 'leader'],
  'deliveries.decide': ['clerk'],
  'spills.lock': readers,
  'spills.read': readers,
  'spills.decide': ['office_chief', 'leader'],
  'senders.block': ['clerk', 'admin'],
  'registers.read': ['clerk', 'office_chief', 'leader', 'archivist'],
  'groups.manage': ['clerk', 'office_chief'],
  'books.manage': ['clerk', 'admin'],
  'files.bring': drafters,
  'files.declare': ['clerk'],
  'files.sheet': ['admin'],
  'files.usage': ['clerk', 'office_chief', 'archivist', 'admin'],
  'procedures.read': everyone,
  'procedures.write': drafters,
  'procedures.review': ['unit_head', 'office_chief', 'leader'],
  'procedures.approve': ['office_chief', 'leader'],
  'cases.read': {
    clerk: ['own', 'assigned'],
    specialist: ['own', 'assigned'],
    unit_head: ['unit', 'own', 'assigned'],
    office_chief: ['all'],
    leader: ['all'],
    inspector: ['all'],
  },
  'cases.start': [...drafters, 'leader'],
  'cases.act': {
    clerk: ['assigned'],
    specialist: ['assigned'],
    unit_head: ['assigned'],
    office_chief: ['all'],
    leader: ['assigned'],
  },
  'cases.manage': ['office_chief', 'leader'],
  'cases.calendar': everyone,
  'cases.figures': ['unit_head', 'office_chief', 'leader', 'inspector'],
  'organisation.read': everyone,
  'organisation.manage': ['admin'],
  'persons.read': {
    unit_head: ['unit'],
    clerk: ['all'],
    office_chief: ['all'],
    leader: ['all'],
    admin: ['all'],
  },
  'persons.manage': { unit_head: ['unit'], admin: ['all'] },
  'links.read': everyone,
  'links.manage': ['admin'],
  'incoming.register': ['clerk'],
  'incoming.edit': ['clerk', 'office_chief'],
  'handling.read': readers,
  'handling.submit': ['clerk'],
  'handling.route': ['office_chief'],
  'handling.rules': ['office_chief', 'leader'],
  'handling.direct': ['leader'],
  'handling.handBack': ['leader', 'office_chief'],
  'handling.acknowledge': toEach(readers, ['named']),
  'handling.takeInside': { unit_head: ['unit'], office_chief: ['all'] },
  'handling.keep': ['clerk', 'specialist', 'office_chief', 'archivist'],
  'tasks.read': {
    clerk: ['all'],
    office_chief: ['all'],
    leader: ['all'],
    unit_head: ['unit', ...mine],
    specialist: mine,
    archivist: mine,
  },
  'tasks.board': ['clerk', 'office_chief', 'leader'],
  'tasks.assign': ['office_chief', 'leader', 'unit_head'],
  'tasks.work': { ...toEach(readers, mine), unit_head: ['unit', ...mine], office_chief: ['all'] },
  'tasks.part': toEach(readers, ['named']),
  'tasks.judge': { office_chief: ['all'], leader: ['all'], unit_head: ['unit', ...mine] },
  'tasks.steer': { office_chief: ['all'], leader: ['all'], unit_head: ['unit', 'own'] },
  'asks.read': readers,
  'asks.ask': ['office_chief', 'leader'],
  'asks.take': ['clerk', 'office_chief'],
  'asks.receive': ['clerk', 'office_chief', 'leader'],
  'kinds.read': everyone,
  'kinds.manage': ['office_chief', 'admin'],
  'plans.read': readers,
  'plans.write': {
    clerk: ['own'],
    specialist: ['own'],
    unit_head: ['unit', 'own'],
    office_chief: ['all'],
    leader: ['all'],
  },
  'plans.issue': { unit_head: ['unit', 'own'], office_chief: ['all'], leader: ['all'] },
  'absences.read': everyone,
  'absences.manage': { ...toEach(everyone, ['own']), office_chief: ['all'], admin: ['all'] },
  'directory.read': everyone,
  'letters.manage': ['admin'],
  'audit.read': ['admin'],
}

/** Over which things a role has a permission. */
export function scopesOf(id: string, role: Role): Scope[] {
  const expected = EXPECTED[id] ?? []
  if (Array.isArray(expected)) return expected.includes(role) ? ['all'] : []
  return expected[role] ?? []
}

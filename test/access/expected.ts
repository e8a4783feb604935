import type { Permission, Role } from '../../src/core/access.ts'

/** Who may do what, written down a second time by hand: changing a grant must be done here as well, on purpose. */
export const EXPECTED: Record<Permission, Role[]> = {
  'desk.read': ['clerk', 'specialist', 'unit_head', 'office_chief', 'leader', 'archivist', 'admin'],
  'documents.read': ['clerk', 'specialist', 'unit_head', 'office_chief', 'leader', 'archivist'],
  'documents.draft': ['clerk', 'specialist', 'unit_head', 'office_chief'],
  'documents.issue': ['clerk'],
  'deliveries.read': ['clerk', 'office_chief', 'leader'],
  'deliveries.decide': ['clerk'],
  'registers.read': ['clerk', 'office_chief', 'leader', 'archivist'],
  'groups.manage': ['clerk', 'office_chief'],
  'books.manage': ['clerk', 'admin'],
  'organisation.read': ['clerk', 'specialist', 'unit_head', 'office_chief', 'leader', 'archivist', 'admin'],
  'organisation.manage': ['admin'],
  'directory.read': ['clerk', 'specialist', 'unit_head', 'office_chief', 'leader', 'archivist', 'admin'],
  'audit.read': ['admin'],
}

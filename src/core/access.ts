/** The roles a member of a committee may hold (domain.md §2.1); one person may hold several. */
export const ROLES = {
  clerk: 'Văn thư',
  specialist: 'Chuyên viên',
  unit_head: 'Trưởng đơn vị',
  office_chief: 'Chánh Văn phòng',
  leader: 'Thường trực',
  archivist: 'Lưu trữ',
  admin: 'Quản trị',
} as const

export type Role = keyof typeof ROLES

const everyone = Object.keys(ROLES) as Role[]
const handlers: Role[] = ['clerk', 'specialist', 'unit_head', 'office_chief', 'leader', 'archivist']

/** Who may do what. What is not listed here nobody may do; administrators do not read papers by office. */
const GRANTS = {
  'desk.read': everyone,
  'documents.read': handlers,
  'documents.draft': ['clerk', 'specialist', 'unit_head', 'office_chief'],
  'documents.issue': ['clerk'],
  'deliveries.read': ['clerk', 'office_chief', 'leader'],
  'deliveries.decide': ['clerk'],
  'registers.read': ['clerk', 'office_chief', 'leader', 'archivist'],
  'groups.manage': ['clerk', 'office_chief'],
  'books.manage': ['clerk', 'admin'],
  'organisation.read': everyone,
  'organisation.manage': ['admin'],
  'directory.read': everyone,
  'audit.read': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof GRANTS

/** Whether somebody with these roles may do this. */
export const can = (roles: readonly Role[], permission: Permission): boolean =>
  roles.some((role) => (GRANTS[permission] as readonly Role[]).includes(role))

/** Every permission that these roles give, for screens to show what a person can do. */
export const permissionsOf = (roles: readonly Role[]): Permission[] =>
  (Object.keys(GRANTS) as Permission[]).filter((permission) => can(roles, permission))

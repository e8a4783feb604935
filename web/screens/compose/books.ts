import type { DocumentType, Group, Member, Organisation } from '../../api/office.ts'

/** What one chooses from while writing. */
export type Books = { types: DocumentType[]; groups: Group[]; members: Member[]; organisation?: Organisation }

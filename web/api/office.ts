import type { z } from 'zod'
import type { auditAnswer } from '../../src/audit/schema.ts'
import type * as books from '../../src/documents/book-schema.ts'
import type * as groups from '../../src/documents/group-schema.ts'
import type * as invitations from '../../src/organisation/invitations/schema.ts'
import type { memberAnswer } from '../../src/organisation/members/schema.ts'
import type * as organisation from '../../src/organisation/structure/schema.ts'

/** What the API answers of the organisation, its books and who did what. */
export type Organisation = z.output<typeof organisation.organisationAnswer>
export type Unit = Organisation['units'][number]
export type Position = Organisation['positions'][number]
export type Issuer = Organisation['issuers'][number]
export type Term = Organisation['terms'][number]
export type Member = z.output<typeof memberAnswer>

export type Invitation = z.output<typeof invitations.invitationShown>
export type Sent = z.output<typeof invitations.invitationItem>
export type Made = z.output<typeof invitations.invitationMade>

export type DocumentType = z.output<typeof books.documentTypeAnswer>
export type Series = z.output<typeof books.seriesAnswer>
export type SeriesList = z.output<typeof books.seriesList>
export type ArrivalBook = z.output<typeof books.arrivalBookAnswer>

export type Group = z.output<typeof groups.groupRow>
export type GroupWhole = z.output<typeof groups.groupAnswer>

export type AuditPage = z.output<typeof auditAnswer>
export type AuditLine = AuditPage['items'][number]

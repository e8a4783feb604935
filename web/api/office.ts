import type { z } from 'zod'
import type { memberAnswer } from '../../src/organisation/member-schema.ts'
import type * as organisation from '../../src/organisation/schema.ts'
import type { Body, Named, Role } from './types.ts'

/** What the API answers of the organisation and of who did what. */
export type Organisation = z.output<typeof organisation.organisationAnswer>
export type Unit = Organisation['units'][number]
export type Position = Organisation['positions'][number]
export type Issuer = Organisation['issuers'][number]
export type Term = Organisation['terms'][number]
export type Member = z.output<typeof memberAnswer>

export type DocumentType = Named & {
  symbol: string
  series: string
  office: boolean
  hidden: boolean
  version: number
}
export type Invitation = { committee: Body; name: string; email: string; roles: Role[]; expiresAt: string }
export type Sent = { id: string; name: string; email: string; roles: Role[]; expiresAt: string }
export type Group = Named & { count: number; automatic: boolean; members?: Body[] }
export type AuditLine = {
  id: string
  at: string
  actor: string
  action: string
  actionName: string
  subject: { kind: string; id: string; name: string }
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

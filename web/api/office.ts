import type { Body, Named, Role } from './types.ts'

/** What the API answers of registers, the organisation and the audit. */
export type OutgoingLine = {
  documentId: string
  number: number
  notation: string
  issuedOn: string
  typeName: string
  subject: string
  signer: string
  recipients: string
  copyKeeper: string
  copies: number
  note: string
}
export type IncomingLine = {
  incomingId: string
  arrivedOn: string
  arrivalNo: number
  author: string
  notation: string
  issuedOn: string
  typeName: string
  subject: string
  receiver: string
  transferredOn?: string
  signedFor?: string
  note: string
}

export type Unit = Named & { parentId?: string; rank: number; closed: boolean; version: number }
export type Position = Named & { rank: number; version: number }
export type Issuer = Named & { suffix: string; kind: string; main: boolean; version: number }
export type Term = Named & { opensOn: string; closesOn?: string; current: boolean }
export type Organisation = {
  units: Unit[]
  positions: Position[]
  issuers: Issuer[]
  terms: Term[]
  deciding: Named[]
}

export type Member = Named & {
  email: string
  unit?: Named
  position?: Named
  rank: number
  roles: Role[]
  active: boolean
  version: number
}
export type Sent = { id: string; name: string; email: string; roles: Role[]; expiresAt: string }
export type Group = Named & { count: number; automatic: boolean; members?: Body[] }
export type Links = {
  superior?: Body & { state: 'pending' | 'accepted' }
  subordinates: (Body & { kind: string; state: 'pending' | 'accepted'; askedAt: string })[]
}
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

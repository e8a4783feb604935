/** What the API answers, by area. Times are ISO instants in UTC, dates without a time `YYYY-MM-DD`. */
export type Page<T> = { items: T[]; next?: string; total?: number }
export type Named = { id: string; name: string }
export type Body = { handle: string; name: string }

export type CommitteeState = 'ready' | 'provisioning' | 'suspended'
export type Membership = Body & { kind: string; suffix: string; state: CommitteeState }
export type Me = {
  user: { id: string; name: string; email: string; twoFactor: boolean }
  committees: Membership[]
}

export type Role = 'clerk' | 'specialist' | 'unit_head' | 'office_chief' | 'leader' | 'archivist' | 'admin'
export type Permission =
  | 'desk.read'
  | 'documents.read'
  | 'documents.draft'
  | 'documents.issue'
  | 'deliveries.read'
  | 'deliveries.decide'
  | 'registers.read'
  | 'organisation.read'
  | 'organisation.manage'
  | 'directory.read'
  | 'audit.read'

/** The committee a person works in, and what they are there. */
export type Here = {
  committee: Body & {
    kind: string
    suffix: string
    place: string
    superior?: Body & { state: 'pending' | 'accepted' }
  }
  me: {
    memberId: string
    name: string
    roles: Role[]
    permissions: string[]
    unit?: string
    position?: string
  }
  term: Named & { opensOn: string }
  counts: { arrivals: number; drafts: number; links: number }
  limits: { fileBytes: number }
}

export type Kind = Named & {
  suffix: string
  party: boolean
  historic: boolean
  deciding: Named[]
}
export type Step = { id: string; label: string; done: boolean }
export type Provisioning = { handle: string; state: 'provisioning' | 'ready'; steps: Step[] }

export type Code = { code: string; validFrom: string; validTo?: string }
export type Entry = Body & {
  kind: string
  kindName: string
  suffix: string
  place: string
  state: CommitteeState
  superior?: Body
  codes: Code[]
}

export type Invitation = {
  committee: Body
  name: string
  email: string
  roles: Role[]
  expiresAt: string
}

export type FileRef = { sha256: string; name: string; type: string; size: number }
export type Check = { id: string; state: 'ok' | 'warn' | 'error'; label: string; detail?: string }
export type Happening = { at: string; by: string; action: string; text: string }

export type Waiting = {
  kind: 'arrival' | 'refused' | 'draft' | 'link' | 'invitation'
  id: string
  title: string
  sub: string
  at: string
  urgency?: number
  notation?: string
}
export type Tally = { total: number; waiting: number; accepted: number; refused: number }
export type Desk = {
  waiting: Waiting[]
  awaiting: (Tally & { documentId: string; notation: string; subject: string; issuedAt: string })[]
  recent: { id: string; notation: string; subject: string; issuedOn: string }[]
}

export type DocumentType = {
  id: string
  name: string
  symbol: string
  series: string
  office: boolean
  hidden: boolean
  version: number
}

export type DocumentRow = {
  id: string
  state: 'draft' | 'issued'
  notation?: string
  number?: number
  issuedOn?: string
  type?: { id: string; name: string; symbol: string }
  subject?: string
  urgency: number
  signer?: string
  author: string
  updatedAt: string
  recipients: number
  deliveries?: Tally
}

export type RecipientRef =
  | { kind: 'committee'; handle: string; name?: string }
  | { kind: 'unit' | 'group'; id: string; name?: string }

export type Authority = '' | 'T/M' | 'K/T' | 'T/L' | 'Q.'

/** What a person writes of a document; any field may be missing while it is a draft. */
export type Draft = {
  typeId?: string
  issuerId?: string
  decidingBody?: string
  subject?: string
  signerId?: string
  signerName?: string
  signerTitle?: string
  authority?: Authority
  urgency?: number
  dueAt?: string
  replyTo?: string
  recipients?: RecipientRef[]
  files?: { sha256: string; name: string }[]
  paperFollows?: boolean
  override?: { reason: string }
}

export type Document = {
  id: string
  state: 'draft' | 'issued'
  version: number
  type?: { id: string; name: string; symbol: string }
  issuer?: Named & { suffix: string }
  decidingBody?: string
  subject?: string
  signer?: { id?: string; name?: string; title?: string; authority?: Authority }
  urgency: number
  dueAt?: string
  replyTo?: { deliveryId: string; notation: string; senderName: string }
  recipients: RecipientRef[]
  recipientCount: number
  files: FileRef[]
  paperFollows?: boolean
  override?: { reason: string }
  notation?: string
  number?: number
  issuedOn?: string
  issuedBy?: string
  issuedAt?: string
  next?: { notation: string; number: number }
  checks: Check[]
  history: Happening[]
  replies: { deliveryId: string; notation: string; senderName: string; subject: string }[]
}

export type DeliveryStatus = '01' | '02' | '03'
export type BoardRow = {
  handle: string
  name: string
  status: DeliveryStatus
  statusName: string
  at: string
  by?: string
  arrivalNo?: number
  reason?: { code: string; name: string; text?: string }
  history: { status: string; at: string; by?: string; reason?: string }[]
}
export type Board = { summary: Tally; items: BoardRow[]; next?: string }

export type DeliveryRow = {
  id: string
  sender: Body
  notation: string
  typeName: string
  subject: string
  issuedOn: string
  urgency: number
  arrivedAt: string
  files: number
  replyTo?: { documentId: string; notation: string }
  status: DeliveryStatus
}
export type Delivery = Omit<DeliveryRow, 'files'> & {
  signer: string
  files: FileRef[]
  checks: Check[]
  nextArrivalNo: number
  history: Happening[]
  incomingId?: string
  refusalReasons: { code: string; name: string }[]
}

export type IncomingRow = {
  id: string
  arrivalNo: number
  arrivedOn: string
  sender: Body
  notation: string
  typeName: string
  subject: string
  issuedOn: string
  urgency: number
  files: number
}
export type Incoming = Omit<IncomingRow, 'files'> & {
  deliveryId: string
  signer: string
  receiver?: string
  unit?: Named
  note?: string
  acceptedBy?: string
  files: FileRef[]
  history: Happening[]
  replies: { id: string; notation?: string; state: 'draft' | 'issued' }[]
}

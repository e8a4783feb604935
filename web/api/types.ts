import type { AnswerOf, AskOf } from './ask.ts'

/** What the API answers, under the names the screens use. */
export type { PermissionId } from '../../src/domains.ts'
export type { Role } from '../../src/core/access.ts'
export type Page<T> = {
  items: T[]
  next?: string | undefined
  total?: number | undefined
  /** There are more than `total`: nobody counted further. */
  more?: boolean | undefined
}
export type Body = { handle: string; name: string }

export type Me = AnswerOf<'GET /me'>
export type Membership = Me['committees'][number]
export type Here = AnswerOf<'GET /'>
export type Kind = AnswerOf<'GET /committee-kinds'>['items'][number]
export type SignUp = AskOf<'POST /committees'>['body']
export type Provisioning = AnswerOf<'POST /committees'>
export type Entry = AnswerOf<'GET /directory'>['items'][number]
export type Links = AnswerOf<'GET /links'>

export type FileRef = AnswerOf<'PUT /files/{sha256}'>
export type Desk = AnswerOf<'GET /desk'>
export type Waiting = Desk['waiting'][number]
export type Found = AnswerOf<'GET /search'>['groups'][number]

export type DocumentRow = AnswerOf<'GET /documents'>['items'][number]
export type Document = AnswerOf<'GET /documents/{id}'>
export type Check = Document['checks'][number]
export type Happening = Pick<Document['history'][number], 'at' | 'by' | 'text'>
export type Draft = AskOf<'POST /documents'>['body']
export type Authority = NonNullable<Draft['authority']>
export type Recipient = Document['recipients'][number]
export type CoAuthor = Document['people'][number]

export type Board = AnswerOf<'GET /documents/{id}/deliveries'>
export type BoardRow = Board['items'][number]
export type Tally = Board['summary']

export type DeliveryRow = AnswerOf<'GET /deliveries'>['items'][number]
export type Delivery = AnswerOf<'GET /deliveries/{id}'>
export type IncomingRow = AnswerOf<'GET /incoming'>['items'][number]
export type Incoming = AnswerOf<'GET /incoming/{id}'>
export type Copy = NonNullable<Document['copy']>
export type CopyMade = Document['copiesMade'][number]
export type CopyOutlook = AnswerOf<'GET /incoming/{id}/copying'>
export type OutgoingLine = AnswerOf<'GET /registers/outgoing'>['items'][number]
export type IncomingLine = AnswerOf<'GET /registers/incoming'>['items'][number]

export type Task = AnswerOf<'GET /tasks/{id}'>
export type TaskRow = AnswerOf<'GET /tasks'>['items'][number]
export type Handling = AnswerOf<'GET /incoming/{id}/handling'>
export type Subject = Task['owner']
export type ProcedureRow = AnswerOf<'GET /procedures'>['items'][number]
export type Procedure = AnswerOf<'GET /procedures/{id}'>
export type ProcedureVersion = AnswerOf<'GET /procedure-versions/{id}'>
export type Base = AnswerOf<'GET /procedure-bases'>['items'][number]
export type Overlay = AnswerOf<'GET /procedure-versions/{id}/overlay'>
export type CaseRow = AnswerOf<'GET /cases'>['items'][number]
export type Case = AnswerOf<'GET /cases/{id}'>
export type OpenStep = Case['open'][number]
export type Figures = AnswerOf<'GET /case-figures'>

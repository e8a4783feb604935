import type { z } from 'zod'
import type * as directory from '../../src/directory/schema.ts'
import type * as registers from '../../src/documents/register-schema.ts'
import type * as documents from '../../src/documents/schema.ts'
import type * as exchange from '../../src/exchange/schema.ts'
import type { fileSchema } from '../../src/files/schema.ts'
import type { shellAnswer } from '../../src/desk/schema.ts'

/** What the API answers, taken from the schemas it answers by. Times are ISO instants, dates `YYYY-MM-DD`. */
type Items<List extends z.ZodType<{ items: unknown[] }>> = z.output<List>['items'][number]

export type { Permission, Role } from '../../src/core/access.ts'
export type Page<T> = { items: T[]; next?: string | undefined; total?: number | undefined }
export type Named = { id: string; name: string }
export type Body = { handle: string; name: string }

export type Me = z.output<typeof directory.meAnswer>
export type Membership = Me['committees'][number]
export type Here = z.output<typeof shellAnswer>
export type Kind = Items<typeof directory.kindsAnswer>
export type SignUp = z.input<typeof directory.signUpInput>
export type Provisioning = z.output<typeof directory.stepsAnswer>
export type Entry = z.output<typeof directory.directoryItem>
export type Links = z.output<typeof directory.linksAnswer>

export type FileRef = z.output<typeof fileSchema>
export type Check = z.output<typeof documents.check>
export type Desk = z.output<typeof exchange.deskAnswer>
export type Waiting = Desk['waiting'][number]

export type DocumentRow = z.output<typeof documents.documentRow>
export type Document = z.output<typeof documents.documentAnswer>
export type Happening = Pick<Document['history'][number], 'at' | 'by' | 'text'>
export type Draft = z.input<typeof documents.draftInput>
export type Authority = NonNullable<Draft['authority']>
export type Recipient = Document['recipients'][number]

export type Board = z.output<typeof exchange.boardAnswer>
export type BoardRow = Board['items'][number]
export type Tally = Board['summary']

export type DeliveryRow = z.output<typeof exchange.arrivalRow>
export type Delivery = z.output<typeof exchange.arrivalAnswer>
export type IncomingRow = z.output<typeof documents.incomingRow>
export type Incoming = z.output<typeof documents.incomingAnswer>
export type OutgoingLine = z.output<typeof registers.outgoingRegisterRow>
export type IncomingLine = z.output<typeof registers.incomingRegisterRow>
export type Reserved = z.output<typeof registers.reserved>

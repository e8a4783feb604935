import { and, asc, eq } from 'drizzle-orm'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { query } from '../../core/query.ts'
import { member } from '../../core/tables.ts'
import { notationKey } from '../../core/text.ts'
import type { Remarks } from '../../files/remarks.ts'
import type { FileFacts } from '../../files/schema.ts'
import { stillUploaded } from '../../files/sweep.ts'
import { file } from '../../files/tables.ts'
import { findable } from '../found.ts'
import { writeLinks } from '../issued/links.ts'
import { documentLink } from '../issued/tables.ts'
import { document, documentFile, documentPerson, documentRecipient, isIssued } from '../tables.ts'
import type { DraftInput } from './schema.ts'

export type Recipient = Omit<typeof documentRecipient.$inferInsert, 'documentId'>
export type Attached = Omit<typeof documentFile.$inferInsert, 'documentId'>

/** Statement that lets a draft be found by what it is about, who is to sign it, and the number it holds. */
export const draftFindable = (
  ctx: Context,
  id: string,
  {
    subject,
    signerName,
    notation,
  }: { subject: string; signerName?: string | null | undefined; notation?: string | null },
): Statement => findable(ctx.tenant, id, `${subject} ${signerName ?? ''}`, keyOf(notation))

/** The end of a notation as a word of the index: `05-CT/TU` → `cttu`. */
export const keyOf = (notation: string | null | undefined): string =>
  notationKey((notation ?? '').replace(/^\d+-?/, ''))

/** The statements that write what hangs on a draft: its files, recipients and people. */
export function writeParts(
  ctx: Context,
  id: string,
  input: DraftInput,
  parts: { recipients: Recipient[]; files: Attached[] },
): Statement[] {
  const db = ctx.tenant
  const persons = [...new Set(input.people)]
  const mine = <T extends object>(rows: T[]) => rows.map((row) => ({ ...row, documentId: id }))
  const hashes = [...new Set(parts.files.map((one) => one.sha256))]
  return [
    ...stillUploaded(db, hashes, ctx.clock()),
    ...(parts.files.length === 0 ? [] : [db.insert(documentFile).values(mine(parts.files))]),
    ...(parts.recipients.length === 0 ? [] : [db.insert(documentRecipient).values(mine(parts.recipients))]),
    ...(persons.length === 0
      ? []
      : [db.insert(documentPerson).values(persons.map((memberId) => ({ documentId: id, memberId })))]),
    ...writeLinks(ctx, id, input.relates),
  ]
}

/** The statements that take away what a save writes anew; people whom it does not mention stay. */
export const clearParts = ({ tenant: db }: Context, id: string, { people }: DraftInput): Statement[] => [
  db.delete(documentFile).where(eq(documentFile.documentId, id)),
  db.delete(documentRecipient).where(eq(documentRecipient.documentId, id)),
  db.delete(documentLink).where(eq(documentLink.documentId, id)),
  ...(people === undefined ? [] : [db.delete(documentPerson).where(eq(documentPerson.documentId, id))]),
]

/** Recipients of a document in the order they were named, `most` of them. */
export const recipientsOf = (ctx: Context, id: string, most = 10_000) => recipients(ctx.tenant, { id, most })

const recipients = query<{ id: string; most: number }>()((db, { id, most }) =>
  db
    .select()
    .from(documentRecipient)
    .where(eq(documentRecipient.documentId, id))
    .orderBy(asc(documentRecipient.position))
    .limit(most),
)

/** A file of a document with what its bytes are held to and what was seen in it. */
export type DocumentFile = FileFacts & { blocks: string | null; remarks: Remarks | null }

/** Files of a document in order. */
export const filesOf = (ctx: Context, id: string) => filesIn(ctx.tenant, { id })

/** The same from a database. */
export const filesIn = query<{ id: string }>()((db, { id }) =>
  db
    .select({
      sha256: documentFile.sha256,
      name: documentFile.name,
      type: documentFile.type,
      size: documentFile.size,
      blocks: file.blocks,
      remarks: file.remarks,
    })
    .from(documentFile)
    .leftJoin(file, eq(file.sha256, documentFile.sha256))
    .where(eq(documentFile.documentId, id))
    .orderBy(asc(documentFile.position)),
)

/** Query for what an issued document is called; nothing when there is none. */
export const issuedAs = (ctx: Context, id: string) => calledAs(ctx.tenant, { id })

const calledAs = query<{ id: string }>()((db, { id }) =>
  db
    .select({ subject: document.subject, notation: document.notation })
    .from(document)
    .where(and(eq(document.id, id), isIssued)),
)

/** Who works on a draft beside its author, by name. */
export const peopleOf = (ctx: Context, id: string) => people(ctx.tenant, { id })

const people = query<{ id: string }>()((db, { id }) =>
  db
    .select({ id: member.id, name: member.name })
    .from(documentPerson)
    .innerJoin(member, eq(member.id, documentPerson.memberId))
    .where(eq(documentPerson.documentId, id))
    .orderBy(asc(member.sortKey), asc(member.id)),
)

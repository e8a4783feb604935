import { eq } from 'drizzle-orm'
import { look } from '../../core/batch.ts'
import type { Me } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { Conflict, Invalid, NotFound, Stale } from '../../core/errors.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { lookAtFiles, tellUnsound } from '../../files/sound.ts'
import { query } from '../../core/query.ts'
import { issuer } from '../../organisation/tables.ts'
import type { term } from '../../organisation/tables.ts'
import { NO_TERM, termOn } from '../../organisation/terms.ts'
import { competence } from '../rules/competence.ts'
import { judge } from '../rules/rules.ts'
import { document, documentType } from '../tables.ts'
import { filesOf } from './parts.ts'
import type { DocumentFile } from './parts.ts'
import { namedInDraft, reach, recipientsGone } from './reach.ts'
import type { Addressee } from './reach.ts'

/** A draft that may be issued now, with everything that takes. */
export type Ready = {
  me: Me
  found: typeof document.$inferSelect
  type: typeof documentType.$inferSelect
  issuer: typeof issuer.$inferSelect
  term: typeof term.$inferSelect
  to: Addressee[]
  units: number
  files: DocumentFile[]
}

/**
 * Reads a draft with everything issuing needs and judges whether it is ready.
 * @throws Invalid naming what is missing; NotFound, Conflict or Stale when it is not this draft any more
 */
export async function prepareIssue(ctx: Context, id: string, version: number): Promise<Ready> {
  const today = dayAt(ctx.clock())
  const { me, rows, files, terms, ...seen } = await look(ctx, {
    rows: withTypeAndIssuer(ctx.tenant, { id }),
    files: filesOf(ctx, id),
    ...namedInDraft(ctx, id),
    terms: termOn(ctx.tenant, today),
  })
  const row = rows[0]
  if (row === undefined || row.found.state === 'discarded') throw new NotFound()
  if (row.found.state !== 'draft') throw alreadyIssued(row.found)
  if (row.found.version !== version) throw new Stale()
  const { to, units } = await reach(ctx, seen)
  const problems = judge({
    ...row.found,
    type: row.type ?? undefined,
    issuer: row.issuer?.closedAt === null ? row.issuer : undefined,
    recipientCount: to.length + units,
    fileCount: files.length,
    ...competence(ctx.committee.kind, row.found.decidingBody, row.type?.id, today),
  }).flatMap((one) => (one.state === 'error' ? [{ field: one.field, message: one.detail ?? one.label }] : []))
  problems.push(...recipientsGone(seen), ...(await unsound(ctx, files)))
  const current = terms[0]
  if (current === undefined) problems.push(NO_TERM)
  if (row.type === null || row.issuer === null || current === undefined || problems.length > 0)
    throw new Invalid(problems)
  return { me, found: row.found, type: row.type, issuer: row.issuer, term: current, to, units, files }
}

/** Files that cannot be sent as they were brought in: bringing the same ones again mends it. */
async function unsound(ctx: Context, files: DocumentFile[]): Promise<FieldProblem[]> {
  const owner = ctx.committee.id
  const looked = await lookAtFiles(
    ctx.files,
    files.map((file) => ({ ...file, owner })),
  )
  return looked.unsound.map((one) => ({
    field: 'files',
    message: `${tellUnsound(one)} Đề nghị tải lại đúng tệp này rồi ban hành.`,
  }))
}

const withTypeAndIssuer = query<{ id: string }>()((db, { id }) =>
  db
    .select({ found: document, type: documentType, issuer })
    .from(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .leftJoin(issuer, eq(issuer.id, document.issuerId))
    .where(eq(document.id, id)),
)

/** For the one who came second. */
export const alreadyIssued = (found: { notation: string | null; issuedBy: string | null }): Error =>
  new Conflict(`Văn bản đã được ${found.issuedBy ?? 'văn thư khác'} ban hành, số ${found.notation ?? ''}.`, {
    notation: found.notation,
  })

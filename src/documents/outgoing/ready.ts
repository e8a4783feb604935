import { and, eq, sql } from 'drizzle-orm'
import { look } from '../../core/batch.ts'
import type { Me } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { Conflict, Invalid, NotFound, Stale } from '../../core/errors.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { lookAtFiles, tellUnsound } from '../../files/sound.ts'
import { isSigned } from '../../files/remarks.ts'
import { query } from '../../core/query.ts'
import { issuer } from '../../organisation/tables.ts'
import type { term } from '../../organisation/tables.ts'
import { NO_TERM, termOn } from '../../organisation/terms.ts'
import { NUMBERED_FROM, STAGES } from '../drafting/stages.ts'
import { documentVersion, documentVersionFile, issuingRule } from '../drafting/tables.ts'
import { competence } from '../rules/competence.ts'
import { judge } from '../rules/rules.ts'
import { relatedTo } from '../issued/links.ts'
import { relationChecks } from '../issued/checks.ts'
import type { Related } from '../issued/relations.ts'
import { agreementsOn, coIssuersOf } from '../joint/agreement.ts'
import { jointChecks, withAgreed } from '../joint/rules.ts'
import type { CoIssuer } from '../joint/rules.ts'
import { document, documentType } from '../tables.ts'
import { judgeFormat } from './format.ts'
import { filesOf } from './parts.ts'
import type { DocumentFile } from './parts.ts'
import { namedInDraft, reach, recipientsGone } from './reach.ts'
import type { Addressee } from './reach.ts'
import type { Check } from './schema.ts'

/** A draft that may be numbered or issued now, with everything that takes. */
export type Ready = {
  me: Me
  found: typeof document.$inferSelect
  type: typeof documentType.$inferSelect
  issuer: typeof issuer.$inferSelect
  /** The term of today; one that already holds its number was counted in a term and needs none. */
  term: typeof term.$inferSelect | undefined
  to: Addressee[]
  units: number
  files: DocumentFile[]
  /** Earlier papers of ours that it replaces, amends, corrects or repeals. */
  related: Related[]
  /** Committees that issue it together with us. */
  joint: CoIssuer[]
}

/**
 * Reads a draft with everything that numbering or issuing needs and judges whether it is ready. The scan comes after
 * the number, so numbering asks for no file.
 * @throws Invalid naming what is missing; NotFound, Conflict or Stale when it is not this draft any more
 */
export async function prepare(
  ctx: Context,
  id: string,
  version: number,
  step: 'number' | 'issue',
): Promise<Ready> {
  const today = dayAt(ctx.clock())
  const { me, rows, files, terms, rules, numbered, related, joint, agreements, ...seen } = await look(ctx, {
    rows: withTypeAndIssuer(ctx.tenant, { id }),
    files: filesOf(ctx, id),
    ...namedInDraft(ctx, id),
    terms: termOn(ctx.tenant, today),
    rules: rulesOf(ctx.tenant, {}),
    numbered: filesWhenNumbered(ctx.tenant, { id }),
    related: relatedTo(ctx.tenant, { id }),
    joint: coIssuersOf(ctx.tenant, { id }),
    agreements: agreementsOn(ctx.tenant, { id }),
  })
  const row = rows[0]
  if (row === undefined || row.found.state === 'discarded') throw new NotFound()
  const { found } = row
  if (found.state !== 'draft') throw alreadyIssued(found)
  if (step === 'number' && found.number !== null) throw alreadyNumbered(found)
  if (found.version !== version) throw new Stale()
  refuseStage(found)
  const held = found.number !== null
  if (step === 'issue' && !held && rules[0]?.atOnce === false) throw new Conflict(NUMBER_FIRST)
  const { to, units } = await reach(ctx, seen)
  const checks = judge({
    ...found,
    type: row.type ?? undefined,
    issuer: held || row.issuer?.closedAt === null ? (row.issuer ?? undefined) : undefined,
    recipientCount: to.length + units,
    fileCount: files.length,
    ...competence(ctx.committee.kind, found.decidingBody, row.type?.id, today),
  })
  const asked = wrongIn(checks).filter(({ field }) => step === 'issue' || field !== 'files')
  asked.push(...wrongIn(relationChecks(found.typeId ?? undefined, found.overrideReason, related)))
  asked.push(...wrongIn(jointChecks(joint, agreements, found.overrideReason)))
  asked.push(...recipientsGone(seen), ...(step === 'number' ? [] : await unsound(ctx, files)))
  if (held && unscanned(found, files, numbered)) asked.push({ field: 'files', message: NOT_SCANNED })
  if (step === 'issue' && held) asked.push(...(await misnumbered(ctx, row, files)))
  const current = terms[0]
  if (current === undefined && !held) asked.push(NO_TERM)
  if (row.type === null || row.issuer === null || asked.length > 0) throw new Invalid(asked)
  return {
    me,
    found,
    type: row.type,
    issuer: row.issuer,
    term: current,
    to,
    units,
    files,
    related,
    joint: withAgreed(joint, agreements),
  }
}

/** The number and the day printed in the file that goes out, if they are not those the paper holds; answered for by name. */
async function misnumbered(
  ctx: Context,
  row: Parameters<typeof judgeFormat>[1],
  files: DocumentFile[],
): Promise<FieldProblem[]> {
  if ((row.found.overrideReason ?? '') !== '') return []
  const { checks } = await judgeFormat(ctx, row, files)
  const told = checks.map((one) => ({ ...one, field: 'files', detail: reasonOf(one) }))
  return wrongIn(told).map(({ field, message }) => ({
    field,
    message: `${message} Tải lên bản đúng; nếu vẫn gửi tệp này, nêu lý do vẫn ban hành và người cho phép.`,
  }))
}

/** Of a signature the line itself says what is wrong, what stands below it says of which. */
const reasonOf = ({ id, label, detail = label }: Check): string =>
  id === 'format-signature' ? `${label}. ${detail}` : detail

/** What stops a draft, by the field to mend. */
const wrongIn = (checks: readonly (Check & { field: string })[]): FieldProblem[] =>
  checks.flatMap(({ state, field, detail, label }) =>
    state === 'error' ? [{ field, message: detail ?? label }] : [],
  )

const NUMBER_FIRST =
  'Theo thiết lập của cơ quan, văn bản phải được cấp số trước, quét bản có số và dấu rồi mới phát hành. Đề nghị cấp số trước.'
export const NOT_SCANNED =
  'Tệp chưa được thay từ khi cấp số, nên bản gửi đi chưa có số, ngày. Tải lên bản đã ghi số, ký, đóng dấu; nếu vẫn gửi tệp này, nêu lý do vẫn ban hành.'

/**
 * Whether all files of a numbered draft are those it had before: none of them can bear the number. Nothing is written
 * into what is signed: its number and day stand on a cover sheet.
 */
export const unscanned = (
  { overrideReason }: { overrideReason: string | null },
  files: Pick<DocumentFile, 'sha256' | 'remarks'>[],
  numbered: { sha256: string }[],
): boolean =>
  (overrideReason ?? '') === '' &&
  files.length > 0 &&
  !files.some(isSigned) &&
  files.every(({ sha256 }) => numbered.some((old) => old.sha256 === sha256))

function refuseStage({ stage, holderName, number }: typeof document.$inferSelect): void {
  if (number !== null || NUMBERED_FROM.includes(stage)) return
  const where = holderName === null ? '' : `, đang ở bàn của đồng chí ${holderName}`
  throw new Conflict(`Dự thảo ở bước "${STAGES[stage]}"${where}. Ghi nhận đã ký trước khi cấp số, phát hành.`)
}

/** How this committee issues, if it set anything. */
export const rulesOf = query()((db) =>
  db.select({ atOnce: issuingRule.atOnce }).from(issuingRule).where(eq(issuingRule.id, 'main')),
)

/** The files a draft had when it was given the number it holds: those of its last version at that stage. */
export const filesWhenNumbered = query<{ id: string }>()((db, { id }) =>
  db
    .select({ sha256: documentVersionFile.sha256 })
    .from(documentVersionFile)
    .where(
      and(
        eq(documentVersionFile.documentId, id),
        sql`${documentVersionFile.no} = (select max(v.no) from ${documentVersion} v
          where v.documentId = ${id} and v.stage = 'numbered')`,
      ),
    ),
)

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

const alreadyNumbered = (found: { notation: string | null; issuedBy: string | null }): Error =>
  new Conflict(`Dự thảo đã được ${found.issuedBy ?? 'văn thư khác'} cấp số ${found.notation ?? ''}.`, {
    notation: found.notation,
  })

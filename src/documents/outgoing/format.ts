import { and, eq } from 'drizzle-orm'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { NotFound } from '../../core/errors.ts'
import { query } from '../../core/query.ts'
import { isSigned } from '../../files/remarks.ts'
import { kindOf } from '../../directory/rules/kinds.ts'
import { issuer } from '../../organisation/tables.ts'
import { formatChecks } from '../rules/format.ts'
import { formatOn } from '../rules/formats.ts'
import type { Format } from '../rules/formats.ts'
import { document, documentType } from '../tables.ts'
import { filesOf } from './parts.ts'
import type { DocumentFile } from './parts.ts'
import { readsDraft } from './reachable.ts'
import type { Check } from './schema.ts'

type Row = {
  found: typeof document.$inferSelect
  type: typeof documentType.$inferSelect | null
  issuer: typeof issuer.$inferSelect | null
}

/**
 * What the text of a draft's first file has of what the guidance on format wants; what cannot be read is said so.
 * @throws NotFound when the draft is out of reach
 */
export async function checkFormat(
  ctx: Context,
  id: string,
): Promise<{ source: string; file?: string; checks: Check[] }> {
  const { rows, files } = await look(ctx, {
    rows: draftWith(ctx.tenant, { id, person: ctx.person.id }),
    files: filesOf(ctx, id),
  })
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  return judgeFormat(ctx, row, files)
}

/** The same of a draft that was read already. */
export async function judgeFormat(
  ctx: Context,
  { found, type, issuer: from }: Row,
  files: readonly DocumentFile[],
) {
  const format = formatFor(ctx, found.issuedOn ?? dayAt(ctx.clock()))
  const [file] = files
  if (file === undefined) return { source: format.name, checks: [] }
  // Readers come only where a text is read.
  const { linesOf } = await import('../../files/lines.ts')
  const read = await linesOf(ctx.files, { ...file, owner: ctx.committee.id })
  const stated = { ...found, typeName: type?.name, symbol: type?.symbol, suffix: from?.suffix }
  const checks =
    read === undefined || read.lines.length === 0 ? [UNREAD] : formatChecks(read.lines, stated, format)
  const judged = isSigned(file) ? checks.map(onCover) : checks
  return { source: format.name, file: file.name, checks: [...judged, ...(await signatureChecks(ctx, files))] }
}

/** What a signed file lacks of number and day stands on its cover sheet: nothing is written into what is signed. */
const onCover = (check: Check): Check =>
  check.state === 'warn' && (check.id === 'format-number' || check.id === 'format-day')
    ? { ...check, state: 'ok', detail: 'Tệp đã ký số nên không ghi thêm vào tệp; số, ngày nằm ở tờ bìa.' }
    : check

/** The signatures of the files of a draft: one that does not hold any more stops it. */
async function signatureChecks(ctx: Context, files: readonly DocumentFile[]): Promise<Check[]> {
  const signed = files.filter(isSigned)
  if (signed.length === 0) return []
  const { checkSignatures } = await import('../../files/signatures/check.ts')
  const found = await Promise.all(
    signed.map((file) => checkSignatures(ctx, { ...file, owner: ctx.committee.id })),
  )
  return found.flatMap(({ signatures, unchecked, name }): Check[] => [
    ...signatures.map(({ state, verdict, told }) => ({
      id: 'format-signature',
      state,
      label: verdict,
      detail: told,
    })),
    ...(unchecked === undefined
      ? []
      : [{ id: 'format-signature', state: 'warn' as const, label: name, detail: unchecked }]),
  ])
}

/** Bodies outside the Party write as the state does. */
const formatFor = ({ committee }: Context, day: string): Format =>
  formatOn(kindOf(committee.kind)?.level === undefined ? 'state' : 'party', day)

const UNREAD: Check = {
  id: 'format-unread',
  state: 'warn',
  label: 'Thể thức trong tệp: chưa kiểm tra được',
  detail: 'Tệp là bản quét, quá lớn, hoặc không phải PDF, DOCX. Đề nghị người thẩm định xem bằng mắt.',
}

const draftWith = query<{ id: string; person: string }>()((db, { id, person }) =>
  db
    .select({ found: document, type: documentType, issuer })
    .from(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .leftJoin(issuer, eq(issuer.id, document.issuerId))
    .where(and(eq(document.id, id), eq(document.state, 'draft'), readsDraft({ person: { id: person } }))),
)

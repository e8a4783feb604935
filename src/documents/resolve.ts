import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import type { FieldProblem } from '../core/errors.ts'
import { member } from '../core/tables.ts'
import { decidingBodies } from '../directory/rules/kinds.ts'
import { committee } from '../directory/tables.ts'
import { kindOfName } from '../files/rules.ts'
import { stampInName } from '../files/stamps.ts'
import { file } from '../files/tables.ts'
import { issuer, unit } from '../organisation/tables.ts'
import { filesOf } from './parts.ts'
import { carriesSecretStamp, SECRET_ADVICE } from './rules.ts'
import type { DraftInput } from './schema.ts'
import { document, documentType, incoming, recipientGroup } from './tables.ts'
import type { documentFile, documentRecipient } from './tables.ts'

/** The group that holds every committee directly below, without being kept up by hand. */
export const SUBORDINATES = { id: 'subordinates', name: 'Tất cả cấp dưới trực thuộc' }

export type Recipient = Omit<typeof documentRecipient.$inferInsert, 'documentId'>
export type Attached = Omit<typeof documentFile.$inferInsert, 'documentId'>

/**
 * Finds everything a draft names, in one trip to the tenant and, for committees, one to the directory.
 * @throws Invalid naming every field that names nothing here
 */
export async function resolveDraft(ctx: Context, input: DraftInput, id = '') {
  const handles = input.recipients.flatMap((one) => (one.kind === 'committee' ? [one.handle] : []))
  const [rows, committees] = await Promise.all([
    look(ctx, 'documents.draft', {
      found: ctx.tenant.select().from(document).where(eq(document.id, id)),
      attached: filesOf(ctx, id),
      types: ctx.tenant
        .select({ id: documentType.id })
        .from(documentType)
        .where(eq(documentType.id, input.typeId ?? '')),
      issuers: ctx.tenant
        .select({ id: issuer.id })
        .from(issuer)
        .where(and(eq(issuer.id, input.issuerId ?? ''), isNull(issuer.closedAt))),
      signers: ctx.tenant
        .select({ id: member.id })
        .from(member)
        .where(eq(member.id, input.signerId ?? '')),
      answered: ctx.tenant
        .select({ id: incoming.id })
        .from(incoming)
        .where(eq(incoming.deliveryId, input.replyTo ?? '')),
      units: ctx.tenant
        .select({ id: unit.id, name: unit.name })
        .from(unit)
        .where(and(inArray(unit.id, idsOf(input, 'unit')), isNull(unit.closedAt))),
      groups: ctx.tenant
        .select({ id: recipientGroup.id, name: recipientGroup.name })
        .from(recipientGroup)
        .where(inArray(recipientGroup.id, idsOf(input, 'group'))),
      uploads: ctx.tenant
        .select()
        .from(file)
        .where(
          and(
            inArray(
              file.sha256,
              input.files.map((one) => one.sha256),
            ),
            isNull(file.removingAt),
          ),
        ),
    }),
    handles.length === 0 ? [] : findCommittees(ctx, handles),
  ])
  const problems: FieldProblem[] = []
  const known = (field: string, list: unknown[], given: string | undefined, message: string) => {
    if (given !== undefined && list.length === 0) problems.push({ field, message })
  }
  known('typeId', rows.types, input.typeId, 'Tên loại văn bản này không có trong danh mục của cơ quan.')
  known('issuerId', rows.issuers, input.issuerId, 'Cơ quan ban hành này không có hoặc đã ngừng.')
  known('signerId', rows.signers, input.signerId, 'Người ký này không có trong danh sách của cơ quan.')
  known('replyTo', rows.answered, input.replyTo, 'Cơ quan chưa tiếp nhận văn bản nào như vậy để trả lời.')
  if (!decides(ctx, input.decidingBody)) problems.push(UNKNOWN_BODY)
  if (carriesSecretStamp(input.subject)) problems.push({ field: 'subject', message: SECRET_ADVICE })
  const recipients = resolveRecipients(ctx, input, { ...rows, committees }, problems)
  const files = resolveFiles(input, rows.uploads, problems)
  if (problems.length > 0) throw new Invalid(problems)
  return { me: rows.me, found: rows.found[0], attached: rows.attached, recipients, files }
}

/** Whether this body decides in a committee of this kind; competence is judged by it, so it must be a known one. */
export const decides = (ctx: Context, body: string | undefined): boolean =>
  body === undefined || body === '' || decidingBodies(ctx.committee.kind).some(({ id }) => id === body)

export const UNKNOWN_BODY = {
  field: 'decidingBody',
  message: 'Chọn cơ quan quyết định trong danh sách của cơ quan.',
}

const idsOf = (input: DraftInput, kind: 'unit' | 'group'): string[] =>
  input.recipients.flatMap((one) => (one.kind === kind ? [one.id] : []))

const findCommittees = (ctx: Context, handles: string[]) =>
  ctx.control
    .select({ id: committee.id, handle: committee.handle, name: committee.name, state: committee.state })
    .from(committee)
    .where(sql`${committee.handle} in (select value from json_each(${JSON.stringify(handles)}))`)

type Known = {
  units: { id: string; name: string }[]
  groups: { id: string; name: string }[]
  committees: { id: string; handle: string; name: string; state: string }[]
}

function resolveRecipients(
  ctx: Context,
  input: DraftInput,
  known: Known,
  problems: FieldProblem[],
): Recipient[] {
  const byHandle = new Map(known.committees.map((one) => [one.handle, one]))
  const byId = new Map([...known.units, ...known.groups, SUBORDINATES].map((one) => [one.id, one.name]))
  const taken = new Map<string, Recipient>()
  input.recipients.forEach((one, position) => {
    const field = `recipients.${position}`
    if (one.kind === 'committee') {
      const found = byHandle.get(one.handle)
      if (found === undefined || found.state === 'provisioning')
        problems.push({ field, message: `Không có nơi nhận "${one.handle}" trong danh bạ.` })
      else if (found.id === ctx.committee.id)
        problems.push({ field, message: 'Cơ quan không gửi văn bản cho chính mình; chọn đơn vị bên trong.' })
      else if (found.state === 'suspended')
        problems.push({
          field,
          message: `${found.name} đang tạm dừng sử dụng, chưa nhận được văn bản. Bỏ nơi nhận này hoặc gửi bản giấy.`,
        })
      else
        taken.set(found.id, {
          kind: 'committee',
          targetId: found.id,
          handle: found.handle,
          name: found.name,
          position,
        })
      return
    }
    const name = byId.get(one.id)
    if (name === undefined)
      problems.push({
        field,
        message:
          one.kind === 'unit'
            ? 'Đơn vị nhận này không có hoặc đã ngừng hoạt động.'
            : 'Nhóm nơi nhận này không còn.',
      })
    else taken.set(one.id, { kind: one.kind, targetId: one.id, name, position })
  })
  return [...taken.values()]
}

function resolveFiles(
  input: DraftInput,
  uploads: (typeof file.$inferSelect)[],
  problems: FieldProblem[],
): Attached[] {
  const bySha = new Map(uploads.map((one) => [one.sha256, one]))
  return input.files.flatMap((one, position) => {
    const found = bySha.get(one.sha256)
    if (found === undefined) {
      problems.push({
        field: `files.${position}`,
        message: `Tệp "${one.name ?? one.sha256}" chưa tải lên xong. Đề nghị tải lại tệp.`,
      })
      return []
    }
    const name = one.name ?? found.name
    const message = unfitName(name, found)
    if (message !== undefined) problems.push({ field: `files.${position}`, message })
    return [{ position, sha256: found.sha256, name, type: found.type, size: found.size }]
  })
}

/** Why recipients may not be shown a file under this name: it would hide what the file is, or carries a stamp. */
function unfitName(name: string, uploaded: typeof file.$inferSelect): string | undefined {
  if (kindOfName(name)?.type !== uploaded.type)
    return `Tên "${name}" không đúng loại của tệp đã tải lên ("${uploaded.name}"). Đề nghị giữ phần đuôi của tên tệp.`
  return name !== uploaded.name && stampInName(name) !== undefined ? SECRET_ADVICE : undefined
}

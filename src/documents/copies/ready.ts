import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../core/context.ts'
import { Invalid } from '../../core/errors.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { listed, query } from '../../core/query.ts'
import { member, memberRole } from '../../core/tables.ts'
import { someNames } from '../../core/text.ts'
import { DECIDING_BODIES, kindOf } from '../../directory/rules/kinds.ts'
import { committeesNamed } from '../../directory/places.ts'
import { file } from '../../files/tables.ts'
import { issuer, position, unit } from '../../organisation/tables.ts'
import { NO_TERM } from '../../organisation/terms.ts'
import type { term } from '../../organisation/tables.ts'
import { decides, UNKNOWN_BODY } from '../rules/competence.ts'
import { attach } from '../outgoing/attach.ts'
import type { Attached, Recipient } from '../outgoing/parts.ts'
import { reach } from '../outgoing/reach.ts'
import { resolveRecipients, SUBORDINATES } from '../outgoing/recipients.ts'
import { recipientGroup, recipientGroupMember } from '../groups/tables.ts'
import { document, documentType } from '../tables.ts'
import type { Original } from './original.ts'
import { COPY_KINDS, COPY_TYPE, copiesOf } from './rules.ts'
import type { Copy } from './rules.ts'
import type { CopyInput } from './schema.ts'

const type = query()((db) => db.select().from(documentType).where(eq(documentType.id, COPY_TYPE)))
const issuers = query()((db) =>
  db.select().from(issuer).where(isNull(issuer.closedAt)).orderBy(desc(issuer.main), issuer.suffix),
)
const units = query<{ ids: string }>()((db, { ids }) =>
  db
    .select({ id: unit.id, name: unit.name })
    .from(unit)
    .where(and(sql`${unit.id} in ${listed(ids)}`, isNull(unit.closedAt))),
)
const groups = query<{ ids: string }>()((db, { ids }) =>
  db
    .select({ id: recipientGroup.id, name: recipientGroup.name })
    .from(recipientGroup)
    .where(sql`${recipientGroup.id} in ${listed(ids)}`),
)
const members = query<{ ids: string }>()((db, { ids }) =>
  db
    .select()
    .from(recipientGroupMember)
    .where(sql`${recipientGroupMember.groupId} in ${listed(ids)}`),
)
const uploads = query<{ ids: string }>()((db, { ids }) =>
  db
    .select()
    .from(file)
    .where(and(sql`${file.sha256} in ${listed(ids)}`, isNull(file.removingAt))),
)

/** What a copy is numbered by, and who may be its issuer. */
export const numberingOf = (ctx: Context) => ({
  types: type(ctx.tenant, {}),
  issuers: issuers(ctx.tenant, {}),
})

/** Statements that read whatever a copy names, as far as it is here. */
export function namedInCopy(ctx: Context, { recipients, files }: CopyInput) {
  const ids = (kind: 'unit' | 'group') =>
    JSON.stringify(recipients.flatMap((one) => (one.kind === kind ? [one.id] : [])))
  return {
    units: units(ctx.tenant, { ids: ids('unit') }),
    groups: groups(ctx.tenant, { ids: ids('group') }),
    members: members(ctx.tenant, { ids: ids('group') }),
    uploads: uploads(ctx.tenant, { ids: JSON.stringify(files.map((one) => one.sha256)) }),
  }
}

/** Who signed the last copy; where none was made, the head of the office signs by order. */
export const lastSigner = query()((db) =>
  db
    .select({
      name: document.signerName,
      title: document.signerTitle,
      authority: document.authority,
      body: document.decidingBody,
    })
    .from(document)
    .where(and(sql`${document.typeId} = ${sql.raw(`'${COPY_TYPE}'`)}`, sql`${document.number} is not null`))
    .orderBy(desc(document.issuedAt))
    .limit(1),
)
export const officeHead = query()((db) =>
  db
    .select({ name: member.name, title: position.name })
    .from(memberRole)
    .innerJoin(member, and(eq(member.id, memberRole.memberId), isNull(member.leftAt)))
    .leftJoin(position, eq(position.id, member.positionId))
    .where(eq(memberRole.role, 'office_chief'))
    .limit(1),
)

type Numbering = {
  types: (typeof documentType.$inferSelect)[]
  issuers: (typeof issuer.$inferSelect)[]
  terms: (typeof term.$inferSelect)[]
}
type Seen = Numbering & {
  units: { id: string; name: string }[]
  groups: { id: string; name: string }[]
  members: (typeof recipientGroupMember.$inferSelect)[]
  uploads: (typeof file.$inferSelect)[]
}

/** @throws Invalid where a paper that holds no more is copied without a word why */
export function refuseEnded(ended: string | undefined, { overrideReason }: CopyInput): void {
  if (ended !== undefined && (overrideReason ?? '') === '')
    throw new Invalid([{ field: 'overrideReason', message: `${ended}. Nếu vẫn sao, nêu lý do.` }])
}

/**
 * Finds and judges everything a copy names.
 * @param count how many files the original has
 * @throws Invalid naming every field that is wrong
 */
export async function resolveCopy(
  ctx: Context,
  input: CopyInput,
  original: Original,
  count: number,
  seen: Seen,
) {
  const handles = input.recipients.flatMap((one) => (one.kind === 'committee' ? [one.handle] : []))
  const committees = handles.length === 0 ? [] : await committeesNamed(ctx, handles)
  const { recipients, problems: wrongPlaces } = resolveRecipients(ctx, input.recipients, {
    ...seen,
    committees,
  })
  const { files: own, problems: wrongFiles } = attach(input.files, seen.uploads)
  const from =
    input.issuerId === undefined ? seen.issuers[0] : seen.issuers.find(({ id }) => id === input.issuerId)
  const [numbers, of] = [seen.types[0], seen.terms[0]]
  const problems: FieldProblem[] = [
    ...wrongPlaces,
    ...wrongFiles,
    ...judgeKind(ctx, input, original, own, count),
    ...(from === undefined
      ? [{ field: 'issuerId', message: 'Cơ quan ban hành này không có hoặc đã ngừng.' }]
      : []),
    ...(decides(ctx.committee.kind, input.decidingBody) ? [] : [UNKNOWN_BODY]),
    ...(of === undefined ? [NO_TERM] : []),
  ]
  if (from === undefined || numbers === undefined || of === undefined || problems.length > 0)
    throw new Invalid(problems)
  const named = recipients.map((one) => ({ documentId: '', handle: null, coIssues: false, ...one }))
  const { to, units: inside } = await reach(ctx, { named, members: seen.members })
  if (to.length + inside === 0)
    throw new Invalid([{ field: 'recipients', message: 'Các nhóm nơi nhận này chưa có nơi nào.' }])
  return { type: numbers, issuer: from, term: of, recipients, to, own }
}

/** Whether this kind of copy may be made here, and has what it takes. */
function judgeKind(ctx: Context, input: CopyInput, original: Original, own: Attached[], count: number) {
  const may = kindsFor(ctx, original)
  const only = may.map((kind) => COPY_KINDS[kind].toLowerCase()).join(' hoặc ')
  if (!may.includes(input.kind)) return [{ field: 'kind', message: `Văn bản này chỉ ${only} được.` }]
  if (input.kind !== 'extract')
    return count + own.length > 0
      ? []
      : [{ field: 'files', message: 'Văn bản gốc chưa có tệp. Quét và đính kèm bản sao.' }]
  return [
    ...((input.part ?? '') === ''
      ? [{ field: 'part', message: 'Ghi phần được trích, ví dụ: Mục II, khoản 3.' }]
      : []),
    ...(own.length === 0 ? [{ field: 'files', message: 'Đính kèm tệp của phần được trích.' }] : []),
  ]
}

/** The kinds of copies that this committee may make of a paper. */
export const kindsFor = (ctx: Context, original: Original) =>
  copiesOf(kindOf(ctx.committee.kind)?.party ?? true, original.side, original.isCopy)

/** Places named on the sheet of a copy one by one, up to here. */
const NAMED = 20

/** What a copy says of itself: the form below the line. */
export function copyOf(ctx: Context, input: CopyInput, original: Original, recipients: Recipient[]): Copy {
  const { kind, part, authority, signerName: name, signerTitle: title, decidingBody } = input
  const body = authority === '' || decidingBody === undefined ? '' : bodyName(decidingBody)
  const names = recipients.map((one) => (one.targetId === SUBORDINATES.id ? belowOf(ctx) : one.name))
  return {
    kind,
    ...(kind === 'extract' && part !== undefined ? { part } : {}),
    of: original.of,
    by: { authority, body, title, name, place: ctx.committee.place },
    recipients: someNames(names, NAMED),
  }
}

const bodyName = (id: string): string =>
  id in DECIDING_BODIES ? DECIDING_BODIES[id as keyof typeof DECIDING_BODIES] : ''

const belowOf = ({ committee }: Context): string => `Các tổ chức đảng trực thuộc ${committee.name}`

import { and, eq, isNull, sql } from 'drizzle-orm'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Invalid } from '../../core/errors.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { listed, query } from '../../core/query.ts'
import { member } from '../../core/tables.ts'
import { committeesNamed } from '../../directory/places.ts'
import { lookAtFiles, tellUnsound } from '../../files/sound.ts'
import { file } from '../../files/tables.ts'
import { issuer, unit } from '../../organisation/tables.ts'
import { COPY_TYPE } from '../copies/rules.ts'
import { decides, UNKNOWN_BODY } from '../rules/competence.ts'
import { SECRET_ADVICE } from '../../core/secrecy/stamps.ts'
import { carriesSecretStamp } from '../rules/rules.ts'
import { issuedAmong } from '../issued/links.ts'
import { recipientGroup } from '../groups/tables.ts'
import { document, documentType, incoming } from '../tables.ts'
import { attach } from './attach.ts'
import { filesOf, peopleOf } from './parts.ts'
import type { Attached } from './parts.ts'
import { writesDraft } from './reachable.ts'
import { resolveRecipients } from './recipients.ts'
import type { DraftInput } from './schema.ts'
import type { Names } from './told.ts'

/**
 * Finds everything a draft names, in one trip to the tenant and, for committees, one to the directory.
 * @param id the draft that is saved; none where one is begun
 * @returns what is to be written, how everything is called, and the draft as it was, if it is within reach
 * @throws Invalid naming every field that names nothing here
 */
export async function resolveDraft(ctx: Context, input: DraftInput, id = '') {
  const handles = input.recipients.flatMap((one) => (one.kind === 'committee' ? [one.handle] : []))
  const [{ me, ...rows }, committees] = await Promise.all([
    look(ctx, { ...queriesOfDraft(ctx, id), ...queriesOfInput(ctx, input) }),
    handles.length === 0 ? [] : committeesNamed(ctx, handles),
  ])
  const { recipients, ...wrongPlaces } = resolveRecipients(ctx, input.recipients, { ...rows, committees })
  const { files, ...wrongFiles } = attach(input.files, rows.uploads)
  const gone = await lostFiles(ctx, files, rows.attached)
  const problems = [...unknown(ctx, input, rows), ...wrongPlaces.problems, ...wrongFiles.problems, ...gone]
  if (problems.length > 0) throw new Invalid(problems)
  const people = input.people === undefined ? rows.people : rows.askedPeople
  const [draft] = rows.drafts
  return {
    me,
    recipients,
    files,
    names: namesOf(rows.issuers[0], rows.answered[0], files, people),
    found: draft?.found,
    before: namesOf(draft?.issuer, draft?.answered, rows.attached, rows.people),
  }
}

/** Of the files that a draft did not name before, those that the store has not: it is saved too often to ask for all. */
async function lostFiles(
  ctx: Context,
  files: Attached[],
  before: { sha256: string }[],
): Promise<FieldProblem[]> {
  const known = new Set(before.map(({ sha256 }) => sha256))
  const owner = ctx.committee.id
  const fresh = files.flatMap((file) => (known.has(file.sha256) ? [] : [{ ...file, owner, blocks: null }]))
  const { unsound } = await lookAtFiles(ctx.files, fresh, 0)
  return unsound.map((one) => ({
    field: `files.${one.file.position}`,
    message: `${tellUnsound(one)} Đề nghị tải lại đúng tệp này.`,
  }))
}

type Named = { name: string }
type Answered = { notation: string; senderName: string }

const namesOf = (
  from: Named | null | undefined,
  answered: Answered | null | undefined,
  files: Named[],
  people: Named[],
): Names => ({
  issuer: from?.name ?? null,
  replyTo: answered == null ? null : `${answered.notation}, ${answered.senderName}`,
  files: files.map(({ name }) => name),
  people: people.map(({ name }) => name),
})

/** The draft as it is, and what it names. */
const queriesOfDraft = (ctx: Context, id: string) => ({
  drafts: asItIs(ctx.tenant, { id, person: ctx.person.id }),
  attached: filesOf(ctx, id),
  people: peopleOf(ctx, id),
})

const asItIs = query<{ id: string; person: string }>()((db, { id, person }) =>
  db
    .select({
      found: document,
      issuer: { name: issuer.name },
      answered: { notation: incoming.notation, senderName: incoming.senderName },
    })
    .from(document)
    .leftJoin(issuer, eq(issuer.id, document.issuerId))
    .leftJoin(incoming, eq(incoming.deliveryId, document.replyTo))
    .where(and(eq(document.id, id), writesDraft({ person: { id: person } }))),
)

/** Whatever the draft is to name, as far as it is here. */
const queriesOfInput = ({ tenant: db }: Context, input: DraftInput) => ({
  types: types(db, { id: input.typeId ?? '' }),
  issuers: issuers(db, { id: input.issuerId ?? '' }),
  signers: signers(db, { id: input.signerId ?? '' }),
  askedPeople: persons(db, { ids: JSON.stringify(input.people ?? []) }),
  answered: answered(db, { id: input.replyTo ?? '' }),
  units: units(db, { ids: idsOf(input, 'unit') }),
  groups: groups(db, { ids: idsOf(input, 'group') }),
  related: issuedAmong(db, { ids: JSON.stringify(input.relates.map((one) => one.documentId)) }),
  uploads: uploads(db, { ids: JSON.stringify(input.files.map((one) => one.sha256)) }),
})

type One = { id: string }
/** Ids as JSON. */
type Many = { ids: string }

const types = query<One>()((db, { id }) =>
  db.select({ id: documentType.id }).from(documentType).where(eq(documentType.id, id)),
)
const issuers = query<One>()((db, { id }) =>
  db
    .select({ name: issuer.name })
    .from(issuer)
    .where(and(eq(issuer.id, id), isNull(issuer.closedAt))),
)
const signers = query<One>()((db, { id }) =>
  db.select({ id: member.id }).from(member).where(eq(member.id, id)),
)
const persons = query<Many>()((db, { ids }) =>
  db
    .select({ id: member.id, name: member.name })
    .from(member)
    .where(sql`${member.id} in ${listed(ids)}`)
    .orderBy(member.sortKey, member.id),
)
const answered = query<One>()((db, { id }) =>
  db
    .select({ notation: incoming.notation, senderName: incoming.senderName })
    .from(incoming)
    .where(eq(incoming.deliveryId, id)),
)
const units = query<Many>()((db, { ids }) =>
  db
    .select({ id: unit.id, name: unit.name })
    .from(unit)
    .where(and(sql`${unit.id} in ${listed(ids)}`, isNull(unit.closedAt))),
)
const groups = query<Many>()((db, { ids }) =>
  db
    .select({ id: recipientGroup.id, name: recipientGroup.name })
    .from(recipientGroup)
    .where(sql`${recipientGroup.id} in ${listed(ids)}`),
)
const uploads = query<Many>()((db, { ids }) =>
  db
    .select()
    .from(file)
    .where(and(sql`${file.sha256} in ${listed(ids)}`, isNull(file.removingAt))),
)

const idsOf = (input: DraftInput, kind: 'unit' | 'group'): string =>
  JSON.stringify(input.recipients.flatMap((one) => (one.kind === kind ? [one.id] : [])))

type Rows = Record<'types' | 'issuers' | 'signers' | 'answered', unknown[]> & {
  askedPeople: { id: string }[]
  related: { id: string }[]
}

const COPIES_ELSEWHERE = 'Bản sao được lập từ trang của văn bản gốc, mục Sao văn bản.'

/** Fields that name nothing here, or say what must not be said here. */
function unknown(ctx: Context, input: DraftInput, rows: Rows): FieldProblem[] {
  const known = (field: string, list: unknown[], given: string | undefined, message: string) =>
    given === undefined || list.length > 0 ? [] : [{ field, message }]
  const { typeId, issuerId, signerId, replyTo, people = [] } = input
  const here = new Set(rows.askedPeople.map(({ id }) => id))
  return [
    ...known('typeId', rows.types, typeId, 'Tên loại văn bản này không có trong danh mục của cơ quan.'),
    ...known('issuerId', rows.issuers, issuerId, 'Cơ quan ban hành này không có hoặc đã ngừng.'),
    ...known('signerId', rows.signers, signerId, 'Người ký này không có trong danh sách của cơ quan.'),
    ...known('replyTo', rows.answered, replyTo, 'Cơ quan chưa tiếp nhận văn bản nào như vậy để trả lời.'),
    ...(typeId === COPY_TYPE ? [{ field: 'typeId', message: COPIES_ELSEWHERE }] : []),
    ...(decides(ctx.committee.kind, input.decidingBody) ? [] : [UNKNOWN_BODY]),
    ...(carriesSecretStamp(input.subject) ? [{ field: 'subject', message: SECRET_ADVICE }] : []),
    ...input.relates.flatMap(({ documentId }, i) =>
      rows.related.some(({ id }) => id === documentId)
        ? []
        : [{ field: `relates.${i}`, message: 'Cơ quan chưa phát hành văn bản nào như vậy.' }],
    ),
    ...(input.effectiveOn !== undefined &&
    input.expiresOn !== undefined &&
    input.expiresOn < input.effectiveOn
      ? [{ field: 'expiresOn', message: 'Ngày hết hiệu lực trước ngày có hiệu lực.' }]
      : []),
    ...people.flatMap((id, i) =>
      here.has(id)
        ? []
        : [{ field: `people.${i}`, message: 'Người này không có trong danh sách cán bộ của cơ quan.' }],
    ),
  ]
}

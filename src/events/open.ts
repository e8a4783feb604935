import { and, eq, sql } from 'drizzle-orm'
import { asking } from '../asks/crossings.ts'
import { blocksAt, boxesAt, layOpinions } from '../asks/opinions.ts'
import { placesMeant, refuse, whyNotAsked, whyOutOfReach } from '../asks/places.ts'
import type { Role } from '../core/access.ts'
import { commit, look } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { dayAt } from '../core/dates.ts'
import { NotFound, Stale } from '../core/errors.ts'
import type { FieldProblem } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { someNames } from '../core/text.ts'
import { consulted, refuseConsulting } from '../documents/drafting/consult.ts'
import { filesOf } from '../documents/outgoing/parts.ts'
import type { DocumentFile } from '../documents/outgoing/parts.ts'
import { document, documentType } from '../documents/tables.ts'
import { ownDays, whyNotDue } from '../tasks/deadline.ts'
import type { OwnDays } from '../tasks/deadline.ts'
import { subjectsOf } from '../tasks/subjects.ts'
import type { Subject } from '../tasks/subjects.ts'
import { roundActs } from './acts.ts'
import { managesRound } from './reach.ts'
import type { OpenInput } from './schema.ts'
import { event, eventPerson } from './tables.ts'

/** Up to here the audit names places one by one. */
const NAMED = 20
/** Who lets a draft leave the house to be read. */
const OUTSIDE: readonly Role[] = ['clerk', 'office_chief']

type Opened = { id: string; version: number; asked: number }
type Draft = typeof document.$inferSelect
type Asked = Omit<typeof eventPerson.$inferInsert, 'eventId' | 'no'>

/**
 * Asks opinions on a draft, as it is now, of units and persons here and of committees outside, until a day. The version
 * that is asked about is kept; those outside get its files and answer from their own desks (asks of kind `opinion`).
 * @throws NotFound when the draft is out of reach; Conflict when it lies with somebody else or went on to be signed;
 *   Invalid for who is not there or heads nobody, a day that passed, a draft without text; Stale when it was edited since
 */
export async function openRound(ctx: Context, id: string, input: OpenInput): Promise<Opened> {
  const [seen, meant] = await Promise.all([
    look(ctx, statementsOf(ctx, id, input)),
    input.committees.length === 0 ? undefined : placesMeant(ctx, { to: input.committees, below: false }),
  ])
  const { me, rows, found, heads, files, days } = seen
  const row = rows[0]
  if (row === undefined || row.found.state === 'discarded') throw new NotFound()
  refuseConsulting(me, row.found)
  if (row.found.version !== input.version) throw new Stale()
  const inside = input.asked.flatMap(
    ({ kind, id: one }) => found.find((is) => is.kind === kind && is.id === one) ?? [],
  )
  const problems = whyNotOpened(ctx, me, input, { draft: row.found, inside, heads, files, days })
  const title = `${row.typeName ?? ''} ${row.found.subject}`.trim()
  const round = { found: row.found, title, files, asked: inside.map(partyOf) }
  if (meant !== undefined) return openOutside(ctx, me, input, round, meant, problems)
  refuse(problems)
  const { act, statements, answer } = opening(ctx, me, input, round)
  return commit(ctx, me, act, statements, answer, stale)
}

type Round = { found: Draft; title: string; files: DocumentFile[]; asked: Asked[] }

/** A round that leaves the house too: those outside are asked by a crossing that the same batch decides. */
const openOutside = (
  ctx: Context,
  me: Me,
  input: OpenInput,
  round: Round,
  meant: Awaited<ReturnType<typeof placesMeant>>,
  problems: FieldProblem[],
): Promise<Opened> =>
  cross(
    ctx,
    asking,
    async (announced, { boxes, blocks }) => {
      const unasked = [
        ...whyNotAsked(ctx, meant, [], boxes, 'opinion'),
        ...(await whyOutOfReach(ctx, meant.places, blocks)),
      ]
      refuse([...problems, ...unasked.map((one) => ({ ...one, field: 'committees' }))])
      const id = newId()
      const { files, title } = round
      const about = {
        origin: id,
        title: `Góp ý dự thảo ${title}`,
        note: input.note,
        dueOn: input.dueOn,
        files,
      }
      const laid = layOpinions(ctx, me, meant.places, about)
      const outside = laid.asks.map(({ id: askId, toId: subjectId, toName: name }) => {
        const kind = 'committee' as const
        return { kind, subjectId, name, askId }
      })
      const all = { ...round, asked: [...round.asked, ...outside] }
      const { act, statements, answer } = opening(ctx, me, input, all, { id, sendingId: laid.id })
      return commit(ctx, me, act, [...statements, ...laid.rows, announced.row(laid.effect)], answer, stale)
    },
    { boxes: boxesAt(ctx, meant), blocks: blocksAt(ctx, meant) },
  )

/** Everything that opening a round must know of this committee, in one trip. */
const statementsOf = (ctx: Context, id: string, input: OpenInput) => ({
  rows: ctx.tenant
    .select({ found: document, typeName: documentType.name })
    .from(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .where(and(eq(document.id, id), managesRound(ctx))),
  found: subjectsOf(ctx, input.asked),
  heads: headed(ctx, input),
  files: filesOf(ctx, id),
  days: ownDays(ctx),
})

const stale = (): Promise<Error> => Promise.resolve(new Stale())

/** The units named that somebody heads. */
const headed = (ctx: Context, { asked }: OpenInput) =>
  ctx.tenant.all<{ id: string }>(sql`select distinct m.unitId as id from member m
    join member_role r on r.memberId = m.id and r.role = 'unit_head'
    where m.leftAt is null and m.unitId in (select value from json_each(${JSON.stringify(
      asked.filter(({ kind }) => kind === 'unit').map(({ id }) => id),
    )}))`)

type Known = {
  draft: Draft
  inside: Subject[]
  heads: { id: string }[]
  files: DocumentFile[]
  days: OwnDays
}

/** What is wrong with a round, by field. */
function whyNotOpened(ctx: Context, me: Me, input: OpenInput, { draft, inside, heads, files, days }: Known) {
  const when = (wrong: boolean, field: string, message: string): FieldProblem[] =>
    wrong ? [{ field, message }] : []
  const headless = inside.filter((one) => one.kind === 'unit' && !heads.some(({ id }) => id === one.id))
  return [
    ...whyNotDue(input.dueOn, dayAt(ctx.clock()), days),
    ...when(
      input.asked.length + input.committees.length === 0,
      'asked',
      'Chọn ít nhất một đơn vị, cán bộ hoặc cơ quan để lấy ý kiến.',
    ),
    ...when(
      inside.length < input.asked.length,
      'asked',
      'Đơn vị hoặc cán bộ này không có, hoặc đã thôi hoạt động.',
    ),
    ...headless.map(({ name }) => ({
      field: 'asked',
      message: `${name} chưa có trưởng đơn vị trả lời. Chọn cán bộ của đơn vị, hoặc giao vai trò trưởng đơn vị.`,
    })),
    ...when(
      input.committees.length > 0 && !OUTSIDE.some((role) => me.roles.includes(role)),
      'committees',
      'Văn thư, Chánh Văn phòng gửi dự thảo ra cơ quan ngoài. Đề nghị chuyển dự thảo cho các đồng chí ấy.',
    ),
    ...when(draft.subject === '', 'subject', 'Nhập trích yếu trước khi lấy ý kiến.'),
    ...when(files.length === 0, 'files', 'Đính kèm tệp dự thảo để nơi được hỏi đọc.'),
  ]
}

const partyOf = ({ kind, id, name }: Subject): Asked => ({ kind, subjectId: id, name })

/** The batch of a round: the draft into its stage, the version kept, who is asked. */
function opening(
  ctx: Context,
  me: Me,
  input: OpenInput,
  { found, title, asked }: Round,
  { id, sendingId }: { id: string; sendingId: string | null } = { id: newId(), sendingId: null },
) {
  const row = {
    id,
    sendingId,
    mode: 'written' as const,
    title,
    documentId: found.id,
    versionNo: sql<number>`(select max(v.no) from document_version v where v.documentId = ${found.id})`,
    note: input.note,
    dueOn: input.dueOn,
    state: 'collecting' as const,
    byId: me.id,
    byName: me.name,
    at: ctx.clock(),
  }
  const statements: Statement[] = [
    ...consulted(ctx, me, found, input.dueOn),
    ctx.tenant.insert(event).values(row),
    ctx.tenant.insert(eventPerson).values(asked.map((one, i) => ({ ...one, eventId: id, no: i + 1 }))),
  ]
  const names = asked.map(({ name }) => name)
  const act = roundActs.open(
    { id: found.id, name: title },
    { after: { asked: someNames(names, NAMED), dueOn: input.dueOn } },
  )
  return { act, statements, answer: { id, version: found.version + 1, asked: asked.length } }
}

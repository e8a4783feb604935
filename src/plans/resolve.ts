import { and, eq, inArray, sql } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import type { FieldProblem } from '../core/errors.ts'
import { document, incoming, isIssued } from '../documents/tables.ts'
import { kindsHere, kindsOf } from '../kinds/kinds.ts'
import type { Kind } from '../kinds/kinds.ts'
import { subjectsOf } from '../tasks/subjects.ts'
import { namedHere, ownersMeant } from './owners.ts'
import type { PlanInput } from './schema.ts'
import { plan } from './tables.ts'
import type { planBasis } from './tables.ts'
import { reaches } from './reach.ts'

export type Basis = Pick<typeof planBasis.$inferSelect, 'kind' | 'refId' | 'name'>

/**
 * Finds everything a draft names, and the draft as it was, in one trip.
 * @param id the draft that is saved; none where one is begun
 * @throws Invalid naming every field that names nothing here
 */
export async function resolvePlan(ctx: Context, input: PlanInput, id = '') {
  const [{ me, ...rows }, ownerOf] = await Promise.all([
    look(ctx, {
      kinds: kindsHere(ctx.tenant, { primitive: 'plan' }),
      documents: documentsNamed(ctx, [input.documentId ?? '', ...idsOf(input, 'document')]),
      incoming: ctx.tenant
        .select({ id: incoming.id, notation: incoming.notation, sender: incoming.senderName })
        .from(incoming)
        .where(inArray(incoming.id, idsOf(input, 'incoming'))),
      plans: ctx.tenant
        .select({ id: plan.id, name: plan.name })
        .from(plan)
        .where(and(inArray(plan.id, idsOf(input, 'plan')), sql`${plan.state} <> 'draft'`)),
      above: standsOn(ctx, idsOf(input, 'plan')),
      subjects: subjectsOf(ctx, namedHere(input)),
      found: ctx.tenant
        .select()
        .from(plan)
        .where(and(eq(plan.id, id), reaches(ctx, 'write'))),
    }),
    ownersMeant(ctx, input),
  ])
  const kind = kindsOf(rows.kinds, 'plan').find((one) => one.id === input.kindId)
  const named = input.basis.map((one): Basis | undefined => nameOf(one, rows))
  const lines = input.lines.map((line) => ({ ...line, lead: ownerOf(line.lead, rows.subjects) }))
  const problems = [
    ...whyNotKind(kind, rows.found[0]?.kindId),
    ...(input.documentId === undefined || rows.documents.some((one) => one.id === input.documentId)
      ? []
      : [{ field: 'documentId', message: 'Văn bản ban hành phải là văn bản đi đã có số của cơ quan.' }]),
    ...named.flatMap((one, i) => (one === undefined ? [unknownBasis(i)] : [])),
    ...(rows.above.some((one) => one.id === id) ? [LOOP] : []),
    ...input.lines.flatMap((line, i) =>
      line.lead !== undefined && lines[i]?.lead === undefined
        ? [
            {
              field: `lines.${i}.lead`,
              message: whyNoOwner(line, i + 1),
            },
          ]
        : [],
    ),
  ]
  if (kind === undefined || problems.length > 0) throw new Invalid(problems)
  const promulgating = rows.documents.find((one) => one.id === input.documentId)
  const basis = [
    ...new Map(named.flatMap((one) => one ?? []).map((one) => [`${one.kind} ${one.refId}`, one])).values(),
  ]
  return { me, found: rows.found[0], kind, basis, lines, documentName: promulgating?.notation ?? null }
}

const LOOP: FieldProblem = {
  field: 'basis',
  message: 'Kế hoạch này đang là căn cứ của kế hoạch được chọn: hai kế hoạch không thể cùng căn cứ vào nhau.',
}

const unknownBasis = (i: number): FieldProblem => ({
  field: `basis.${i}`,
  message: 'Căn cứ này không có ở cơ quan, hoặc chưa ban hành.',
})

const whyNotKind = (kind: Kind | undefined, before: string | undefined): FieldProblem[] =>
  kind === undefined || (kind.hidden && kind.id !== before)
    ? [{ field: 'kindId', message: 'Loại này không có, hoặc cơ quan không còn dùng.' }]
    : []

const idsOf = ({ basis }: PlanInput, kind: string): string[] =>
  basis.filter((one) => one.kind === kind).map((one) => one.id)

const documentsNamed = (ctx: Context, ids: string[]) =>
  ctx.tenant
    .select({
      id: document.id,
      notation: sql<string>`coalesce(${document.notation}, '')`,
      subject: document.subject,
    })
    .from(document)
    .where(and(inArray(document.id, ids), isIssued))

/** Query for the plans on which these stand, through however many. */
const standsOn = (ctx: Context, ids: string[]) =>
  ctx.tenant.all<{ id: string }>(sql`with recursive above(id) as (
      select value from json_each(${JSON.stringify(ids)})
      union select b.refId from plan_basis b join above on b.planId = above.id where b.kind = 'plan'
    ) select id from above`)

type Found = {
  documents: { id: string; notation: string; subject: string }[]
  incoming: { id: string; notation: string; sender: string }[]
  plans: { id: string; name: string }[]
}

function nameOf({ kind, id }: PlanInput['basis'][number], found: Found): Basis | undefined {
  const is = (one: { id: string }): boolean => one.id === id
  const name =
    kind === 'document'
      ? found.documents.find(is)?.notation
      : kind === 'plan'
        ? found.plans.find(is)?.name
        : sentBy(found.incoming.find(is))
  return name === undefined ? undefined : { kind, refId: id, name }
}

const sentBy = (one: Found['incoming'][number] | undefined): string | undefined =>
  one && [one.notation, one.sender].filter((part) => part !== '').join(', ')

const whyNoOwner = ({ lead }: PlanInput['lines'][number], no: number): string =>
  lead?.kind === 'committee'
    ? `Cơ quan chủ trì nhiệm vụ ${no} không trực thuộc cơ quan. Với nơi khác, đề nghị gửi văn bản phối hợp.`
    : `Chủ trì của nhiệm vụ ${no} không có, hoặc đã thôi hoạt động.`

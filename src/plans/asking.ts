import { eq, sql } from 'drizzle-orm'
import { sentOf } from '../asks/ask.ts'
import type { Asking } from '../asks/crossings.ts'
import { addressed, laid } from '../asks/lay.ts'
import { boxesFor, placesMeant, whyNotAsked } from '../asks/places.ts'
import { can } from '../core/access.ts'
import type { Me, Rows, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Forbidden } from '../core/errors.ts'
import type { FieldProblem } from '../core/errors.ts'
import { asks } from '../asks/permissions.ts'
import { isBelow } from './owners.ts'
import type { Owner } from './owners.ts'
import type { Plan } from './show.ts'
import { planLine } from './tables.ts'

/** A line of a plan that committees below answer for. */
type Line = Pick<typeof planLine.$inferSelect, 'id' | 'title' | 'product' | 'measure' | 'target'> & {
  startOn: string | null
  dueOn: string | null
  lead: Owner | undefined
}
type Meant = { no: number; line: Line; meant: Awaited<ReturnType<typeof placesMeant>> }

/**
 * The committees that lines of a plan are asked of, as they stand now.
 * @param lines of the whole plan: what is wrong is named by their number
 * @throws Forbidden for who may not ask committees
 */
export async function linesBelow(ctx: Context, me: Me, lines: readonly Line[]): Promise<Meant[]> {
  const those = lines.flatMap((line, no) =>
    line.lead !== undefined && isBelow(line.lead) ? [{ no, line }] : [],
  )
  if (those.length === 0) return []
  if (!can(me.roles, asks.ask))
    throw new Forbidden('Việc của cơ quan cấp dưới do Chánh Văn phòng hoặc Thường trực giao.')
  const handles = those.flatMap(({ line: { lead } }) => (lead?.kind === 'committee' ? [lead.id] : []))
  const all = await placesMeant(ctx, { to: [...new Set(handles)], below: true })
  const under = [...all.under.ready, ...all.under.suspended]
  return those.map(({ no, line }) => {
    const handle = line.lead?.kind === 'committee' ? line.lead.id : undefined
    const places = handle === undefined ? under : all.places.filter((one) => one.handle === handle)
    return {
      no,
      line,
      meant: { places, unknown: all.unknown.filter((one) => one === handle), under: all.under },
    }
  })
}

/** What is read of the exchange when they are asked: whose mailbox is open, and where the paper of the plan went. */
export const readFor = (ctx: Context, { documentId }: Plan, all: readonly Meant[]) => ({
  boxes: boxesFor(
    ctx,
    all.flatMap(({ meant }) => meant.places),
  ),
  sent: sentOf(ctx, documentId ?? ''),
})
type Read = Rows<ReturnType<typeof readFor>>

/** Why they cannot be asked, by the line that names them. */
export const whyNotBelow = (ctx: Context, all: readonly Meant[], { boxes }: Read): FieldProblem[] =>
  all.flatMap(({ no, meant }) =>
    whyNotAsked(ctx, meant, [], boxes).map(({ message }) => ({ field: `lines.${no}.lead`, message })),
  )

/** Asks them: our rows of each line, what the exchange is told, and of how many places it is. */
export function askLines(
  ctx: Context,
  me: Me,
  plan: Plan,
  all: readonly Meant[],
  { sent }: Read,
): { rows: Statement[]; effects: Asking[]; places: number } {
  const made = all.map(({ line, meant }) => {
    const places = meant.places.map((place) => addressed(place, [], sent))
    const target = [line.measure, line.target].filter((part) => part !== '').join(': ')
    const said = {
      title: line.title,
      product: line.product,
      target,
      note: '',
      startOn: line.startOn ?? undefined,
      dueOn: line.dueOn ?? '',
      planId: plan.id,
      documentId: plan.documentId ?? undefined,
    }
    const { id, rows, effect } = laid(ctx, me, said, { asks: places })
    const link = ctx.tenant
      .update(planLine)
      .set({ sendingId: id })
      .where(sql`${planLine.planId} = ${plan.id} and ${eq(planLine.id, line.id)}`)
    return { rows: [...rows, link], effect, places: places.length }
  })
  return {
    rows: made.flatMap(({ rows }) => rows),
    effects: made.map(({ effect }) => effect),
    places: made.reduce((sum, { places }) => sum + places, 0),
  }
}

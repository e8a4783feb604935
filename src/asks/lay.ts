import { sql } from 'drizzle-orm'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { newId } from '../core/ids.ts'
import { query } from '../core/query.ts'
import type { Above } from './ancestors.ts'
import type { Addressee, Asking } from './crossings.ts'
import type { Place } from './places.ts'
import type { AskInput } from './schema.ts'
import { sending } from './tables.ts'

/** What is asked, whoever is asked. */
type Said = Pick<
  AskInput,
  'title' | 'product' | 'target' | 'note' | 'startOn' | 'dueOn' | 'planId' | 'taskId' | 'documentId'
>

/** One addressee of a sending; `sent` are the deliveries of the paper that goes with it, if any does. */
export function addressed(
  { id: toId, handle, name }: Place,
  chain: readonly Above[] = [],
  sent: readonly { consignmentId: string; recipientId: string }[] = [],
): Addressee {
  const id = newId()
  return {
    id,
    rootId: chain[0]?.rootId ?? id,
    toId,
    toHandle: handle,
    toName: name,
    consignmentId: sent.find(({ recipientId }) => recipientId === toId)?.consignmentId ?? null,
  }
}

/**
 * Lays a sending of asks: our rows of it for the batch that decides, and the effect that the crossing `asking` carries
 * to the exchange.
 * @param is `chain`: what it is a part of, itself first; nothing where it begins here. `originId`: what of ours it is
 *   made for, where that is no plan
 */
export function laid(
  ctx: Context,
  me: Pick<Me, 'id' | 'name'>,
  input: Said,
  {
    asks,
    chain = [],
    originId,
    ...more
  }: Pick<Asking, 'asks' | 'kind' | 'files'> & { chain?: readonly Above[]; originId?: string },
): { id: string; rows: Statement[]; effect: Asking } {
  const id = newId()
  const { title, product, target, note, dueOn } = input
  const startOn = input.startOn ?? dayAt(ctx.clock())
  const text = { title, product, target, note, startOn, byName: me.name }
  const row = {
    ...text,
    id,
    kind: more.kind ?? ('task' as const),
    firstDueOn: dueOn,
    planId: input.planId ?? null,
    taskId: input.taskId ?? null,
    documentId: input.documentId ?? null,
    asked: asks.length,
    byId: me.id,
    at: ctx.clock(),
  }
  return {
    id,
    rows: [
      ctx.tenant.insert(sending).values(row),
      layAsked(ctx.tenant, { sendingId: id, dueOn, all: JSON.stringify(asks) }),
    ],
    effect: {
      ...more,
      text: { ...text, sendingId: id },
      from: { id: ctx.committee.id, handle: ctx.committee.handle, name: ctx.committee.name },
      parentId: chain[0]?.id ?? null,
      originId: originId ?? input.planId ?? null,
      dueOn,
      asks,
    },
  }
}

const layAsked = query<{ sendingId: string; dueOn: string; all: string }>()((db, { sendingId, dueOn, all }) =>
  db.run(
    sql`insert into asked (id, sendingId, toId, toName, state, dueOn, seq)
      select json_extract(value, '$.id'), ${sendingId}, json_extract(value, '$.toId'),
        json_extract(value, '$.toName'), 'open', ${dueOn}, 1 from json_each(${all})`,
  ),
)

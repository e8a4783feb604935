import { and, asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { NotFound } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { query } from '../../core/query.ts'
import { document, documentRecipient, isIssued } from '../../documents/tables.ts'
import { statusName } from '../../exchange/codes.ts'
import type { State } from '../../tasks/states.ts'
import { task } from '../../tasks/tables.ts'
import { mayTake } from './reach.ts'
import type { insideAnswer } from '../schema.ts'

const sentInside = query<{ id: string; person: string }>()((db, { id, person }) =>
  db
    .select({
      to: documentRecipient,
      state: task.state,
      owner: task.personName,
      issuedAt: document.issuedAt,
      may: mayTake({ person: { id: person } }),
    })
    .from(documentRecipient)
    .innerJoin(document, eq(document.id, documentRecipient.documentId))
    .leftJoin(task, eq(task.id, documentRecipient.taskId))
    .where(and(eq(documentRecipient.documentId, id), eq(documentRecipient.kind, 'unit'), isIssued))
    .orderBy(asc(documentRecipient.position)),
)

/**
 * The units of this committee to which a paper of ours went, and how far each has come with it: by the codes of the
 * axis, as places outside are told. What a unit gave to somebody follows their task.
 * @throws NotFound when it went to no unit here
 */
export async function listInside(ctx: Context, id: string): Promise<z.infer<typeof insideAnswer>> {
  const { rows } = await look(ctx, { rows: sentInside(ctx.tenant, { id, person: ctx.person.id }) })
  if (rows.length === 0) throw new NotFound()
  return {
    items: rows.map(({ to, state, owner, issuedAt, may }) => {
      const status = statusOf(to.takenAt, state)
      return {
        unitId: to.targetId,
        name: to.name,
        status,
        statusName: statusName(status),
        at: iso(to.takenAt ?? issuedAt ?? 0),
        may: may === 1 && to.takenAt === null,
        ...given({ by: to.takenBy, taskId: to.taskId, owner }),
      }
    }),
  }
}

function statusOf(takenAt: number | null, state: State | null): '01' | '03' | '04' | '05' | '06' {
  if (takenAt === null) return '01'
  if (state === null || state === 'cancelled') return '03'
  if (state === 'done') return '06'
  return state === 'assigned' || state === 'declined' ? '04' : '05'
}

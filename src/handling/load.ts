import { eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { query } from '../core/query.ts'
import { whyNotStep } from '../documents/incoming/states.ts'
import type { IncomingStep } from '../documents/incoming/states.ts'
import { incoming } from '../documents/tables.ts'

export type Paper = typeof incoming.$inferSelect

/** Query for one incoming document. */
export const paperOf = ({ tenant }: Context, id: string) => onePaper(tenant, { id })
const onePaper = query<{ id: string }>()((db, { id }) =>
  db.select().from(incoming).where(eq(incoming.id, id)),
)

/**
 * The document, if the step can be taken.
 * @throws NotFound when it is not there; Conflict when its state does not allow the step
 */
export function ready(rows: Paper[], name: IncomingStep): Paper {
  const paper = rows[0]
  if (paper === undefined) throw new NotFound()
  const refused = whyNotStep(name, paper.state)
  if (refused !== undefined) throw new Conflict(refused, { state: paper.state })
  return paper
}

/** A document as the audit names it. */
export const called = ({ id, notation, subject }: Paper) => ({ id, name: `${notation} ${subject}` })

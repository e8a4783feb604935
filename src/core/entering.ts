import { look } from './batch.ts'
import type { Me, Rows, Statement } from './batch.ts'
import type { Context } from './context.ts'

/** A paper that is being entered in the book of arrivals, as other domains see it; it has version 1 when they act. */
export type Entered = {
  id: string
  senderName: string
  notation: string
  typeName: string
  subject: string
  urgency: number
  dueOn: string | null
}

type Queries = Record<string, Statement>

/** What is added to the batch that enters a paper, and whether it is given out by it: its sender is told then. */
export type Entering = { statements: Statement[]; assigned: boolean }

/**
 * What a domain does with a paper in the batch that enters it: a standing rule gives it out at once. It reads in the
 * trip before, and adds statements that stand after the row of the book.
 */
export type Enterer = {
  tenant(ctx: Context): Queries
  enter(ctx: Context, me: Pick<Me, 'id' | 'name'>, rows: Record<string, unknown[]>, paper: Entered): Entering
}

/** Makes an enterer whose `enter` knows the rows of its queries. */
export const enterer = <Q extends Queries>(is: {
  tenant: (ctx: Context) => Q
  enter: (
    ctx: Context,
    me: Pick<Me, 'id' | 'name'>,
    rows: { [K in keyof Q]: Awaited<Q[K]> },
    paper: Entered,
  ) => Entering
}): Enterer => is as unknown as Enterer

const enterers = async ({ house }: Context): Promise<Enterer[]> =>
  (await Promise.all(house.parts.enters.map((load) => load()))) as Enterer[]

/**
 * Reads for an act that enters a paper, in one trip with what all enterers must know; they are loaded when a paper is
 * first entered.
 * @returns the rows of the act, and what the enterers add to its batch
 */
export async function lookEntering<Q extends Queries>(
  ctx: Context,
  queries: Q,
): Promise<{ me: Me; rows: Rows<Q>; entered: (paper: Entered) => Entering }> {
  const all = await enterers(ctx)
  const asked = Object.assign({}, ...all.map((one) => one.tenant(ctx))) as Queries
  const { me, ...rows } = await look(ctx, { ...queries, ...asked })
  const found = rows as unknown as Record<string, unknown[]>
  return {
    me,
    rows: rows as unknown as Rows<Q>,
    entered: (paper) => {
      const some = all.map((one) => one.enter(ctx, me, found, paper))
      return {
        statements: some.flatMap(({ statements }) => statements),
        assigned: some.some(({ assigned }) => assigned),
      }
    },
  }
}

import { sql } from 'drizzle-orm'
import { query } from '../core/query.ts'

/** How far the asks of one branch have come: the branch itself, or what was made below it. */
export type Counts = { total: number; done: number; recognised: number; late: number }
export type Branch = Counts & { branch: string }

/**
 * Query for every branch of some sendings, walked down from its own asks and stopping at what was taken back: what hangs
 * below that counts nowhere. `n` is counted without the branch itself.
 */
export const treeOf = query<{ from: string; sendings: string; today: string }>()((db, given) =>
  db.all<Branch>(sql`with recursive walk(branch, id, taken, state, dueOn) as (
      select id, id, taken, state, dueOn from ask
        where fromId = ${given.from} and sendingId in (select value from json_each(${given.sendings}))
          and state in ('open', 'closed')
      union all
      select walk.branch, a.id, a.taken, a.state, a.dueOn from walk join ask a on a.parentId = walk.id
        where a.state in ('open', 'closed')
    ) select branch, count(*) as total, count(iif(taken = '06' or state = 'closed', 1, null)) as done,
      count(iif(state = 'closed', 1, null)) as recognised,
      count(iif(taken <> '06' and state = 'open' and dueOn < ${given.today}, 1, null)) as late
    from walk group by branch`),
)

/** Query for the same of several sendings, each as a whole. */
export const totalsOf = query<{ from: string; sendings: string; today: string }>()((db, given) =>
  db.all<
    Counts & { sendingId: string; waiting: number }
  >(sql`with recursive walk(sendingId, id, taken, state, dueOn) as (
      select sendingId, id, taken, state, dueOn from ask
        where fromId = ${given.from} and sendingId in (select value from json_each(${given.sendings}))
          and state in ('open', 'closed')
      union all
      select walk.sendingId, a.id, a.taken, a.state, a.dueOn from walk join ask a on a.parentId = walk.id
        where a.state in ('open', 'closed')
    ) select sendingId, count(*) as total, count(iif(taken = '06' or state = 'closed', 1, null)) as done,
      count(iif(state = 'closed', 1, null)) as recognised,
      count(iif(taken <> '06' and state = 'open' and dueOn < ${given.today}, 1, null)) as late, 0 as waiting
    from walk group by sendingId`),
)

export const NONE: Counts = { total: 0, done: 0, recognised: 0, late: 0 }
/** Two branches together. */
export const add = (a: Counts, b: Counts): Counts => ({
  total: a.total + b.total,
  done: a.done + b.done,
  recognised: a.recognised + b.recognised,
  late: a.late + b.late,
})
/** Counts as answers tell them. */
export const tellCounts = ({ total, done, recognised, late }: Counts) => ({
  total,
  done,
  recognised,
  open: total - done,
  late,
})

import { and, desc, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { dayAt } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { searchPart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { fold, matching } from '../core/text.ts'
import type { Context } from '../core/context.ts'
import type { Statement } from '../core/batch.ts'
import { tasks } from './permissions.ts'
import { reachOf } from './reach.ts'
import { task } from './tables.ts'

type Hunt = { person: string; today: string; words: string; limit: number }

const found = query<Hunt>()((db, { person: id, today, words, limit }) =>
  db
    .select({
      id: task.id,
      title: task.title,
      ownerName: task.ownerName,
      notation: task.sourceName,
      on: task.dueOn,
    })
    .from(sql`task_search`)
    .crossJoin(task)
    .where(
      and(
        sql`task_search.text match ${words}`,
        sql`${task.rowid} = task_search.rowid`,
        reachOf({ person: { id } }, today, 'read'),
      ),
    )
    .orderBy(desc(sql`task_search.rowid`))
    .limit(limit),
)

/** Tasks in reach that are found by these words, the newest first. */
export const search = searchPart({
  tenant: ({ tenant, person, clock }, { sought, limit }) => ({
    tasks: found(tenant, {
      person: person.id,
      today: dayAt(clock()),
      words: matching(sought.folded),
      limit,
    }),
  }),
  show: (me, rows) =>
    can(me.roles, tasks.read)
      ? rows.tasks.map(({ id, title, ownerName, notation, on }) => ({
          kind: 'task',
          id,
          title,
          sub: ownerName,
          ...given({ notation: notation === '' ? null : notation, on }),
        }))
      : [],
})

/** Statement that lets a task just made be found by its words. */
export const indexTask = (ctx: Context, id: string, words: string): Statement =>
  ctx.tenant.run(
    sql`insert into task_search (rowid, text) select ${task.rowid}, ${fold(words)} from ${task} where ${task.id} = ${id}`,
  )

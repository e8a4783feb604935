import { sql } from 'drizzle-orm'
import { newsPart } from '../core/part.ts'
import type { News } from '../core/part.ts'
import { query } from '../core/query.ts'
import type { Database } from '../platform/database.ts'
import type { AskState, Verdict } from './states.ts'

type Row = { id: string; dueOn: string; state: AskState; verdict: Verdict | null; dead: 0 | 1 }

/** As many as lists hold of what nobody took note of: more is told when some was noted. */
const MOST = sql.raw('500')

/**
 * Asks of us on which more was decided than was acted on here: by who asked, along the index of what was not seen; or
 * further above, where what it is a part of was taken back.
 */
const decided = query<{ me: string }>()((db, { me }) =>
  db.all<Row>(sql`select a.id, a.dueOn, a.state, iif(t.verdictOn is t.filing, t.verdict, null) as verdict, 0 as dead
      from ask a left join turn t on t.askId = a.id and t.period = ''
      where a.toId = ${me} and a.taken in ('03', '04', '05', '06') and a.seen < a.fromSeq
    union all
    select a.id, a.dueOn, 'revoked', null, 1 from ask a
      where a.toId = ${me} and a.taken in ('03', '04', '05') and a.state = 'open' and a.parentId is not null
        and exists (with recursive up(id) as (
            select a.parentId union all select b.parentId from up join ask b on b.id = up.id where b.parentId is not null
          ) select 1 from up join ask c on c.id = up.id where c.state = 'revoked')
    limit ${MOST}`),
)

/** The same for whoever no request serves. */
export const newsFor = async (exchange: Database, me: string): Promise<News[]> =>
  (await decided(exchange, { me })).map(tell)

/** What whoever asked says of our tasks now, where it was not noted here yet. */
export const news = newsPart({
  exchange: ({ exchange, committee: { id: me } }) => ({ decided: decided(exchange, { me }) }),
  show: (_, rows) => rows.decided.map(tell),
})

function tell({ id, dueOn, state, verdict, dead }: Row): News {
  const over = state !== 'open'
  if (dead === 1) return { origin: id, dueOn, over, text: 'Cấp trên của nơi giao đã thu hồi' }
  if (state === 'revoked') return { origin: id, dueOn, over, text: 'Nơi giao đã thu hồi' }
  if (verdict === 'lapsed')
    return { origin: id, dueOn, over, text: 'Dự thảo đã sửa, nhất trí không còn hiệu lực' }
  if (state === 'closed') return { origin: id, dueOn, over, text: 'Nơi giao đã công nhận' }
  const text = verdict === 'returned' ? 'Nơi giao trả lại kết quả' : 'Nơi giao vừa có quyết định mới'
  return { origin: id, dueOn, over, text }
}

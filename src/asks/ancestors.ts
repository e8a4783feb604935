import { sql } from 'drizzle-orm'
import { Conflict } from '../core/errors.ts'
import { query } from '../core/query.ts'
import type { AskKind, AskState, Taken } from './states.ts'

/** An ask on the way up: who asked whom, whether it stands, how far its recipient has come. */
export type Above = {
  id: string
  rootId: string
  kind: AskKind
  fromId: string
  fromName: string
  toId: string
  state: AskState
  taken: Taken
  fromSeq: number
  dueOn: string
}

/** Query for an ask and all above it, itself first (R4): a hundredth of a millisecond by their keys. */
export const chainOf = query<{ askId: string }>()((db, { askId }) =>
  db.all<Above>(sql`with recursive up(id, parentId, depth) as (
      select id, parentId, 0 from ask where id = ${askId}
      union all select a.id, a.parentId, up.depth + 1 from up join ask a on a.id = up.parentId
    ) select a.id, a.rootId, a.kind, a.fromId, a.fromName, a.toId, a.state, a.taken, a.fromSeq, a.dueOn
      from up join ask a on a.id = up.id order by up.depth`),
)

/**
 * Nothing goes on below what was taken back.
 * @throws Conflict naming who took it back
 */
export function refuseDead(chain: readonly Above[]): void {
  const dead = chain.find(({ state }) => state === 'revoked')
  if (dead?.kind === 'opinion')
    throw new Conflict(
      `${dead.fromName} đã kết thúc đợt lấy ý kiến này, không nhận thêm ý kiến. Nếu vẫn cần góp ý, gửi bằng văn bản.`,
      { state: dead.state },
    )
  if (dead !== undefined)
    throw new Conflict(
      `${dead.fromName} đã thu hồi nhiệm vụ này. Việc ở đây dừng lại, chưa mất; nơi giao có thể giao lại.`,
      { state: dead.state },
    )
}

import { and, asc, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { member } from '../../core/tables.ts'
import type { MemberAnswer, MemberQuery } from './schema.ts'
import { selectMembers, showMember } from './show.ts'

const cursorShape = z.tuple([z.number(), z.string(), z.string()])

/** The members in rank order, then by name as Vietnamese sorts names; those who left stay in the list. */
export async function listMembers(
  ctx: Context,
  query: MemberQuery,
): Promise<{ items: MemberAnswer[]; next?: string }> {
  const after = readCursor(query.cursor, cursorShape)
  const beyond =
    after && sql`(${member.rank}, ${member.sortKey}, ${member.id}) > (${after[0]}, ${after[1]}, ${after[2]})`
  const state = { all: undefined, active: isNull(member.leftAt), left: isNotNull(member.leftAt) }[query.state]
  const { members } = await look(ctx, {
    members: selectMembers(ctx)
      .where(and(beyond, state))
      .orderBy(asc(member.rank), asc(member.sortKey), asc(member.id))
      .limit(query.limit + 1),
  })
  return paged(members, query.limit, (row) => [row.rank, row.sortKey, row.id], showMember)
}

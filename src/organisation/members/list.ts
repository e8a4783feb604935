import { and, asc, isNotNull, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { member } from '../../core/tables.ts'
import { query } from '../../core/query.ts'
import type { MemberAnswer, MemberQuery } from './schema.ts'
import { selectMembers, showMember } from './show.ts'

const cursorShape = z.tuple([z.number(), z.string(), z.string()])

type Page = {
  rank?: number | undefined
  sortKey?: string | undefined
  id?: string | undefined
  limit: number
}
const pageOf = (which?: SQL) =>
  query<Page>()((db, { rank, sortKey, id, limit }) =>
    selectMembers({ tenant: db })
      .where(
        and(
          id && sql`(${member.rank}, ${member.sortKey}, ${member.id}) > (${rank}, ${sortKey}, ${id})`,
          which,
        ),
      )
      .orderBy(asc(member.rank), asc(member.sortKey), asc(member.id))
      .limit(limit),
  )
const PAGES = {
  all: pageOf(),
  active: pageOf(isNull(member.leftAt)),
  left: pageOf(isNotNull(member.leftAt)),
}

/** The members in rank order, then by name as Vietnamese sorts names; those who left stay in the list. */
export async function listMembers(
  ctx: Context,
  asked: MemberQuery,
): Promise<{ items: MemberAnswer[]; next?: string }> {
  const [rank, sortKey, id] = readCursor(asked.cursor, cursorShape) ?? []
  const page = { rank, sortKey, id, limit: asked.limit + 1 }
  const { members } = await look(ctx, { members: PAGES[asked.state](ctx.tenant, page) })
  return paged(members, asked.limit, (row) => [row.rank, row.sortKey, row.id], showMember)
}

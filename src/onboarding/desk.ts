import { and, eq, isNull, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { claimItem } from '../core/claim.ts'
import type { Context } from '../core/context.ts'
import { dayAt, startOf } from '../core/dates.ts'
import { countPart, deskPart, pulsePart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { links } from '../directory/permissions.ts'
import { founding } from './control-tables.ts'

/** Invitations of subordinates that somebody opened, for a word to be said of them: how many, and since when. */
const claims = query<{ me: string; now: number }>()((db, { me, now }) =>
  db
    .select({
      n: sql<number>`count(*)`,
      first: sql<number | null>`min(${founding.claimedAt})`,
      latest: sql<number | null>`max(${founding.claimedAt})`,
    })
    .from(founding)
    .where(
      and(
        eq(founding.superiorId, me),
        sql`${founding.claimedAt} is not null`,
        isNull(founding.vouchedAt),
        isNull(founding.committeeId),
        isNull(founding.withdrawnAt),
        sql`${founding.expiresAt} > ${now}`,
      ),
    ),
)

type Asked = { claimed: ReturnType<typeof claims> }

/** Nothing is read where the entrance saw that there is nothing; what waits changes by the day, never by the hour. */
const asked = ({ control, asking, committee, clock }: Context) =>
  asking?.claims === 0
    ? ({} as Asked)
    : { claimed: claims(control, { me: committee.id, now: startOf(dayAt(clock())) }) }

type Found = { claimed?: { n: number; first: number | null; latest: number | null }[] }

/** First administrators of subordinates who came with their link and wait for the word of this committee. */
export const desk = deskPart({
  control: asked,
  show: (me, { claimed }: Found) =>
    can(me.roles, links.manage)
      ? claimItem('foundings', 'cơ quan cấp dưới', claimed?.[0] ?? { n: 0, first: null })
      : {},
})

export const counts = countPart({
  control: asked,
  show: (me, { claimed }: Found) => ({
    foundings: can(me.roles, links.manage) ? (claimed?.[0]?.n ?? 0) : 0,
  }),
})

export const pulse = pulsePart({ control: asked, show: (_, { claimed }: Found) => claimed?.[0] })

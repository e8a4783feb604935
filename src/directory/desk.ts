import { and, eq, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { iso } from '../core/dates.ts'
import { countPart, deskPart, pulsePart } from '../core/part.ts'
import type { Asking, Context } from '../core/context.ts'
import { query } from '../core/query.ts'
import type { Given } from '../core/query.ts'
import { committee } from '../entrance/control-tables.ts'
import { links } from './permissions.ts'

const MOST = 20

type Here = { committeeId: string }

const waitingFor = ({ committeeId }: Given<Here>) =>
  and(eq(committee.superiorId, committeeId), eq(committee.superiorState, 'pending'))

const askingHere = query<Here>()((db, given) =>
  db
    .select({ handle: committee.handle, name: committee.name, at: committee.superiorAskedAt })
    .from(committee)
    .where(waitingFor(given))
    .limit(MOST),
)

const marks = query<Here>()((db, given) =>
  db
    .select({ n: sql<number>`count(*)`, latest: sql<number | null>`max(${committee.superiorAskedAt})` })
    .from(committee)
    .where(waitingFor(given)),
)

/** Committees that ask to stand directly below this one, for who may accept them. */
export const desk = deskPart({
  control: ({ control, asking, committee: { id } }) =>
    asking?.n === 0 ? ({} as Asked) : { asked: askingHere(control, { committeeId: id }) },
  show: (me, { asked = [] }: { asked?: Awaited<Asked['asked']> }) =>
    can(me.roles, links.manage)
      ? {
          waiting: asked.map(({ handle, name, at }) => ({
            kind: 'link',
            id: handle,
            title: `${name} đề nghị ghi nhận là cấp dưới trực thuộc`,
            sub: 'Chờ xác nhận',
            at: iso(at ?? 0),
            urgency: 0,
          })),
        }
      : {},
})

/** Nothing is read where the entrance saw that there is nothing. */
type Asked = { asked: ReturnType<typeof askingHere> }

const counted = ({ control, asking, committee: { id } }: Context) =>
  asking === undefined
    ? { marks: marks(control, { committeeId: id }) }
    : ({} as { marks: ReturnType<typeof marks> })

type Marks = Pick<Asking, 'n' | 'latest'>
type Counted = { marks?: Marks[] }
const countOf = ({ asking }: Context, { marks: found }: Counted): Marks | undefined => asking ?? found?.[0]

export const counts = countPart({
  control: counted,
  show: (me, found: Counted, ctx) => ({
    links: can(me.roles, links.manage) ? (countOf(ctx, found)?.n ?? 0) : 0,
  }),
})

/** How many ask, and when the last did. */
export const pulse = pulsePart({ control: counted, show: (_, found: Counted, ctx) => countOf(ctx, found) })

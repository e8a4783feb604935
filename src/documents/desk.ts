import { desc, eq, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { countPart, deskPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { member } from '../core/tables.ts'
import { organisation } from '../organisation/permissions.ts'
import { draftWaits } from './outgoing/reachable.ts'
import { documents } from './permissions.ts'
import { document, documentType, numberSeries } from './tables.ts'

const DRAFTS = 20
const RECENT = 5
/** What waits is counted up to here: beyond it a number on a menu says nothing more. */
const MOST = 1000

/** Drafts last touched first, the numbers of a committee's paper books while none is set, and what was issued lately. */
export const desk = deskPart({
  tenant: (ctx) => ({
    drafts: ctx.tenant
      .select({ draft: document, typeName: documentType.name })
      .from(document)
      .leftJoin(documentType, eq(documentType.id, document.typeId))
      .where(draftWaits(ctx))
      .orderBy(desc(document.updatedAt))
      .limit(DRAFTS),
    recent: issuedLately(ctx),
    numbers: ctx.tenant.select({ series: numberSeries.series }).from(numberSeries).limit(1),
    founders: ctx.tenant.select({ since: member.createdAt }).from(member).limit(1),
  }),
  show: (me, { drafts, recent, numbers, founders }) => ({
    waiting: [
      ...drafts.map(draftItem),
      ...(can(me.roles, organisation.manage) && numbers.length === 0 ? [setUp(founders[0]?.since ?? 0)] : []),
    ],
    recent: can(me.roles, documents.read)
      ? recent.map(({ notation, typeName, issuedOn, ...row }) => ({
          ...row,
          notation: notation ?? '',
          typeName: typeName ?? '',
          issuedOn: issuedOn ?? '',
        }))
      : [],
  }),
})

const issuedLately = ({ tenant }: Context) =>
  tenant
    .select({
      id: document.id,
      notation: document.notation,
      typeName: document.typeName,
      subject: document.subject,
      issuedOn: document.issuedOn,
    })
    .from(document)
    .where(eq(document.state, 'issued'))
    .orderBy(desc(document.issuedAt))
    .limit(RECENT)

/** What a committee that has just signed up does first, here: the numbers its paper books have come to. */
const setUp = (since: number): DeskItem => ({
  kind: 'setup',
  id: 'numbers',
  title: '',
  sub: '',
  at: iso(since),
  urgency: 0,
})

const draftItem = ({
  draft,
  typeName,
}: {
  draft: typeof document.$inferSelect
  typeName: string | null
}): DeskItem => ({
  kind: 'draft',
  id: draft.id,
  title: draft.subject === '' ? '' : `${typeName ?? ''} ${draft.subject}`.trim(),
  sub: draft.authorName,
  at: iso(draft.updatedAt),
  urgency: draft.urgency,
  ...given({ notation: draft.notation }),
})

/** How many drafts wait: those of the desk. */
export const counts = countPart({
  tenant: (ctx) => ({
    drafts: ctx.tenant.select({ n: sql<number>`count(*)` }).from(
      ctx.tenant
        .select({ one: sql`1` })
        .from(document)
        .where(draftWaits(ctx))
        .limit(MOST)
        .as('waiting'),
    ),
  }),
  show: (_, { drafts }) => ({ drafts: drafts[0]?.n ?? 0 }),
})

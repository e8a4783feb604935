import { and, desc, eq } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { iso, showDay } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { countPart, deskPart, workPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { query } from '../core/query.ts'
import { member } from '../core/tables.ts'
import { myId } from '../core/within.ts'
import { organisation } from '../organisation/permissions.ts'
import { STAGES } from './drafting/stages.ts'
import { draftWaits, isDraft } from './outgoing/reachable.ts'
import { documents } from './permissions.ts'
import { marksOf } from './pulse.ts'
import { document, documentType, numberSeries } from './tables.ts'

const DRAFTS = 20
const RECENT = 5

/** Drafts last touched first, the numbers of a committee's paper books while none is set, and what was issued lately. */
export const desk = deskPart({
  tenant: ({ tenant, person }) => ({
    drafts: drafts(tenant, { person: person.id }),
    recent: issuedLately(tenant, {}),
    numbers: someNumbers(tenant, {}),
    founders: founders(tenant, {}),
  }),
  show: (me, { drafts, recent, numbers, founders }) => ({
    waiting: [
      ...drafts.filter(({ draft }) => draft.holderId !== me.id).map(draftItem),
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

const shown = {
  id: document.id,
  subject: document.subject,
  authorName: document.authorName,
  updatedAt: document.updatedAt,
  urgency: document.urgency,
  notation: document.notation,
  stage: document.stage,
  holdDueOn: document.holdDueOn,
  holderId: document.holderId,
}
type Draft = { draft: Pick<typeof document.$inferSelect, keyof typeof shown>; typeName: string | null }

const drafts = query<{ person: string }>()((db, { person: id }) =>
  db
    .select({ draft: shown, typeName: documentType.name })
    .from(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .where(draftWaits({ person: { id } }))
    .orderBy(desc(document.updatedAt))
    .limit(DRAFTS),
)

/** Drafts that were handed to the member: asked of them by name, and in the list of their work. */
export const work = workPart({
  tenant: ({ tenant, person }) => ({ held: held(tenant, { person: person.id }) }),
  show: (_, rows) =>
    rows.held.map((one) => ({
      ...draftItem(one),
      ask: 'draft',
      ...given({ dueOn: one.draft.holdDueOn }),
    })),
})

const held = query<{ person: string }>()((db, { person: id }) =>
  db
    .select({ draft: shown, typeName: documentType.name })
    .from(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .where(and(isDraft, eq(document.holderId, myId({ person: { id } }))))
    .orderBy(desc(document.updatedAt))
    .limit(DRAFTS),
)

const issuedLately = query()((db) =>
  db
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
    .limit(RECENT),
)

const someNumbers = query()((db) => db.select({ series: numberSeries.series }).from(numberSeries).limit(1))
const founders = query()((db) => db.select({ since: member.createdAt }).from(member).limit(1))

/** What a committee that has just signed up does first, here: the numbers its paper books have come to. */
const setUp = (since: number): DeskItem => ({
  kind: 'setup',
  id: 'numbers',
  title: '',
  sub: '',
  at: iso(since),
  urgency: 0,
})

/** A draft as it waits: one that holds its number is to be sent, any other to be worked on or handed on. */
const draftItem = ({ draft, typeName }: Draft): DeskItem => ({
  kind: draft.notation === null ? 'draft' : 'numbered',
  id: draft.id,
  title: draft.subject === '' ? '' : `${typeName ?? ''} ${draft.subject}`.trim(),
  sub: [
    draft.stage === 'drafting' ? draft.authorName : `${STAGES[draft.stage]}, ${draft.authorName} soạn`,
    ...(draft.holdDueOn === null ? [] : [`hạn ${showDay(draft.holdDueOn)}`]),
  ].join(' · '),
  at: iso(draft.updatedAt),
  urgency: draft.urgency,
  ...given({ notation: draft.notation }),
})

/** How many drafts wait: those of the desk. */
export const counts = countPart({
  tenant: (ctx) => ({ marks: marksOf(ctx) }),
  show: (_, { marks }) => ({ drafts: marks[0]?.drafts ?? 0 }),
})

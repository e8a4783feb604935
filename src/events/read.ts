import { and, asc, eq, sql } from 'drizzle-orm'
import { asksMadeFor } from '../asks/opinions.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { query } from '../core/query.ts'
import { documentVersionFile } from '../documents/drafting/tables.ts'
import { document, documentType } from '../documents/tables.ts'
import { answersFor, managesRound, readsRound, readsRoundsOf } from './reach.ts'
import type { RoundAnswer } from './schema.ts'
import { headOf, showParty } from './show.ts'
import { event, eventPerson, remark } from './tables.ts'

/**
 * A round whole: who was asked, where they stand, every remark and what became of it. Who is only asked reads their own
 * part and the draft; the rest is for those who work on the draft.
 * @throws NotFound when it is out of reach
 */
export async function getRound(ctx: Context, id: string): Promise<RoundAnswer> {
  const [{ rows, parties, remarks, files }, outside] = await Promise.all([
    look(ctx, statementsOf(ctx, id)),
    asksMadeFor(ctx, id),
  ])
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  const { round } = row
  const all = parties
    .map(({ party, mine }) => ({ ...party, mine }))
    .filter(({ mine }) => row.whole === 1 || mine === 1)
  const shown = all.map((party) => showParty(round, party, remarks, outside))
  const answered = shown.filter((one) => one.at !== undefined && !one.after).length
  const left = shown.flatMap((one) => (one.after ? [] : one.remarks)).filter((one) => !one.uptake)
  return {
    ...headOf(round, dayAt(ctx.clock()), { asked: shown.length, answered }),
    note: round.note,
    version: round.versionNo,
    draft: { typeName: row.typeName ?? '', subject: row.subject, files },
    ...given({
      concludedAt: round.concludedAt === null ? null : iso(round.concludedAt),
      concludedBy: round.concludedBy,
    }),
    mine:
      round.state === 'collecting'
        ? all.filter(({ mine }) => mine === 1).map(({ no, name }) => ({ no, name }))
        : [],
    manages: row.manages === 1 && row.state === 'draft',
    open: left.length,
    parties: shown,
  }
}

/** What the table of a round is made of, in one trip. */
const statementsOf = ({ tenant, person }: Context, id: string) => ({
  rows: whole(tenant, { id, person: person.id }),
  parties: partiesOf(tenant, { id, person: person.id }),
  remarks: remarksOf(tenant, { id }),
  files: filesOf(tenant, { id }),
})

type Mine = { id: string; person: string }

const whole = query<Mine>()((db, { id, person: me }) => {
  const person = { id: me }
  return db
    .select({
      round: event,
      subject: document.subject,
      typeName: documentType.name,
      whole: sql<number>`${readsRoundsOf({ person })}`,
      manages: sql<number>`${managesRound({ person })}`,
      state: document.state,
    })
    .from(event)
    .innerJoin(document, eq(document.id, event.documentId))
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .where(and(eq(event.id, id), readsRound({ person })))
})

const partiesOf = query<Mine>()((db, { id, person }) =>
  db
    .select({ party: eventPerson, mine: sql<number>`${answersFor({ person: { id: person } })}` })
    .from(eventPerson)
    .where(eq(eventPerson.eventId, id))
    .orderBy(asc(eventPerson.no)),
)

const remarksOf = query<{ id: string }>()((db, { id }) =>
  db
    .select()
    .from(remark)
    .where(eq(remark.eventId, id))
    .orderBy(asc(remark.personNo), asc(remark.filing), asc(remark.no)),
)

const filesOf = query<{ id: string }>()((db, { id }) =>
  db
    .select({
      sha256: documentVersionFile.sha256,
      name: documentVersionFile.name,
      type: documentVersionFile.type,
      size: documentVersionFile.size,
    })
    .from(documentVersionFile)
    .innerJoin(event, and(eq(event.documentId, documentVersionFile.documentId), eq(event.id, id)))
    .where(eq(documentVersionFile.no, event.versionNo))
    .orderBy(asc(documentVersionFile.position)),
)

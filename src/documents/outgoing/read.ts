import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { NotFound } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { historyOf, tellHistory } from '../../core/history.ts'
import { someNames } from '../../core/text.ts'
import { query } from '../../core/query.ts'
import { remarkChecks, tellFile } from '../../files/remarks.ts'
import { issuer, term } from '../../organisation/tables.ts'
import { termOn } from '../../organisation/terms.ts'
import { documentActs } from '../acts.ts'
import { CONGRESS, notation, seriesOf } from '../books/notation.ts'
import { copiesMade } from '../copies/original.ts'
import { tellCopy, tellMade } from '../copies/show.ts'
import { tellWay, UNSEEN, wayOf } from '../drafting/way.ts'
import { relatedFrom, relatedTo } from '../issued/links.ts'
import { relationChecks } from '../issued/checks.ts'
import { tellRelated, tellRelating, validity } from '../issued/show.ts'
import { competence } from '../rules/competence.ts'
import { judge, laterDay } from '../rules/rules.ts'
import { agreementsOn, coIssuersOf } from '../joint/agreement.ts'
import { jointChecks } from '../joint/rules.ts'
import type { Agreement } from '../joint/rules.ts'
import { document, documentType, incoming, numberSeries } from '../tables.ts'
import type { documentRecipient } from '../tables.ts'
import { factsOf } from './facts.ts'
import { filesOf, peopleOf, recipientsOf } from './parts.ts'
import { namedInDraft, reach, recipientsGone } from './reach.ts'
import { reads, readsDraft } from './reachable.ts'
import { filesWhenNumbered, NOT_SCANNED, rulesOf, unscanned } from './ready.ts'
import type { Check, DocumentAnswer } from './schema.ts'

/** A document's page names so many recipients; its delivery board has all of them, page by page. */
const SHOWN_RECIPIENTS = 200

type Found = typeof document.$inferSelect
type Type = typeof documentType.$inferSelect
type Issuer = typeof issuer.$inferSelect

/**
 * An outgoing document, whole: facts, recipients, files, what is still missing, the number it would get now,
 * and everything that happened.
 * @throws NotFound when there is none, or it is a draft out of reach
 */
export async function getDocument(ctx: Context, id: string): Promise<DocumentAnswer> {
  const today = dayAt(ctx.clock())
  const seen = await look(ctx, statementsOf(ctx, id, today))
  const row = seen.rows[0]
  if (row === undefined) throw new NotFound()
  const original = seen.original[0]
  const draft = row.found.state === 'draft'
  const held = draft && row.found.number !== null
  const { to, units, suspended } = await reach(ctx, seen)
  return {
    held,
    atOnce: seen.rules[0]?.atOnce ?? true,
    way: tellWay(seen.me, row.found, row.drafting === 1 ? seen : UNSEEN),
    ...validity(row.found),
    relates: seen.related.map(tellRelated),
    relatedBy: seen.relating.map(tellRelating),
    ...factsOf(row.found, row.type, row.issuer),
    ...(draft ? { recipientCount: to.length + units } : {}),
    recipients: (draft ? seen.named : seen.recipients.filter((one) => one.kind !== 'group')).map((one) =>
      tellRecipient(one, seen.agreements),
    ),
    files: seen.files.map(tellFile),
    people: seen.people,
    ...(original === undefined
      ? {}
      : {
          replyTo: {
            deliveryId: original.deliveryId ?? '',
            incomingId: original.id,
            notation: original.notation,
            senderName: original.senderName,
          },
        }),
    ...(draft
      ? outlook(ctx, row, seen.series, today, {
          fileCount: seen.files.length,
          recipientCount: to.length + units,
          more: [
            ...scanCheck(held && unscanned(row.found, seen.files, seen.numbered)),
            ...jointChecks(seen.joint, seen.agreements, row.found.overrideReason),
            ...relationChecks(row.type?.id, row.found.overrideReason, seen.related),
            ...remarkChecks(seen.files),
            ...recipientChecks(recipientsGone(seen), suspended),
          ],
        })
      : { checks: [] }),
    replies: seen.replies,
    ...tellCopy(row.found.copy, row.found.copyOfId),
    copiesMade: seen.copies.map(tellMade),
    history: seen.history.map(tellHistory(ctx)),
  }
}

/** A place a document goes to, and whether it issues it together with us. */
function tellRecipient(
  { kind, targetId, handle, name, coIssues }: typeof documentRecipient.$inferSelect,
  agreements: readonly Agreement[],
) {
  const word = coIssues ? agreements.find(({ committeeId }) => committeeId === targetId) : undefined
  return {
    kind,
    id: targetId,
    name,
    ...given({ handle }),
    ...(coIssues ? { coIssues } : {}),
    ...(word === undefined
      ? {}
      : {
          agreedOn: dayAt(word.at),
          agreedTo: word.versionNo,
          ...(word.holds === 1 ? {} : { lapsed: true }),
        }),
  }
}

/** Everything the page of a document shows, in one trip. */
const statementsOf = (ctx: Context, id: string, today: string) => ({
  rows: oneDocument(ctx.tenant, { id, person: ctx.person.id }),
  recipients: recipientsOf(ctx, id, SHOWN_RECIPIENTS),
  ...namedInDraft(ctx, id),
  files: filesOf(ctx, id),
  numbered: filesWhenNumbered(ctx.tenant, { id }),
  rules: rulesOf(ctx.tenant, {}),
  ...wayOf(ctx, id),
  related: relatedTo(ctx.tenant, { id }),
  joint: coIssuersOf(ctx.tenant, { id }),
  agreements: agreementsOn(ctx.tenant, { id }),
  relating: relatedFrom(ctx.tenant, { id }),
  people: peopleOf(ctx, id),
  terms: termOn(ctx.tenant, today),
  series: seriesOfDocument(ctx.tenant, { id, day: today }),
  original: answered(ctx.tenant, { id }),
  replies: answersTo(ctx.tenant, { id }),
  copies: copiesMade(ctx.tenant, { id }),
  history: historyOf(ctx.tenant, 'document', id, documentActs.edit.words.action),
})

type Id = { id: string }
const oneDocument = query<Id & { person: string }>()((db, { id, person: me }) => {
  const person = { id: me }
  return db
    .select({ found: document, type: documentType, issuer, drafting: sql<number>`${readsDraft({ person })}` })
    .from(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .leftJoin(issuer, eq(issuer.id, document.issuerId))
    .where(and(eq(document.id, id), reads({ person })))
})
const answered = query<Id>()((db, { id }) =>
  db
    .select({
      id: incoming.id,
      deliveryId: incoming.deliveryId,
      notation: incoming.notation,
      senderName: incoming.senderName,
    })
    .from(incoming)
    .innerJoin(document, eq(document.replyTo, incoming.deliveryId))
    .where(eq(document.id, id)),
)
const answersTo = query<Id>()((db, { id }) =>
  db
    .select({
      incomingId: incoming.id,
      notation: incoming.notation,
      senderName: incoming.senderName,
      subject: incoming.subject,
    })
    .from(incoming)
    .where(eq(incoming.answersId, id)),
)

/** The last number of every series of the document's issuer in the term of a day: a handful of rows. */
const seriesOfDocument = query<Id & { day: string }>()((db, { id, day }) =>
  db
    .select({
      series: numberSeries.series,
      last: numberSeries.last,
      /** The day of the last one, which the next never goes behind. */
      on: sql<
        string | null
      >`(select before.issuedOn from document before where before.issuerId = number_series.issuerId
        and before.termId = number_series.termId and before.series = number_series.series
        order by before.number desc limit 1)`,
    })
    .from(numberSeries)
    .where(
      and(
        inArray(
          numberSeries.issuerId,
          db.select({ id: document.issuerId }).from(document).where(eq(document.id, id)),
        ),
        or(
          eq(numberSeries.termId, CONGRESS),
          inArray(
            numberSeries.termId,
            db
              .select({ id: term.id })
              .from(term)
              .where(
                sql`${term.opensOn} <= ${day} and (${term.closesOn} is null or ${term.closesOn} >= ${day})`,
              ),
          ),
        ),
      ),
    ),
)

type Row = { found: Found; type: Type | null; issuer: Issuer | null }

/** What a draft would become: its number if issued now, and what was checked. */
function outlook(
  ctx: Context,
  row: Row,
  series: { series: string; last: number; on: string | null }[],
  today: string,
  { more, ...counts }: { fileCount: number; recipientCount: number; more: Check[] },
) {
  const { found, type, issuer: from } = row
  const judged = judge({
    ...found,
    type: type ?? undefined,
    issuer: from ?? undefined,
    ...counts,
    ...competence(ctx.committee.kind, found.decidingBody, type?.id, today),
  })
  const checks = [...judged, ...more].map(tellCheck)
  if (type === null || from === null || found.number !== null) return { checks }
  const run = series.find((one) => one.series === seriesOf(type, from))
  const number = (run?.last ?? 0) + 1
  checks.push(...laterDay(run?.on, today))
  return { checks, next: { number, notation: notation(number, type.symbol, from.suffix) } }
}

/** A check as answers tell it, without the field to mend. */
const tellCheck = ({ id, state, label, detail }: Check): Check => ({ id, state, label, ...given({ detail }) })

const scanCheck = (missing: boolean): Check[] =>
  missing ? [{ id: 'scan', state: 'error', label: 'Bản có số, ký, đóng dấu', detail: NOT_SCANNED }] : []

/** Recipients that a draft names and will not reach: what is gone stops it, who is suspended is named. */
function recipientChecks(gone: { message: string }[], suspended: string[]): Check[] {
  const stops = gone.map(({ message }, i): Check => ({
    id: `gone-${i}`,
    state: 'error',
    label: 'Nơi nhận không còn',
    detail: message,
  }))
  if (suspended.length === 0) return stops
  const detail = `${someNames(suspended, 5)}. Gửi bản giấy cho những nơi này.`
  return [...stops, { id: 'suspended', state: 'warn', label: 'Đang tạm dừng, không nhận được', detail }]
}

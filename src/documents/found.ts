import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import { query } from '../core/query.ts'
import { fold } from '../core/text.ts'
import { MARKS, markOf } from '../core/within.ts'
import type { Database } from '../platform/database.ts'
import { document, documentPerson, incoming } from './tables.ts'

/**
 * What every search of a committee's papers goes through: one full-text table, `found`, written in the batch of the
 * fact. Its rows stand in the order of the papers' own time, because a search walks them from the newest and stops
 * where a page is full. `words` is what a paper is found by, folded and as it is spelled; `marks` says in words of its
 * own what kind it is, its number, type and issuer, and whose a draft is, so that all this is asked of the index itself
 * and nothing is filtered after a cut.
 *
 * A row's place is the second of the paper's time, then its row in its table (at most 2^29), then which table.
 */
const SECOND = 2 ** 30
export const ROW_OF = sql.raw(`(hit.place & ${SECOND - 1}) >> 1`)

/** The first place of an instant (ms UTC) or of one that SQL works out. */
export const placeAt = (instant: SQL): SQL =>
  sql`cast(${instant} as integer) / 1000 * ${sql.raw(String(SECOND))}`

/** Where an outgoing paper stands: by when it was given its number; a draft by when it was last touched. */
const ofDocument = sql`${placeAt(sql`coalesce(${document.issuedAt}, ${document.updatedAt})`)} + ${document.rowid} * 2`
const ofIncoming = sql`${placeAt(sql`${incoming.arrivedAt}`)} + ${incoming.rowid} * 2 + 1`

/** Words that say what a paper is. */
export const KINDS = { issued: 'ko', held: 'kr', draft: 'kd', incoming: 'ki' } as const
export const TYPE = 't'
export const ISSUER = 's'
export const PERIOD = 'p'
export const NOTATION = 'n'

/** An id as a word of the index. */
export const mark = (letter: string, id: string): string => letter + id.replaceAll(/[^\p{L}\p{N}]/gu, '')

const markFrom = (letter: string, id: SQL): SQL => sql`coalesce(' ${sql.raw(letter)}' || ${markOf(id)}, '')`

/** What the index says of a paper as the table now has it. */
const documentMarks = sql`case ${document.state} when 'issued' then ${sql.raw(`'${KINDS.issued}'`)}
    when 'draft' then ${sql.raw(`'${KINDS.draft}'`)} || iif(${document.number} is null, '', ${sql.raw(`' ${KINDS.held}'`)}) else ${sql.raw(`'${KINDS.held}'`)} end
  || ${markFrom(TYPE, sql`${document.typeId}`)} || ${markFrom(ISSUER, sql`${document.issuerId}`)}
  || ${markFrom(MARKS.own, sql`${document.authorId}`)} || ${markFrom(MARKS.unit, sql`${document.unitId}`)}
  || ${markFrom(MARKS.named, sql`${document.signerId}`)} || ${markFrom(MARKS.named, sql`${document.holderId}`)}
  || coalesce((select group_concat(' ${sql.raw(MARKS.named)}' || ${markOf(sql`${documentPerson.memberId}`)}, '')
    from ${documentPerson} where ${documentPerson.documentId} = ${document.id}), '')`

/** The words of a text: folded, and as it is spelled, for who types accents. */
const spelled = (text: string): string => `${fold(text)} ${text.normalize('NFC')}`

/**
 * Statement that lets an outgoing paper be found by these words and, once it has one, by its number. It comes after all
 * else of its batch that writes the paper.
 * @param key the end of its notation as a word (`notationKey`); nothing for a draft
 */
export const findable = (db: Database, id: string, text: string, key = ''): Statement =>
  findDocument(db, { id, words: spelled(text), key })

const findDocument = query<{ id: string; words: string; key: string }>()((db, { id, words, key }) =>
  db.run(
    sql`insert into found (rowid, marks, words)
      select ${ofDocument}, ${documentMarks} || coalesce(' ${sql.raw(NOTATION)}' || ${document.number} || ${key}, ''),
        ${words} || coalesce(' ' || ${document.number} || ' ' || replace(${document.notation}, 'Đ', 'D'), '')
      from ${document} where ${document.id} = ${id}`,
  ),
)

/**
 * Statement that takes a paper out from where it stood before its batch changed it. After the guards of the batch
 * (`expectOne`): the index writes what it holds back when the next statement begins, and `changes()` would count that.
 */
export const unfindable = (
  db: Database,
  { rowid, issuedAt, updatedAt }: { rowid: number; issuedAt: number | null; updatedAt: number },
): Statement => loseDocument(db, { rowid, at: issuedAt ?? updatedAt })

const loseDocument = query<{ rowid: number; at: number }>()((db, { rowid, at }) =>
  db.run(sql`delete from found where rowid = ${placeAt(sql`${at}`)} + cast(${rowid} as integer) * 2`),
)

/** The same as {@link unfindable} of a paper that came. */
export const unfindableIncoming = (
  db: Database,
  { rowid, arrivedAt }: { rowid: number; arrivedAt: number },
): Statement => loseIncoming(db, { rowid, at: arrivedAt })

const loseIncoming = query<{ rowid: number; at: number }>()((db, { rowid, at }) =>
  db.run(sql`delete from found where rowid = ${placeAt(sql`${at}`)} + cast(${rowid} as integer) * 2 + 1`),
)

/** The same as {@link findable} of a paper that came. @param key its number as a word (`notationKey`) */
export const findableIncoming = (db: Database, id: string, text: string, key: string): Statement =>
  findIncoming(db, { id, words: spelled(text), marks: `${KINDS.incoming} ${NOTATION}${key} ` })

const findIncoming = query<{ id: string; words: string; marks: string }>()((db, { id, words, marks }) =>
  db.run(
    sql`insert into found (rowid, marks, words)
      select ${ofIncoming}, ${marks} || ${markFrom(PERIOD, sql`${incoming.period}`)}, ${words}
      from ${incoming} where ${incoming.id} = ${id}`,
  ),
)

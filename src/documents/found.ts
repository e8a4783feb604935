import { sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
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
 *
 * One paper in {@link FENCED} has a second row, as far below zero, with its words each ended by a `0`. It bears no mark,
 * so no search gives it. FTS5 looks for a beginning from the last word before it, and where half a book has that word it
 * reads on through all of those; the word with a `0` stands where they end.
 */
const SECOND = 2 ** 30
export const ROW_OF = sql.raw(`(hit.place & ${SECOND - 1}) >> 1`)

/** The first place of an instant (ms UTC) or of one that SQL works out. */
export const placeAt = (instant: SQL): SQL =>
  sql`cast(${instant} as integer) / 1000 * ${sql.raw(String(SECOND))}`

/** Where an outgoing paper stands: by when it was given its number; a draft by when it was last touched. */
const ofDocument = sql`${placeAt(sql`coalesce(${document.issuedAt}, ${document.updatedAt})`)} + ${document.rowid} * 2`
const ofIncoming = sql`${placeAt(sql`${incoming.arrivedAt}`)} + ${incoming.rowid} * 2 + 1`

const FENCED = 64

/** Words as {@link FENCED} has them. A word with a digit is not ended by another: `15` would stand there as `150`. */
const ended = (words: string): string =>
  [...new Set(words.toLowerCase().split(/[^\p{L}\p{N}]+/u))]
    .filter((word) => /^\p{L}+$/u.test(word))
    .map((word) => `${word}0`)
    .join(' ')

/** Writes a paper's row of the index, and the second of those that have one. @param paper its place, marks and words */
const enter = (paper: SQL, words: Placeholder): SQL =>
  sql`insert into found (rowid, marks, words) with paper (place, marks, words) as (${paper})
    select place, marks, words from paper
    union all select -place, '', ${words} from paper where place / 2 % ${sql.raw(String(FENCED))} = 0`

/** Takes them out again. */
const leave = (place: SQL): SQL => sql`delete from found where rowid in (${place}, -(${place}))`

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

type Words = { words: string; ends: string }

/** The words of a text: folded, and as it is spelled, for who types accents; and the same {@link ended}. */
function wordsOf(text: string): Words {
  const words = `${fold(text)} ${text.normalize('NFC')}`
  return { words, ends: ended(words) }
}

/**
 * Statement that lets an outgoing paper be found by these words and, once it has one, by its number. It comes after all
 * else of its batch that writes the paper.
 * @param key the end of its notation as a word (`notationKey`); nothing for a draft
 */
export const findable = (db: Database, id: string, text: string, key = ''): Statement =>
  findDocument(db, { id, ...wordsOf(text), key })

const findDocument = query<Words & { id: string; key: string }>()((db, { id, words, ends, key }) =>
  db.run(
    enter(
      sql`select ${ofDocument}, ${documentMarks} || coalesce(' ${sql.raw(NOTATION)}' || ${document.number} || ${key}, ''),
        ${words} || coalesce(' ' || ${document.number} || ' ' || replace(${document.notation}, 'Đ', 'D'), '')
      from ${document} where ${document.id} = ${id}`,
      ends,
    ),
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
  db.run(leave(sql`${placeAt(sql`${at}`)} + cast(${rowid} as integer) * 2`)),
)

/** The same as {@link unfindable} of a paper that came. */
export const unfindableIncoming = (
  db: Database,
  { rowid, arrivedAt }: { rowid: number; arrivedAt: number },
): Statement => loseIncoming(db, { rowid, at: arrivedAt })

const loseIncoming = query<{ rowid: number; at: number }>()((db, { rowid, at }) =>
  db.run(leave(sql`${placeAt(sql`${at}`)} + cast(${rowid} as integer) * 2 + 1`)),
)

/** The same as {@link findable} of a paper that came. @param key its number as a word (`notationKey`) */
export const findableIncoming = (db: Database, id: string, text: string, key: string): Statement =>
  findIncoming(db, { id, ...wordsOf(text), marks: `${KINDS.incoming} ${NOTATION}${key} ` })

const findIncoming = query<Words & { id: string; marks: string }>()((db, { id, words, ends, marks }) =>
  db.run(
    enter(
      sql`select ${ofIncoming}, ${marks} || ${markFrom(PERIOD, sql`${incoming.period}`)}, ${words}
      from ${incoming} where ${incoming.id} = ${id}`,
      ends,
    ),
  ),
)

import { and, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { query } from '../../core/query.ts'
import { wordsIn } from '../../core/text.ts'
import { KINDS, mark, placeAt, ROW_OF, TYPE } from '../found.ts'
import { document } from '../tables.ts'
import type { similarList, similarQuery } from './schema.ts'

/** So many papers are weighed of each kind, the newest of those that share words; so many are shown. */
const [WEIGHED, SHOWN] = [60, 6]
/**
 * Among so many of the newest of a kind they are sought: words that all have and few together would otherwise be walked
 * through all a committee ever issued. No committee has so many resolutions or directives in force.
 */
const REACH = 10_000
/** Words of a subject that are looked at, and how many that stand together a paper has to share. */
const [WORDS, TOGETHER] = [12, 3]
/** How much alike two subjects are at least, from 0 to 1. */
const ALIKE = 0.4
/** Syllables that nearly every subject has and none is about. */
const EMPTY = new Set(
  `ve viec cua va cac trong doi voi cho tai den tu theo mot so nhung duoc la co cong tac thuc hien tang cuong day manh
  nam thang ngay nang cao tiep tuc trien khai to chuc su lanh dao chi dao dang bo`.split(/\s+/),
)

/**
 * Papers of this committee that hold today and are about what a draft is about, those of its type first: what has three
 * of its words that stand together, weighed by how many of all they share.
 */
export async function listSimilar(
  ctx: Context,
  { subject, type, except }: z.output<typeof similarQuery>,
): Promise<z.infer<typeof similarList>> {
  const words = contentOf(subject)
  const about = aboutOf(words)
  const asked = { about: about ?? '', today: dayAt(ctx.clock()), except: except ?? '' }
  const seen =
    about === undefined
      ? { same: [], other: [], ...(await look(ctx, {})) }
      : await look(ctx, {
          same: ofType(ctx.tenant, { ...asked, type: mark(TYPE, type), typeId: type }),
          other: ofAny(ctx.tenant, asked),
        })
  const rows = [...new Map([...seen.same, ...seen.other].map((row) => [row.id, row])).values()]
  const weighed = rows
    .map((row) => ({ row, same: row.typeId === type, share: shareOf(words, contentOf(row.subject)) }))
    .filter(({ share }) => share >= ALIKE)
    .toSorted((a, b) => Number(b.same) - Number(a.same) || b.share - a.share)
  return {
    items: weighed.slice(0, SHOWN).map(({ row, same }) => ({
      id: row.id,
      notation: row.notation ?? '',
      typeName: row.typeName ?? '',
      subject: row.subject,
      issuedOn: row.issuedOn ?? '',
      sameType: same,
    })),
  }
}

/** What a subject is about: its syllables without those that all have, and without years and numbers. */
const contentOf = (subject: string): string[] =>
  [...new Set(wordsIn(subject).filter((word) => !EMPTY.has(word) && !/^\d+$/.test(word)))].slice(0, WORDS)

/**
 * An expression of FTS5 for what shares words that stand together; nothing where a subject says too little. Two places
 * side by side share all words but the outer ones, which are asked of once for both: FTS5 walks the list of a word as
 * often as the word is named, to its very end where words never meet, whatever rows are asked for.
 */
function aboutOf(words: string[]): string | undefined {
  if (words.length < 2) return undefined
  const quoted = words.map((word) => `"${word}"`)
  const places = Array.from({ length: Math.ceil((words.length - TOGETHER + 1) / 2) }, (_, pair) => {
    const [first, ...rest] = quoted.slice(pair * 2, pair * 2 + TOGETHER)
    const next = quoted[pair * 2 + TOGETHER]
    const outer = next === undefined ? first : `(${first} OR ${next})`
    return `(${[...rest, outer].join(' AND ')})`
  })
  return `(words : (${places.length === 0 ? quoted.join(' AND ') : places.join(' OR ')}))`
}

/** How much two subjects share of what they are about, from 0 to 1 (Dice). */
const shareOf = (a: string[], b: string[]): number =>
  (2 * a.filter((word) => b.includes(word)).length) / (a.length + b.length || 1)

type Asked = { about: string; today: string; except: string }

const inForce = (today: unknown, except: unknown) =>
  and(
    sql`${document.state} = 'issued'`,
    isNull(document.endedOn),
    isNull(document.recalledAt),
    sql`coalesce(${document.effectiveOn}, '') <= ${today} and coalesce(${document.expiresOn}, '9999') >= ${today}`,
    sql`${document.id} <> ${except}`,
  )
const FACTS = {
  id: document.id,
  typeId: document.typeId,
  typeName: document.typeName,
  notation: document.notation,
  subject: document.subject,
  issuedOn: document.issuedOn,
}

/** From where on the newest of a kind stand in the index; from the beginning where there are fewer. */
const from = (kind: SQL): SQL =>
  placeAt(
    sql`coalesce((select issuedAt from document where ${kind} order by issuedAt desc limit 1 offset ${sql.raw(String(REACH))}), 0)`,
  )

const ofType = query<Asked & { type: string; typeId: string }>()(
  (db, { about, type, typeId, today, except }) =>
    db
      .select(FACTS)
      .from(
        sql`(select rowid as place from found where found match
        (${about} || ' AND (marks : ("${sql.raw(KINDS.issued)}" AND "' || ${type} || '"))')
        and rowid >= ${from(sql`state = 'issued' and typeId = ${typeId}`)} order by rowid desc limit ${sql.raw(String(WEIGHED))}) as hit`,
      )
      .crossJoin(document)
      .where(and(sql`${document.rowid} = ${ROW_OF}`, inForce(today, except))),
)
const ofAny = query<Asked>()((db, { about, today, except }) =>
  db
    .select(FACTS)
    .from(
      sql`(select rowid as place from found where found match
        (${about} || ' AND (marks : ("${sql.raw(KINDS.issued)}"))')
        and rowid >= ${from(sql`state = 'issued'`)} order by rowid desc limit ${sql.raw(String(WEIGHED))}) as hit`,
    )
    .crossJoin(document)
    .where(and(sql`${document.rowid} = ${ROW_OF}`, inForce(today, except))),
)

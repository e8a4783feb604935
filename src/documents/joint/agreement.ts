import { and, asc, eq, sql } from 'drizzle-orm'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { query } from '../../core/query.ts'
import { wakeHere } from '../../core/wake.ts'
import { documentAgreement } from '../drafting/tables.ts'
import { documentRecipient } from '../tables.ts'
import type { Agreement } from './rules.ts'

/** The committees that a draft says issue it together with us, in the order they are named. */
export const coIssuersOf = query<{ id: string }>()((db, { id }) =>
  db
    .select({ id: documentRecipient.targetId, name: documentRecipient.name })
    .from(documentRecipient)
    .where(and(eq(documentRecipient.documentId, id), sql`${documentRecipient.coIssues} = 1`))
    .orderBy(asc(documentRecipient.position)),
)

const filesIn = (version: string) =>
  `coalesce((select group_concat(one.sha256) from (select f.sha256 from document_version_file f
    where f.documentId = d.id and f.no = ${version} order by f.position) one), '')`
const FILES_NOW = `coalesce((select group_concat(one.sha256) from (select f.sha256 from document_file f
  where f.documentId = d.id order by f.position) one), '')`
/** The version in which a draft left its authors' hands: the first of those signed or numbered since it was last open. */
const SIGNED = `(select min(s.no) from document_version s where s.documentId = d.id and s.no > (
  select coalesce(max(b.no), 0) from document_version b
  where b.documentId = d.id and b.stage not in ('signed', 'numbered')))`
const FILES_SIGNED = `case when d.stage in ('signed', 'numbered') then ${filesIn(SIGNED)} else ${FILES_NOW} end`

/** What of a draft `d` differs from the version `v` that was agreed to. */
const SAME_SUBJECT = `json_extract(v.facts, '$.subject') = d.subject`
const SAME_TYPE = `json_extract(v.facts, '$.typeId') is d.typeId`
const SAME_FILES = `${filesIn('v.no')} = ${FILES_SIGNED}`

/** Which parts of its content a draft `d` has other than a version `v` of it; for words to whoever agreed to that. */
export const CHANGED_SINCE = {
  subject: sql.raw(`not (${SAME_SUBJECT})`),
  type: sql.raw(`not (${SAME_TYPE})`),
  files: sql.raw(`not (${SAME_FILES})`),
}

/**
 * Who agreed to issue it so far, to which version, and whether that still holds. What a committee agrees to is a
 * content: the type, the trích yếu and the bytes of the files in their order. Any of them changed before the signing
 * makes the agreement lapse, and the same content brought back makes it hold again, for it is compared and never
 * marked. After the signing only files may come in, which are the scan of what was signed: that lapses nothing, and is
 * told as `added` wherever the agreement is.
 */
export const agreementsOn = query<{ id: string }>()((db, { id }) =>
  db.all<Agreement>(
    sql`select a.committeeId, a.at, a.versionNo,
      coalesce(${sql.raw(`${SAME_SUBJECT} and ${SAME_TYPE} and ${SAME_FILES}`)}, 0) as holds,
      ${sql.raw(filesIn('v.no'))} <> ${sql.raw(FILES_NOW)} as added
    from document_agreement a join document d on d.id = a.documentId
    left join document_version v on v.documentId = a.documentId and v.no = a.versionNo
    where a.documentId = ${id}`,
  ),
)

const MINUTE = 60_000
/** How long a draft is left alone before those who agreed to it are told that it is another now (ms): it saves itself. */
export const SETTLES = 10 * MINUTE

/** Has this committee woken once a draft that others issue too has settled: they are told then (events/lapses.ts). */
export const wakeForCoIssuers = async (ctx: Context, joint: boolean): Promise<void> => {
  if (joint) await wakeHere(ctx, ctx.clock() + SETTLES)
}

type Said = { committeeId: string; at: number; byName: string | null; agrees: boolean }

/**
 * Statements that keep who agreed to a draft when a round of opinions on it ended; the word on the latest version holds.
 * @param versionNo the version of the draft that the round asked about
 */
export const agreed = (
  ctx: Context,
  documentId: string,
  versionNo: number,
  said: readonly Said[],
): Statement[] =>
  said.map(({ committeeId, at, byName, agrees }) =>
    agrees
      ? ctx.tenant
          .insert(documentAgreement)
          .values({ documentId, committeeId, at, byName, versionNo })
          .onConflictDoUpdate({
            target: [documentAgreement.documentId, documentAgreement.committeeId],
            set: { at, byName, versionNo },
            setWhere: sql`${documentAgreement.versionNo} <= ${versionNo}`,
          })
      : ctx.tenant
          .delete(documentAgreement)
          .where(
            and(
              eq(documentAgreement.documentId, documentId),
              eq(documentAgreement.committeeId, committeeId),
              sql`${documentAgreement.versionNo} <= ${versionNo}`,
            ),
          ),
  )

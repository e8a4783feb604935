import { and, asc, eq, sql } from 'drizzle-orm'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { NotFound } from '../../core/errors.ts'
import type { Fields } from '../../core/act.ts'
import { query } from '../../core/query.ts'
import { linesOf } from '../../files/lines.ts'
import { documentActs } from '../acts.ts'
import { readsDraft } from '../outgoing/reachable.ts'
import { document } from '../tables.ts'
import { difference } from './difference.ts'
import type { Comparison, VersionList } from './schema.ts'
import { STAGES } from './stages.ts'
import { documentVersion, documentVersionFile } from './tables.ts'
import { KEPT } from './versions.ts'

type Version = typeof documentVersion.$inferSelect
type VersionFile = typeof documentVersionFile.$inferSelect

/** How the facts of a version are called, and their codes told: as the audit calls them. */
const WORDS: Fields = {
  ...documentActs.edit.words.fields,
  issuerId: 'Cơ quan ban hành',
  recipientText: 'Nơi nhận',
}
const nameOf = (field: string): string => {
  const word = WORDS[field]
  return typeof word === 'string' ? word : (word?.name ?? field)
}
const shown = (field: string, value: unknown): string => {
  if (value === null || value === undefined || value === '') return ''
  const word = WORDS[field]
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (field === 'paperFollows') return value === 1 ? 'Có' : 'Không'
  return typeof word === 'object' ? (word.words[text] ?? text) : text
}

/**
 * Every version of a document, the newest first: who handed it on, when, at which stage, and what differs from the one
 * before.
 * @throws NotFound when it is out of reach
 */
export async function listVersions(ctx: Context, id: string): Promise<VersionList> {
  const { documents, versions, files } = await look(ctx, {
    documents: inReach(ctx, id),
    versions: allVersions(ctx.tenant, { id }),
    files: allFiles(ctx.tenant, { id }),
  })
  if (documents.length === 0) throw new NotFound()
  return {
    items: versions
      .map((one, i) => ({ ...head(one), changed: changed(versions[i - 1], one, files) }))
      .toReversed(),
  }
}

/**
 * Two versions side by side: their facts, their files, and what the text of their first files lost and gained.
 * @throws NotFound when the document is out of reach or has no such version
 */
export async function compareVersions(
  ctx: Context,
  id: string,
  { from, to }: { from: number; to: number },
): Promise<Comparison> {
  const both = [from, to]
  const { documents, versions, files } = await look(ctx, {
    documents: inReach(ctx, id),
    versions: twoVersions(ctx.tenant, { id, from, to }),
    files: filesOfTwo(ctx.tenant, { id, from, to }),
  })
  const [one, other] = both.map((no) => versions.find((version) => version.no === no))
  if (documents.length === 0 || one === undefined || other === undefined) throw new NotFound()
  const text = await textDifference(ctx, files, from, to)
  return { before: side(one, files), after: side(other, files), ...(text === undefined ? {} : { text }) }
}

const inReach = (ctx: Context, id: string) => readable(ctx.tenant, { id, person: ctx.person.id })
const readable = query<{ id: string; person: string }>()((db, { id, person }) =>
  db
    .select({ id: document.id })
    .from(document)
    .where(and(eq(document.id, id), readsDraft({ person: { id: person } }))),
)

const allVersions = query<{ id: string }>()((db, { id }) =>
  db
    .select()
    .from(documentVersion)
    .where(eq(documentVersion.documentId, id))
    .orderBy(asc(documentVersion.no))
    .limit(200),
)
const allFiles = query<{ id: string }>()((db, { id }) =>
  db
    .select()
    .from(documentVersionFile)
    .where(eq(documentVersionFile.documentId, id))
    .orderBy(asc(documentVersionFile.no), asc(documentVersionFile.position)),
)
type Two = { id: string; from: number; to: number }
const twoVersions = query<Two>()((db, { id, from, to }) =>
  db
    .select()
    .from(documentVersion)
    .where(and(eq(documentVersion.documentId, id), sql`${documentVersion.no} in (${from}, ${to})`)),
)
const filesOfTwo = query<Two>()((db, { id, from, to }) =>
  db
    .select()
    .from(documentVersionFile)
    .where(and(eq(documentVersionFile.documentId, id), sql`${documentVersionFile.no} in (${from}, ${to})`))
    .orderBy(asc(documentVersionFile.position)),
)

const head = ({ no, at, byName, stage }: Version) => ({
  no,
  at: iso(at),
  by: byName,
  stageName: STAGES[stage],
})
const factsOf = ({ facts }: Version): Record<string, unknown> => JSON.parse(facts) as Record<string, unknown>
const filesIn = (files: VersionFile[], no: number): VersionFile[] => files.filter((one) => one.no === no)

function changed(before: Version | undefined, after: Version, files: VersionFile[]): string[] {
  if (before === undefined) return []
  const [old, now] = [factsOf(before), factsOf(after)]
  const hashes = (no: number): string =>
    filesIn(files, no)
      .map(({ sha256, name }) => sha256 + name)
      .join()
  return [
    ...KEPT.filter((field) => old[field] !== now[field]).map(nameOf),
    ...(hashes(before.no) === hashes(after.no) ? [] : ['Tệp']),
  ]
}

function side(version: Version, files: VersionFile[]): Comparison['before'] {
  const facts = factsOf(version)
  return {
    ...head(version),
    facts: KEPT.map((field) => ({ field, name: nameOf(field), value: shown(field, facts[field]) })),
    files: filesIn(files, version.no).map(({ sha256, name, type, size }) => ({ sha256, name, type, size })),
  }
}

/** What the text of the first files lost and gained; undefined where one of them has no text that can be read. */
async function textDifference(ctx: Context, files: VersionFile[], from: number, to: number) {
  const [one, other] = [filesIn(files, from)[0], filesIn(files, to)[0]]
  if (one === undefined || other === undefined) return undefined
  if (one.sha256 === other.sha256) return []
  const owner = ctx.committee.id
  const [before, after] = await Promise.all([
    linesOf(ctx.files, { ...one, owner }),
    linesOf(ctx.files, { ...other, owner }),
  ])
  if (before === undefined || after === undefined) return undefined
  if (before.lines.length === 0 || after.lines.length === 0) return undefined
  return difference(before.lines, after.lines)
}

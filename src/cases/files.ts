import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Invalid, NotFound } from '../core/errors.ts'
import type { FieldProblem } from '../core/errors.ts'
import { listed, query } from '../core/query.ts'
import { attach } from '../documents/outgoing/attach.ts'
import { fileHash, fileName } from '../files/schema.ts'
import { serveFile } from '../files/serve.ts'
import { stillUploaded } from '../files/sweep.ts'
import { attachedFile, file } from '../files/tables.ts'
import type { CaseEvent, Fields } from '../processes/case.ts'
import { filesIn, isSet } from '../processes/condition.ts'
import type { FileValue } from '../processes/condition.ts'
import type { Template } from '../processes/template.ts'
import type { Database } from '../platform/database.ts'
import { cases } from './permissions.ts'
import { reached, reaching } from './reach.ts'
import type { Reaching } from './reach.ts'
import { processCase } from './tables.ts'

/** So many files one field takes. */
const MOST = 20
const given = z.array(z.object({ sha256: fileHash, name: fileName.optional() })).max(MOST)

const uploads = query<{ ids: string }>()((db, { ids }) =>
  db
    .select()
    .from(file)
    .where(and(sql`${file.sha256} in ${listed(ids)}`, isNull(file.removingAt))),
)

/** Query for what was brought in of the files that fields may name, whichever of these are for files. */
export const uploadsFor = (db: Database, fields: Fields) => {
  const named = Object.values(fields).flatMap((value) => given.safeParse(value).data ?? [])
  return uploads(db, { ids: JSON.stringify(named.map(({ sha256 }) => sha256)) })
}

/**
 * The fields of a command with its files as they were brought in, and the guards that they still are.
 * @throws Invalid naming the field whose files are not here, or are called what they must not be
 */
export function withFiles(
  { tenant, clock }: Pick<Context, 'tenant' | 'clock'>,
  template: Template,
  fields: Fields,
  found: Awaited<ReturnType<typeof uploads>>,
): { fields: Fields; guards: Statement[] } {
  const problems: FieldProblem[] = []
  const hashes = new Set<string>()
  const whole = Object.entries(fields).map(([f, value]): [string, unknown] => {
    const field = Object.hasOwn(template.fields, f) ? template.fields[f] : undefined
    if (field?.type !== 'file' || !isSet(value)) return [f, value]
    const asked = given.safeParse(value)
    const wrong = (message: string) => problems.push({ field: `fields.${f}`, message })
    if (!asked.success) {
      wrong(`“${field.label}” nhận tệp đã tải lên, nhiều nhất ${MOST} tệp. Đề nghị chọn lại tệp.`)
      return [f, value]
    }
    const { files, problems: unfit } = attach(asked.data, found)
    for (const { message } of unfit) wrong(message)
    for (const { sha256 } of files) hashes.add(sha256)
    return [f, files.map(({ sha256, name, type, size }): FileValue => ({ sha256, name, type, size }))]
  })
  if (problems.length > 0) throw new Invalid(problems)
  return { fields: Object.fromEntries(whole), guards: stillUploaded(tenant, [...hashes], clock()) }
}

/** The files that events attach, of fields that are for files. */
export const filesOf = ({ fields }: Template, events: readonly CaseEvent[]): FileValue[] =>
  events.flatMap((event) =>
    'fields' in event
      ? Object.entries(event.fields ?? {}).flatMap(([f, value]) =>
          Object.hasOwn(fields, f) && fields[f]?.type === 'file' ? filesIn(value) : [],
        )
      : [],
  )

const ofCase = query<Reaching & { id: string; sha256: string }>()((db, { id, sha256, person, day }) =>
  db
    .select({
      name: attachedFile.name,
      type: attachedFile.type,
      size: attachedFile.size,
      blocks: file.blocks,
    })
    .from(attachedFile)
    .innerJoin(file, and(eq(file.sha256, attachedFile.sha256), isNull(file.removingAt)))
    .innerJoin(processCase, eq(processCase.id, attachedFile.ofId))
    .where(
      and(
        eq(attachedFile.ofId, id),
        eq(attachedFile.sha256, sha256),
        reached({ person: { id: person } }, day, cases.read),
      ),
    ),
)

/**
 * Answers with a file that was attached in a case within reach of the acting member, whole or a range of it.
 * @throws NotFound when that case has no such file, or is not there for them; Gone as {@link serveFile}
 */
export async function downloadCaseFile(
  ctx: Context,
  id: string,
  sha256: string,
  request: Request,
): Promise<Response> {
  const { found } = await look(ctx, { found: ofCase(ctx.tenant, { id, sha256, ...reaching(ctx) }) })
  if (found[0] === undefined) throw new NotFound()
  return serveFile(request, ctx, { owner: ctx.committee.id, sha256, ...found[0] })
}

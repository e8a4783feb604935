import { and, eq, isNull, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Forbidden, Invalid, TooLarge, Unavailable } from '../core/errors.ts'
import { Again } from '../core/route.ts'
import { inspected } from './inspect.ts'
import { empty, secret, tooLarge, wrongContent, wrongHash, wrongKind } from './refusals.ts'
import { kindOfName } from './rules.ts'
import type { Kind } from './rules.ts'
import { fileActs } from './acts.ts'
import { files } from './permissions.ts'
import type { FileFacts } from './schema.ts'
import { stampInName } from './stamps.ts'
import { file } from './tables.ts'

/** What a file is announced to be; `declared` is a clerk's reason why a stamp found in it is none. */
export type Announced = {
  sha256: string
  name: string
  size: number | undefined
  declared?: string | undefined
}

/**
 * Takes a file in: streamed to the store, its kind judged by its content, its bytes by hash and size. Repeating
 * it is harmless; what is refused leaves nothing behind.
 * @param body the bytes; read to the end unless refused
 * @returns the file; {@link Again} when it was here before
 * @throws Invalid with `file_kind`, `file_empty`, `file_content`, `file_hash` or `file_secret`; TooLarge
 */
export async function uploadFile(
  ctx: Context,
  announced: Announced,
  body: ReadableStream<Uint8Array> | null,
): Promise<FileFacts | Again<FileFacts>> {
  const { kind, size } = judge(ctx, announced)
  const { sha256, name, declared } = announced
  const { me, known } = await look(ctx, {
    known: ctx.tenant.select().from(file).where(eq(file.sha256, sha256)),
  })
  if (declared !== undefined && !can(me.roles, files.declare)) {
    throw new Forbidden('Chỉ văn thư được xác nhận tệp không chứa bí mật nhà nước.')
  }
  const nameStamp = stampInName(name)
  if (nameStamp !== undefined && declared === undefined) throw secret(nameStamp)
  if (body === null) throw empty()
  const before = known[0]
  if (before?.removingAt != null) throw new Unavailable()
  const facts: FileFacts = { sha256, name, type: kind.type, size }
  if (before !== undefined) {
    if (before.type !== kind.type || before.size !== size) throw wrongContent(kind)
    await body.pipeTo(new WritableStream())
    await ctx.tenant.batch([touched(ctx, sha256), expectOne(ctx.tenant)])
    return new Again(facts)
  }
  const stamp = (await keep(ctx, facts, kind, body, declared !== undefined)) ?? nameStamp
  const row = { ...facts, uploadedBy: me.id, uploadedAt: ctx.clock() }
  const insert = ctx.tenant.insert(file).values(row)
  const [subject, after] = [
    { id: sha256, name },
    { name, type: kind.type, size },
  ]
  await commit(
    ctx,
    me,
    stamp === undefined
      ? fileActs.upload(subject, { after })
      : fileActs.declare(subject, { after: { ...after, stamp, declared } }),
    [insert.onConflictDoUpdate({ target: file.sha256, set: { uploadedAt: row.uploadedAt } })],
    null,
  )
  return facts
}

/** What can be said before any byte is read. */
function judge(ctx: Context, { name, size }: Announced): { kind: Kind; size: number } {
  const kind = kindOfName(name)
  if (kind === undefined) throw wrongKind()
  if (size === undefined) {
    throw new Invalid([
      { field: 'Content-Length', message: 'Cần báo trước dung lượng tệp (Content-Length).' },
    ])
  }
  if (size === 0) throw empty()
  if (size > ctx.maxFileBytes) throw new TooLarge(tooLarge(ctx.maxFileBytes))
  return { kind, size }
}

/** Stores a body that proves to be what it was announced as; gives the stamp that was declared to be none. */
async function keep(
  ctx: Context,
  { sha256, size }: FileFacts,
  kind: Kind,
  body: ReadableStream<Uint8Array>,
  secretsDeclared: boolean,
): Promise<string | undefined> {
  const { body: judged, seen, over } = inspected(body, kind, secretsDeclared)
  try {
    if (await ctx.files.put({ owner: ctx.committee.id, sha256 }, size, judged)) return seen.stamp
  } catch (error) {
    throw seen.refusal ?? error
  } finally {
    await over
  }
  throw seen.refusal ?? wrongHash()
}

const touched = (ctx: Context, sha256: string) =>
  ctx.tenant
    .update(file)
    .set({ uploadedAt: sql`max(${file.uploadedAt}, ${ctx.clock()})` })
    .where(and(eq(file.sha256, sha256), isNull(file.removingAt)))

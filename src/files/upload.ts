import { and, eq, isNull, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import type { Act } from '../core/act.ts'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Forbidden, Invalid, Malformed, TooLarge, Unavailable } from '../core/errors.ts'
import { Again } from '../core/route.ts'
import { BLOCK, hashingBlocks } from './blocks.ts'
import { inspected } from './inspect.ts'
import type { Seen } from './inspect.ts'
import { empty, noRoom, secret, tooLarge, wrongContent, wrongHash, wrongKind } from './refusals.ts'
import type { Remarks } from './remarks.ts'
import { kindOfName } from './rules.ts'
import type { Kind } from './rules.ts'
import { fileActs } from './acts.ts'
import { files } from './permissions.ts'
import type { FileFacts } from './schema.ts'
import { stampInName } from '../core/secrecy/stamps.ts'
import { file, fileTotal } from './tables.ts'

/** What a file is announced to be; `declared` is a clerk's reason why a stamp found in it is none. */
export type Announced = {
  sha256: string
  name: string
  size: number | undefined
  declared?: string | undefined
}

/**
 * Takes a file in: streamed to the store, its kind judged by its content, its bytes by hash and size. Repeating
 * it is harmless, and mends what the store has lost; what is refused leaves nothing behind.
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
  const { me, known, stored } = await look(ctx, {
    stored: ctx.tenant.select({ bytes: fileTotal.bytes }).from(fileTotal),
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
  if (before !== undefined && (before.type !== kind.type || before.size !== size)) throw wrongContent(kind)
  const bytes = (stored[0]?.bytes ?? 0) + (before === undefined ? size : 0)
  if (bytes > ctx.most.stored) throw noRoom(ctx.most.stored)
  const facts: FileFacts = { sha256, name, type: kind.type, size }
  const healthy = before !== undefined && before.trouble === null && (await isStored(ctx, facts))
  // Written anew also where it is known: whether the bytes in the store are still right only reading them would tell.
  const { blocks, seen } = await keep(ctx, facts, kind, body, declared !== undefined)
  const stamp = seen.stamp ?? nameStamp
  const declaration =
    stamp === undefined || declared === undefined ? undefined : { stamp, reason: declared, by: me.name }
  const proof = { blocks, remarks: remarksOf(seen, declaration ?? before?.remarks?.declared) }
  if (healthy && (declaration === undefined || before.remarks?.declared !== undefined)) {
    await ctx.tenant.batch([touched(ctx, sha256, proof), expectOne(ctx.tenant)])
    return new Again(facts)
  }
  await commit(ctx, me, actOf(facts, before !== undefined, declaration), [kept(ctx, me, facts, proof)], null)
  return before === undefined ? facts : new Again(facts)
}

type Declaration = NonNullable<Remarks['declared']>
/** What is known of the bytes of a file since they came in. */
type Proof = { blocks: string | null; remarks: Remarks }

const remarksOf = ({ active, unread, signed }: Seen, declared: Declaration | undefined): Remarks => ({
  active,
  unread,
  signed,
  ...(declared === undefined ? {} : { declared }),
})

function actOf({ sha256, name, type, size }: FileFacts, known: boolean, declaration?: Declaration): Act {
  const subject = { id: sha256, name }
  const after = { name, type, size }
  if (declaration === undefined) return fileActs[known ? 'restore' : 'upload'](subject, { after })
  const { stamp, reason } = declaration
  return fileActs.declare(subject, { after: { ...after, stamp, declared: reason } })
}

function kept(ctx: Context, me: Me, facts: FileFacts, proof: Proof): Statement {
  const now = ctx.clock()
  const renewed = { ...proof, uploadedAt: now, checkedAt: now, trouble: null }
  return ctx.tenant
    .insert(file)
    .values({ ...facts, ...renewed, uploadedBy: me.id })
    .onConflictDoUpdate({ target: file.sha256, set: renewed })
}

/** Whether the store still has a file, as far as can be seen without reading it. */
async function isStored(ctx: Context, { sha256, size }: FileFacts): Promise<boolean> {
  const found = await ctx.files.head({ owner: ctx.committee.id, sha256 })
  return found?.size === size
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

/** Stores a body that proves to be what it was announced as; gives the hashes of its blocks and what was seen in it. */
async function keep(
  ctx: Context,
  { sha256, size }: FileFacts,
  kind: Kind,
  body: ReadableStream<Uint8Array>,
  secretsDeclared: boolean,
): Promise<{ blocks: string | null; seen: Seen }> {
  const { body: judged, seen, over } = inspected(body, kind, secretsDeclared)
  const { through, blocks } = hashingBlocks()
  const several = size > BLOCK
  const stored = several ? judged.pipeThrough(through) : judged
  try {
    if (await ctx.files.put({ owner: ctx.committee.id, sha256 }, size, stored)) {
      return { blocks: several ? blocks() : null, seen }
    }
  } catch (error) {
    // A store that fails at once has not begun to read, and nobody would.
    if (!stored.locked) await stored.cancel(error)
    await over
    throw seen.refusal ?? ((await brokeOff(body)) ? new Malformed() : error)
  }
  await over
  throw seen.refusal ?? wrongHash()
}

/** Whether a body ended before its end: whoever sent it has gone, and nobody has to look for a fault here. */
async function brokeOff(body: ReadableStream<Uint8Array>): Promise<boolean> {
  const reader = body.getReader()
  const broken = reader.closed.then(
    () => false,
    () => true,
  )
  const whole = new Promise<boolean>((tell) => setTimeout(() => tell(false), 0))
  try {
    return await Promise.race([broken, whole])
  } finally {
    reader.releaseLock()
  }
}

const touched = (ctx: Context, sha256: string, proof: Proof) =>
  ctx.tenant
    .update(file)
    .set({ ...proof, checkedAt: ctx.clock(), uploadedAt: sql`max(${file.uploadedAt}, ${ctx.clock()})` })
    .where(and(eq(file.sha256, sha256), isNull(file.removingAt)))

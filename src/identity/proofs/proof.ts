import { and, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { expectTrue } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Call } from '../../core/context.ts'
import { Gone, NotFound } from '../../core/errors.ts'
import { sha256 } from '../../core/hash.ts'
import { newId } from '../../core/ids.ts'
import type { Letter } from '../../core/letter.ts'
import { LIVES } from '../../core/outbox.ts'
import { outbox } from '../../core/outbox-tables.ts'
import { membership, operator, user } from '../../entrance/control-tables.ts'
import type { Database } from '../../platform/database.ts'
import { proof } from '../control-tables.ts'
import { tokenOf } from './letters.ts'

type Purpose = typeof proof.$inferSelect.purpose

const HOUR = 3600_000
/** How long each may be used. A reset lets somebody in, so it is short; a handed one is carried by hand. */
const LASTS: Record<Purpose, number> = {
  reset: HOUR,
  handed: 24 * HOUR,
  address: 72 * HOUR,
  old: 72 * HOUR,
  new: 72 * HOUR,
}

/** A proof yet to be written. */
export type Fresh = {
  id: string
  pair: string
  purpose: Purpose
  hash: string
  at: number
  expiresAt: number
}

/** @param pair of the two proofs of one change; of others their own */
export async function freshProof(call: Call, purpose: Purpose, pair = newId()): Promise<Fresh> {
  const [id, at] = [newId(), call.clock()]
  return { id, pair, purpose, hash: sha256(tokenOf(call, id)), at, expiresAt: at + LASTS[purpose] }
}

/**
 * The rows of a proof and its letter for whoever a condition finds, if it finds anybody: the same statements and the
 * same time whether or not there is such an account.
 */
export function proofRows(
  control: Database,
  fresh: Fresh,
  whom: SQL,
  write: (to: string, facts: { id: string; name: string; expiresAt: number }) => Letter,
): Statement[] {
  const { id, expiresAt, at } = fresh
  const { kind, by } = write('', { id, name: '', expiresAt })
  const facts = sql`json_object('id', ${id}, 'name', ${user.name}, 'expiresAt', ${expiresAt})`
  return [
    control.run(
      sql`insert into ${proof} (id, pair, userId, purpose, hash, email, createdAt, expiresAt)
        select ${id}, ${fresh.pair}, ${user.id}, ${fresh.purpose}, ${fresh.hash}, ${user.email}, ${at}, ${expiresAt}
        from ${user} where ${whom}`,
    ),
    control.run(
      sql`insert into ${outbox} (id, kind, "by", "to", facts, at, until, nextAt)
        select ${id}, ${kind}, ${by}, ${user.email}, ${facts}, ${at}, ${Math.min(expiresAt, at + LIVES)}, ${at}
        from ${user} where ${whom}`,
    ),
  ]
}

/**
 * The proof that a link carries, and whose it is.
 * @throws NotFound for a link nobody made; Gone when it was used or has expired
 */
export async function openProof({ control, clock }: Call, token: string) {
  const [row] = await control
    .select({ proof, name: user.name, current: user.email, person: user.id })
    .from(proof)
    .innerJoin(user, eq(user.id, proof.userId))
    .where(eq(proof.hash, sha256(token)))
  if (row === undefined)
    throw new NotFound('Đường dẫn này không đúng. Đề nghị mở lại từ thư, hoặc yêu cầu thư mới.')
  if (row.proof.usedAt !== null) throw used()
  if (row.proof.expiresAt <= clock())
    throw new Gone('Đường dẫn này đã hết hạn. Đề nghị yêu cầu đường dẫn mới.')
  return row
}

/** What is said of a link that somebody used before, or that a later change ended. */
export const used = (): Gone =>
  new Gone('Đường dẫn này đã được dùng hoặc không còn hiệu lực. Nếu cần, đề nghị yêu cầu đường dẫn mới.')

/**
 * Statement that ends every link of a person that changes how the account is entered: whoever began something before
 * the password or the address changed does not end it after. One that only proves the address stays.
 */
export const endLinks = (
  control: Database,
  userId: string,
  now: number,
  when: SQL = sql`1`,
): Statement & PromiseLike<unknown> =>
  control
    .update(proof)
    .set({ usedAt: now })
    .where(and(eq(proof.userId, userId), ne(proof.purpose, 'address'), isNull(proof.usedAt), when))

/** The condition that somebody runs the instance, or began or left work anywhere since a moment. */
const beyond = (userId: string, since: number): SQL => sql`(
  exists (select 1 from ${operator} where ${operator.userId} = ${userId})
  or exists (select 1 from ${membership} where ${membership.userId} = ${userId}
    and max(${membership.createdAt}, ${membership.changedAt}) > ${since}))`

/**
 * Guard of a link that an administrator handed over: such a word goes no further than the own committee, so it ends
 * when its person has work elsewhere, or the instance to run.
 */
export const stillHandable = (
  control: Database,
  { purpose, userId, createdAt }: typeof proof.$inferSelect,
): Statement[] => (purpose === 'handed' ? [expectTrue(control, sql`not ${beyond(userId, createdAt)}`)] : [])

/** Statements that use a proof up, undone when somebody was first. */
export const takeOnce = (control: Database, id: string, now: number): Statement[] => [
  control
    .update(proof)
    .set({ usedAt: now })
    .where(and(eq(proof.id, id), isNull(proof.usedAt), gt(proof.expiresAt, now))),
  control.run(sql`insert into expect select changes()`),
]

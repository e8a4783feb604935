import { and, eq, isNull, like, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import { NotFound } from '../core/errors.ts'
import { eventRow, OPERATOR } from '../directory/change.ts'
import { membership, session, user } from '../entrance/control-tables.ts'
import { account, passkey, proof, twoFactor, verification } from '../identity/control-tables.ts'
import { connect, noTrips } from '../platform/database.ts'
import { scryptPasswords } from '../platform/passwords.ts'
import type { Platform } from '../platform/platform.ts'
import { accountActs } from './acts.ts'

/** Letters and digits that cannot be mistaken for one another when read out. */
const READABLE = 'abcdefghijkmnpqrstuvwxyz23456789'

/**
 * Gives a person who lost the password a new one, to be told by hand and changed at once. Every session ends.
 * Administrators of the person's committees see in the audit that it was done. There is no way to do this from
 * the web: without e-mail nothing there could tell the person from a stranger.
 * @param everything takes the second factor and the passkeys away too, for who lost the telephone
 * @throws NotFound when nobody has this address
 */
export async function resetPassword(
  platform: Platform,
  email: string,
  everything: boolean,
): Promise<{ name: string; password: string }> {
  const control = connect(platform.control, 'control', noTrips())
  const [found] = await control.select().from(user).where(eq(user.email, email.trim().toLowerCase()))
  if (found === undefined) throw new NotFound(`Không có tài khoản nào dùng địa chỉ ${email}.`)
  const password = newPassword()
  const hash = await scryptPasswords(platform.env.PASSWORD_COST).hash(password)
  const of = found.id
  const places = await control
    .select({ committeeId: membership.committeeId })
    .from(membership)
    .where(and(eq(membership.userId, of), eq(membership.active, true)))
  const after = { name: found.name, factorsRemoved: everything }
  const factors: Statement[] = [
    control.delete(twoFactor).where(eq(twoFactor.userId, of)),
    control.delete(passkey).where(eq(passkey.userId, of)),
    control.update(user).set({ twoFactorEnabled: false }).where(eq(user.id, of)),
  ]
  const statements: [Statement, ...Statement[]] = [
    control
      .update(account)
      .set({ password: hash, updatedAt: new Date(platform.clock()) })
      .where(and(eq(account.userId, of), eq(account.providerId, 'credential'))),
    control.run(sql`insert into expect select changes()`),
    control.delete(session).where(eq(session.userId, of)),
    control
      .delete(verification)
      .where(and(eq(verification.value, of), like(verification.identifier, 'trust-device-%'))),
    // Links that were out: an address or a password that a thief began to change stays.
    control
      .update(proof)
      .set({ usedAt: platform.clock() })
      .where(and(eq(proof.userId, of), isNull(proof.usedAt))),
    ...(everything ? factors : []),
    ...places.map(({ committeeId: id }) =>
      eventRow(control, OPERATOR, accountActs.reset({ id, name: '' }, { after }), platform.clock()),
    ),
  ]
  await control.batch(statements)
  return { name: found.name, password }
}

/** 20 characters in groups of five: 100 bits. */
function newPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20))
  const chars = Array.from(bytes, (byte) => READABLE.charAt(byte % READABLE.length)).join('')
  return (chars.match(/.{5}/g) ?? []).join('-')
}

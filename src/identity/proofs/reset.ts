import { and, eq } from 'drizzle-orm'
import { isConstraint } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Call } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { Invalid, NotFound } from '../../core/errors.ts'
import { mailRows, postSoon } from '../../core/outbox.ts'
import { eventRow } from '../../directory/change.ts'
import { membership, session, user } from '../../entrance/control-tables.ts'
import { holdsAt } from '../../entrance/holds-at.ts'
import { countTries } from '../../entrance/limit.ts'
import { organisation } from '../../organisation/permissions.ts'
import type { Database } from '../../platform/database.ts'
import { scryptPasswords } from '../../platform/passwords.ts'
import { proofActs } from '../acts.ts'
import { account } from '../control-tables.ts'
import type { proof } from '../control-tables.ts'
import { weakness } from '../password.ts'
import { changedLetter, resetLetter } from './letters.ts'
import { endTrust } from '../step-up.ts'
import { endLinks, freshProof, openProof, proofRows, stillHandable, takeOnce, used } from './proof.ts'

/** How many letters one address may be sent in an hour: enough for who mistypes, too few to fill a mailbox. */
const LETTERS = { max: 5, seconds: 3600 }

/**
 * Sends a link by which a forgotten password is chosen anew. Says and costs the same for an address that has an account
 * and one that has none.
 * @returns whether this instance sends mail at all
 */
export async function askReset(call: Call, email: string): Promise<{ mailed: boolean }> {
  await countTries(call.platform, [{ who: `forgotten ${email}`, ...LETTERS }])
  if (call.platform.mail === undefined) return { mailed: false }
  const rows = proofRows(call.control, await freshProof(call, 'reset'), eq(user.email, email), resetLetter)
  await call.control.batch(rows as [Statement, ...Statement[]])
  postSoon(call)
  return { mailed: true }
}

/** What a link is for; changes nothing, because programs that guard mailboxes open every link. */
export async function readProof(call: Call, token: string) {
  const { proof: found, name } = await openProof(call, token)
  return { purpose: found.purpose, name, email: found.email, expiresAt: iso(found.expiresAt) }
}

const RESETS = ['reset', 'handed'] as const

/**
 * Chooses a new password by a link, once. Every session ends and every other link but one that proves the address stops working; the address is
 * proven by the mailbox that the link was sent to, not by an administrator who hands one over: what one committee says of an address,
 * others would believe. The second factor stays as it is.
 * @throws NotFound, Gone as openProof says; Invalid when the password is too easily guessed
 */
export async function setPassword(call: Call, token: string, password: string): Promise<{ email: string }> {
  const { control } = call
  const { proof: found, name, current, person } = await openProof(call, token)
  if (!RESETS.some((one) => one === found.purpose)) throw new NotFound()
  const message = weakness(password, [current.split('@')[0] ?? '', name])
  if (message !== undefined) throw new Invalid([{ field: 'password', message }])
  if (!(await stillAdministers(call, found))) throw used()
  const hash = await scryptPasswords(call.platform.env.PASSWORD_COST).hash(password)
  const now = call.clock()
  const statements: Statement[] = [
    ...takeOnce(control, found.id, now),
    ...stillHandable(control, found),
    control
      .update(account)
      .set({ password: hash, updatedAt: new Date(now) })
      .where(and(eq(account.userId, person), eq(account.providerId, 'credential'))),
    endLinks(control, person, now),
    ...(found.purpose === 'reset' ? [proven(control, person, found.email)] : []),
    control.delete(session).where(eq(session.userId, person)),
    endTrust(control, person),
    ...(await toldPlaces(call, { id: person, name })),
    ...mailRows(call, control, [changedLetter(current, { name, at: now })]),
  ]
  try {
    await control.batch(statements as [Statement, ...Statement[]])
  } catch (error) {
    throw isConstraint(error) ? used() : error
  }
  postSoon(call)
  return { email: current }
}

/**
 * Whether whoever handed a link over still administers where they did: they know it, and what they could do then they may
 * not do through it after. Of other links there is nobody to ask about.
 */
async function stillAdministers(
  call: Call,
  { purpose, byId, placeId }: typeof proof.$inferSelect,
): Promise<boolean> {
  if (purpose !== 'handed' || byId === null || placeId === null) return true
  return holdsAt(call, { personId: byId, committeeId: placeId }, organisation.manage)
}

const proven = (control: Database, person: string, email: string): Statement =>
  control
    .update(user)
    .set({ emailVerified: true })
    .where(and(eq(user.id, person), eq(user.email, email)))

/** The committees of a person have it in their history. */
async function toldPlaces(
  { control, clock }: Call,
  person: { id: string; name: string },
): Promise<Statement[]> {
  const places = await control
    .select({ id: membership.committeeId })
    .from(membership)
    .where(and(eq(membership.userId, person.id), eq(membership.active, true)))
  const after = { name: person.name }
  return places.map(({ id }) =>
    eventRow(control, person, proofActs.reset({ id, name: '' }, { after }), clock()),
  )
}

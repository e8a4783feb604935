import { and, eq, sql } from 'drizzle-orm'
import { isConstraint } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Call, Visit } from '../../core/context.ts'
import { wake } from '../../core/control-tables.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../core/errors.ts'
import { mailRows, postSoon } from '../../core/outbox.ts'
import { eventRows } from '../../directory/change.ts'
import { membership, user } from '../../entrance/control-tables.ts'
import { proofActs } from '../acts.ts'
import { proof } from '../control-tables.ts'
import { addressLetter, changeLetter } from './letters.ts'
import { proveAgain } from '../step-up.ts'
import type { Said } from '../step-up.ts'
import { endLinks, freshProof, openProof, proofRows, takeOnce, used } from './proof.ts'
import type { Fresh } from './proof.ts'

const NO_MAIL =
  'Hệ thống này chưa gửi được thư nên chưa xác nhận được địa chỉ. Đơn vị quản lý hệ thống có thể bật.'

/**
 * Sends a link that proves the address of the person signed in.
 * @throws Conflict without mail, or when it is proven already
 */
export async function askAddressProof(visit: Visit): Promise<{ mailed: boolean }> {
  const { control, person, platform } = visit
  if (platform.mail === undefined) throw new Conflict(NO_MAIL)
  const [found] = await control
    .select({ proven: user.emailVerified })
    .from(user)
    .where(eq(user.id, person.id))
  if (found?.proven === true) throw new Conflict('Địa chỉ thư này đã được xác nhận.')
  const rows = proofRows(control, await freshProof(visit, 'address'), eq(user.id, person.id), addressLetter)
  await control.batch(rows as [Statement, ...Statement[]])
  postSoon(visit)
  return { mailed: true }
}

/** Asks a new account for its address, as {@link askAddressProof}; nothing for an address that has one already. */
export async function greet(call: Call, email: string, since: number): Promise<void> {
  if (call.platform.mail === undefined) return
  const fresh = and(eq(user.email, email), eq(user.emailVerified, false), sql`${user.createdAt} >= ${since}`)
  const rows = proofRows(call.control, await freshProof(call, 'address'), fresh ?? sql`0`, addressLetter)
  await call.control.batch(rows as [Statement, ...Statement[]])
  postSoon(call)
}

/**
 * Begins a change of address: the new one must confirm, and the old one too if it was ever proven.
 * @returns the addresses that were written to
 * @throws Invalid for a wrong password or code, or the address that stands; Conflict without mail
 */
export async function changeEmail(
  visit: Visit,
  request: Request,
  { email, ...said }: Said & { email: string },
): Promise<{ confirm: string[] }> {
  const { control, person, platform } = visit
  if (platform.mail === undefined) throw new Conflict(NO_MAIL)
  if (email === person.email) throw new Invalid([{ field: 'email', message: 'Đây là địa chỉ đang dùng.' }])
  await proveAgain(visit, request, said)
  const [found] = await control
    .select({ proven: user.emailVerified })
    .from(user)
    .where(eq(user.id, person.id))
  const mine = await freshProof(visit, 'new')
  const sides: [Fresh, string][] = [[mine, email]]
  if (found?.proven === true) sides.push([await freshProof(visit, 'old', mine.pair), person.email])
  const statements = sides.flatMap(([fresh, to]) => sideRows(visit, fresh, to, email))
  await control.batch(statements as [Statement, ...Statement[]])
  postSoon(visit)
  return { confirm: sides.map(([, to]) => to) }
}

function sideRows(visit: Visit, fresh: Fresh, to: string, email: string): Statement[] {
  const { control, person } = visit
  const { at, ...row } = fresh
  const facts = { id: fresh.id, name: person.name, expiresAt: fresh.expiresAt, to: email }
  return [
    control.insert(proof).values({ ...row, userId: person.id, email: to, createdAt: at }),
    ...mailRows(visit, control, [changeLetter(to, facts, { id: fresh.id })]),
  ]
}

/**
 * Uses a link that proves an address, by whoever is signed in to the account it is for: whoever reads a mailbox and
 * presses what comes must not prove it for the account of somebody else. An address changes when the last of its links
 * is used.
 * @throws NotFound, Gone as openProof says; Forbidden in another account; Conflict when the new address has an account
 *   by now
 */
export async function useProof(call: Visit, token: string) {
  const { control } = call
  const { proof: found, name, person, current } = await openProof(call, token)
  const { id, pair, purpose, email } = found
  if (purpose === 'reset' || purpose === 'handed') throw new NotFound()
  if (person !== call.person.id)
    throw new Forbidden(
      `Đường dẫn này là của tài khoản ${current}, còn đồng chí đang đăng nhập bằng ${call.person.email}. Đề nghị đăng nhập bằng đúng tài khoản rồi mở lại đường dẫn.`,
    )
  const now = call.clock()
  const statements =
    purpose === 'address'
      ? [
          control
            .update(user)
            .set({ emailVerified: true })
            .where(and(eq(user.id, person), eq(user.email, email))),
        ]
      : moving(call, { id: person, name }, pair, now)
  const left = control
    .select({ n: sql<number>`count(*)` })
    .from(proof)
    .where(sql`${proof.pair} = ${pair} and ${proof.usedAt} is null`)
  try {
    const results = await control.batch([...takeOnce(control, id, now), ...statements, left] as unknown as [
      Statement,
    ])
    const [waiting] = (results as unknown[]).at(-1) as { n: number }[]
    return { purpose, email, done: waiting?.n === 0 }
  } catch (error) {
    if (!isConstraint(error)) throw error
    const [taken] = await control
      .select({ one: sql`1` })
      .from(user)
      .where(and(eq(user.email, email), sql`${user.id} <> ${person}`))
    throw purpose === 'new' && taken !== undefined
      ? new Conflict('Địa chỉ này đã có một tài khoản khác dùng.')
      : used()
  }
}

/** Moves a person to the new address of a pair once both have confirmed; their committees learn of it when woken. */
function moving(
  { control }: Call,
  person: { id: string; name: string },
  pair: string,
  now: number,
): Statement[] {
  const whole = sql`not exists (select 1 from ${proof} where ${proof.pair} = ${pair} and ${proof.usedAt} is null)`
  const next = sql`(select ${proof.email} from ${proof} where ${proof.pair} = ${pair} and ${proof.purpose} = 'new')`
  const places = sql`from ${membership} where ${membership.userId} = ${person.id} and ${membership.active} and ${whole}`
  const after = sql`json_object('name', ${person.name}, 'email', ${next})`
  return [
    control
      .update(user)
      .set({ email: next, emailVerified: true, updatedAt: new Date(now) })
      .where(and(eq(user.id, person.id), whole)),
    endLinks(control, person.id, now, whole),
    control.run(
      sql`insert or ignore into ${wake} (committeeId, at) select ${membership.committeeId}, ${now} ${places}`,
    ),
    eventRows(control, person, { action: proofActs.email.words.action, after }, places, now),
  ]
}

import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Visit } from '../core/context.ts'
import { device } from '../core/control-tables.ts'
import { iso } from '../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { user } from '../entrance/control-tables.ts'
import { wish } from './control-tables.ts'
import type { deviceInput, reachAnswer, wishes } from './schema.ts'
import { nextMorning, USUAL } from './topics.ts'
import { ownDevice } from './wishes.ts'

/** Devices of one person; a new one beyond these takes the place of the oldest. */
const MOST_DEVICES = 10

/** How the person signed in is reached, and what they want to be told. */
export async function readReach({ control, person, platform }: Visit): Promise<z.infer<typeof reachAnswer>> {
  const [people, wanted, devices] = await control.batch([
    control.select({ proven: user.emailVerified }).from(user).where(eq(user.id, person.id)),
    control.select().from(wish).where(eq(wish.userId, person.id)),
    control
      .select({ id: device.id, name: device.name, createdAt: device.createdAt })
      .from(device)
      .where(eq(device.userId, person.id))
      .orderBy(device.createdAt),
  ])
  const { mail, push, digestAt } = wanted[0] ?? { ...USUAL, digestAt: null }
  return {
    email: person.email,
    proven: people[0]?.proven === true,
    mail: platform.mail !== undefined,
    ...(platform.push === undefined ? {} : { pushKey: platform.push.key }),
    wishes: { mail, push, digest: digestAt !== null },
    devices: devices.map((one) => ({ ...one, createdAt: iso(one.createdAt) })),
  }
}

/** Says what to be told from now on. */
export async function chooseWishes(
  { control, person, clock }: Visit,
  { mail, push, digest }: z.output<typeof wishes>,
): Promise<z.infer<typeof wishes>> {
  const digestAt = digest ? nextMorning(clock()) : null
  await control
    .insert(wish)
    .values({ userId: person.id, mail, push, digestAt })
    .onConflictDoUpdate({
      target: wish.userId,
      // Saying it again must not bring today's letter twice.
      set: { mail, push, digestAt: digest ? sql`coalesce(${wish.digestAt}, ${digestAt})` : null },
    })
  return { mail, push, digest }
}

/**
 * Takes up a browser that asked to be told. The same browser of another person is that person's no more.
 * @throws Conflict where notices on devices are not set up; Invalid for an address of no push service we know: what is
 *   sent goes to those alone
 */
export async function addDevice(
  { control, person, clock, platform }: Visit,
  input: z.output<typeof deviceInput>,
): Promise<{ id: string }> {
  if (platform.push === undefined) throw new Conflict('Hệ thống này chưa bật thông báo trên thiết bị.')
  if (!platform.push.knows(input.endpoint))
    throw new Invalid([
      { field: 'endpoint', message: 'Trình duyệt này dùng dịch vụ thông báo chưa được hỗ trợ.' },
    ])
  const id = newId()
  const oldest = sql`select id from ${device} where ${device.userId} = ${person.id}
    order by ${device.createdAt} desc, ${device.id} desc limit -1 offset ${MOST_DEVICES}`
  await control.batch([
    control.delete(device).where(eq(device.endpoint, input.endpoint)),
    control.insert(device).values({ id, userId: person.id, ...input, createdAt: clock() }),
    control.delete(device).where(sql`${device.id} in (${oldest})`),
  ])
  return { id }
}

/** @throws NotFound for a device that is not there, or another person's */
export async function removeDevice({ control, person }: Visit, id: string): Promise<{ id: string }> {
  const { rowsAffected } = await control.delete(device).where(ownDevice(person.id, id))
  if (rowsAffected === 0) throw new NotFound()
  return { id }
}

import { and, eq, inArray } from 'drizzle-orm'
import { device } from '../core/control-tables.ts'
import { user } from '../entrance/control-tables.ts'
import type { Database } from '../platform/database.ts'
import { wish } from './control-tables.ts'
import { FLASH, USUAL } from './topics.ts'
import type { Topic } from './topics.ts'

/** How one person is reached: the proven address, the devices, and what they want. */
export type Reach = {
  userId: string
  address: string | undefined
  devices: string[]
  mail: Topic[]
  push: Topic[]
  /** Wants the one letter a day, which says what waits. */
  digest: boolean
}

/** How these people are reached; one trip. An address nobody has proven may be a stranger's, and is written nothing. */
export async function reachOf(control: Database, userIds: readonly string[]): Promise<Map<string, Reach>> {
  if (userIds.length === 0) return new Map()
  const [people, devices] = await control.batch([
    control
      .select({
        userId: user.id,
        email: user.email,
        proven: user.emailVerified,
        mail: wish.mail,
        push: wish.push,
        digestAt: wish.digestAt,
      })
      .from(user)
      .leftJoin(wish, eq(wish.userId, user.id))
      .where(inArray(user.id, [...userIds])),
    control
      .select({ id: device.id, userId: device.userId })
      .from(device)
      .where(inArray(device.userId, [...userIds])),
  ])
  const reaches = people.map(({ userId, email, proven, mail, push, digestAt }): [string, Reach] => [
    userId,
    {
      userId,
      address: proven ? email : undefined,
      devices: devices.filter((one) => one.userId === userId).map(({ id }) => id),
      mail: mail ?? USUAL.mail,
      push: push ?? USUAL.push,
      digest: digestAt !== null,
    },
  ])
  return new Map(reaches)
}

/** What comes often: a device is disturbed by the hỏa tốc among them alone. */
const ONLY_FLASH: readonly Topic[] = ['urgent', 'due', 'answered']

/** By what, and to where, one person is told of something. */
export function waysTo(reach: Reach, topic: Topic, urgency: number): { by: 'mail' | 'push'; to: string }[] {
  const mails = reach.address !== undefined && reach.mail.includes(topic)
  const pushes = reach.push.includes(topic) && (!ONLY_FLASH.includes(topic) || urgency >= FLASH)
  return [
    ...(mails ? [{ by: 'mail' as const, to: reach.address ?? '' }] : []),
    ...(pushes ? reach.devices.map((to) => ({ by: 'push' as const, to })) : []),
  ]
}

/** The device of a person, for what they do with it. */
export const ownDevice = (userId: string, id: string) => and(eq(device.id, id), eq(device.userId, userId))

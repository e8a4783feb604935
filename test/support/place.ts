import type { Connection } from '../../src/platform/database.ts'
import { eq } from 'drizzle-orm'
import { migrate } from '../../migrations/apply.ts'
import type { Context, Once } from '../../src/core/context.ts'
import { EVERYONE, permissions } from '../../src/core/access.ts'
import type { Permission, Role } from '../../src/core/access.ts'
import { house } from '../../src/app.ts'
import { sign } from '../../src/platform/hmac.ts'
import { member, memberRole } from '../../src/core/tables.ts'
import { committee } from '../../src/entrance/control-tables.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import type { Platform } from '../../src/platform/platform.ts'
import type { Instance } from './instance.ts'

/** What any member may do, for tests of what lies under all permissions. */
const ANY = permissions('any', { thing: EVERYONE })

/**
 * A committee's database without the front door, for tests of what lies under all verbs. Everything else goes
 * through `app.request`.
 * @returns how to get a {@link Context} of a person with these roles; each call is one request
 */
export async function emptyPlace({ platform }: Instance, name: string) {
  const location = await platform.tenants.create(name)
  const client = await platform.tenants.open(location)
  await migrate(client, 'tenant')

  const contextOf = (personId: string, once?: Once, permission: Permission = ANY.thing): Context => {
    const trips = noTrips()
    return {
      clock: platform.clock,
      control: connect(platform.control, 'control', trips),
      exchange: connect(platform.exchange, 'exchange', trips),
      tenant: connect(client, 'tenant', trips),
      house,
      platform,
      permission,
      files: platform.files,
      trips,
      person: { id: personId, name: 'Nguyễn Thị Hoa', email: `${personId}@example.vn` },
      committee: { id: name, handle: name, name, kind: 'commune', suffix: 'ĐU', place: 'Nậm Sỏi' },
      maxFileBytes: platform.env.maxFileBytes,
      strangersADay: platform.env.STRANGERS_A_DAY,
      trustedRoots: platform.env.SIGNATURE_ROOTS,
      most: platform.env.most,
      baseUrl: platform.env.BASE_URL,
      sign: (text) => sign(platform.env.AUTH_SECRET, text),
      later: platform.later,
      aside: {
        control: () => connect(platform.control, 'control', noTrips()),
        tenant: () => connect(client, 'tenant', noTrips()),
      },
      log: platform.log,
      ...(once === undefined ? {} : { once }),
    }
  }
  const addMember = async (personId: string, roles: Role[]): Promise<void> => {
    const { tenant, person } = contextOf(personId)
    await tenant.insert(member).values({
      id: `member-${personId}`,
      userId: personId,
      name: person.name,
      email: person.email,
      sortKey: '',
      createdAt: platform.clock(),
    })
    if (roles.length > 0) {
      await tenant.insert(memberRole).values(roles.map((role) => ({ memberId: `member-${personId}`, role })))
    }
  }
  return { client, contextOf, addMember }
}

/** The database of a committee, to look behind the front door or to lay what no route can. */
export const tenantOf = async (instance: Instance, handle: string) =>
  connect(await clientOf(instance, handle), 'tenant', noTrips())

/** The same without drizzle. */
export async function clientOf({ platform }: Instance, handle: string): Promise<Connection> {
  const control = connect(platform.control, 'control', noTrips())
  const [found] = await control.select().from(committee).where(eq(committee.handle, handle))
  return platform.tenants.open(found!.location!)
}

/**
 * Lets a test act between what a verb reads and what it writes, where another request might.
 * @returns the change of platform for `startInstance`, and where to put what happens before the next write
 */
export function meddler() {
  const next: { write?: (() => Promise<unknown>) | undefined } = {}
  const change = (platform: Platform): Platform => ({
    ...platform,
    tenants: {
      ...platform.tenants,
      async open(location) {
        const client = await platform.tenants.open(location)
        const batch: Connection['batch'] = async (statements, mode) => {
          const { write } = next
          if (mode === 'write' && write !== undefined) {
            next.write = undefined
            await write()
          }
          return client.batch(statements, mode)
        }
        const execute = client.execute.bind(client) as Connection['execute']
        return { execute, batch }
      },
    },
  })
  return { change, next }
}

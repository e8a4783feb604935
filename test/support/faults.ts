import type { InStatement } from '@libsql/client'
import type { Connection } from '../../src/platform/database.ts'
import type { Platform } from '../../src/platform/platform.ts'

/**
 * When the next fault comes: at which call to a database from now, and whether the work was done by then; or `inside`
 * its batch, at the statement of that index. `log` names the calls seen, `writes` those that change anything, `sizes`
 * how many statements each has.
 */
export type Plan = {
  at?: number | undefined
  how?: 'before' | 'after'
  inside?: number | undefined
  sizes?: number[]
  calls: number
  log: string[]
  writes?: number[]
}

/** What may lose its connection: one of the databases, or the service that makes those of tenants. */
export type Place = 'control' | 'exchange' | 'tenant' | 'create'

/** Thrown where a database would not answer. */
export class ConnectionLost extends Error {}

/**
 * The same platform, whose databases lose the connection at one chosen call: `before` it is carried out, or
 * `after` (the reply is lost). Without `at` nothing happens and `log` tells which calls there are.
 * @param places where calls are counted and may fail
 */
export function withFaults(
  platform: Platform,
  plan: Plan,
  places: Place[] = ['exchange', 'tenant'],
): Platform {
  const meet = async <T>(
    name: Place,
    writes: boolean,
    work: (broken?: number) => Promise<T>,
    size = 1,
  ): Promise<T> => {
    if (!places.includes(name)) return work()
    plan.calls += 1
    plan.log.push(name)
    plan.sizes?.push(size)
    if (writes) plan.writes?.push(plan.calls)
    const hit = plan.calls === plan.at
    if (hit && plan.inside !== undefined) return work(plan.inside)
    if (hit && plan.how === 'before') throw new ConnectionLost(name)
    const done = await work()
    if (hit) throw new ConnectionLost(name)
    return done
  }
  const faulty = (client: Connection, name: Place): Connection =>
    new Proxy(client, {
      get(target, key) {
        if (key === 'execute')
          return (...args: Parameters<Connection['execute']>) =>
            meet(name, changes(args[0]), () => target.execute(...args))
        if (key === 'batch')
          return (...args: Parameters<Connection['batch']>) =>
            meet(
              name,
              args[0].some(changes),
              (broken) =>
                broken === undefined
                  ? target.batch(...args)
                  : target.batch(args[0].with(broken, 'insert into nowhere values (1)'), args[1]),
              args[0].length,
            )
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const { tenants } = platform
  return {
    ...platform,
    control: faulty(platform.control, 'control'),
    exchange: faulty(platform.exchange, 'exchange'),
    tenants: {
      ...tenants,
      create: (id) => meet('create', true, () => tenants.create(id)),
      open: async (location) => faulty(await tenants.open(location), 'tenant'),
    },
  }
}

/** Whether a statement changes anything that lasts; counting tries at a door does not count. */
function changes(statement: InStatement | string | [string, unknown?]): boolean {
  const text =
    typeof statement === 'string' ? statement : Array.isArray(statement) ? statement[0] : statement.sql
  return !/^\s*select/i.test(text) && !text.includes('"attempt"')
}

import type { Connection } from '../../src/platform/database.ts'
import type { Platform } from '../../src/platform/platform.ts'

/** When the next fault comes: at which call to a database from now, and whether the work was done by then. */
export type Plan = { at?: number; how?: 'before' | 'after'; calls: number; log: string[] }

/** Thrown where a database would not answer. */
export class ConnectionLost extends Error {}

/**
 * The same platform, whose databases lose the connection at one chosen call: `before` it is carried out, or
 * `after` (the reply is lost). Without `at` nothing happens and `log` tells which calls there are.
 */
export function withFaults(platform: Platform, plan: Plan): Platform {
  const faulty = (client: Connection, name: string): Connection => {
    const meet = async <T>(work: () => Promise<T>): Promise<T> => {
      plan.calls += 1
      plan.log.push(name)
      const hit = plan.calls === plan.at
      if (hit && plan.how === 'before') throw new ConnectionLost(name)
      const done = await work()
      if (hit) throw new ConnectionLost(name)
      return done
    }
    return new Proxy(client, {
      get(target, key) {
        if (key === 'execute')
          return (...args: Parameters<Connection['execute']>) => meet(() => target.execute(...args))
        if (key === 'batch')
          return (...args: Parameters<Connection['batch']>) => meet(() => target.batch(...args))
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }
  const { tenants } = platform
  return {
    ...platform,
    exchange: faulty(platform.exchange, 'exchange'),
    tenants: { ...tenants, open: async (location) => faulty(await tenants.open(location), 'tenant') },
  }
}

import type { Connection } from '../../src/platform/database.ts'
import type { Platform } from '../../src/platform/platform.ts'

/** What happens just before a committee's next batch that keeps an act: once. */
export type Meanwhile = { act?: (() => Promise<unknown>) | undefined }

/** The same platform, where something happens between what a verb looked at and what it commits. */
export function withMeanwhile(platform: Platform, meanwhile: Meanwhile): Platform {
  const watched = (client: Connection): Connection =>
    new Proxy(client, {
      get(target, key) {
        if (key === 'batch')
          return async (...args: Parameters<Connection['batch']>) => {
            const { act } = meanwhile
            if (
              act !== undefined &&
              args[0].some((one) => JSON.stringify(one).includes('insert into \\"audit\\"'))
            ) {
              meanwhile.act = undefined
              await act()
            }
            return target.batch(...args)
          }
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const { tenants } = platform
  return {
    ...platform,
    tenants: { ...tenants, open: async (location) => watched(await tenants.open(location)) },
  }
}

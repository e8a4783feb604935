import { expect } from 'vitest'
import type { Instance } from '../support/instance.ts'

/** One route as OpenAPI describes it: `key` is how everything here names it. */
export type Route = { key: string; method: string; path: string; permission: string }

type Document = { paths: Record<string, Record<string, { 'x-permission'?: string }>> }

/** Every route that OpenAPI describes. */
export async function described({ app }: Pick<Instance, 'app'>): Promise<Route[]> {
  const answer = await app.request('/api/openapi.json')
  expect(answer.status).toBe(200)
  const { paths } = (await answer.json()) as Document
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, operation]) => {
      const method = name.toUpperCase()
      return { key: `${method} ${path}`, method, path, permission: operation['x-permission'] ?? '' }
    }),
  )
}

/** Every route that the app serves, in the words of OpenAPI. */
export function served({ app }: Pick<Instance, 'app'>): string[] {
  const keys = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  return [...new Set(keys)]
}

/** A path with its parameters filled in. */
export const fill = (path: string, params: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`no ${name} for ${path}`)
    return encodeURIComponent(value)
  })

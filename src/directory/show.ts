import type { z } from 'zod'
import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { OPERATOR } from './change.ts'
import type { chainAnswer } from './schema.ts'
import type { Link } from './vouch.ts'

type StoredCode = { code: string; validFrom: string; validTo: string | null }

/** Codes as they are kept, the newest first. */
export const showCodes = (json: string) =>
  (JSON.parse(json) as StoredCode[])
    .map(({ validTo, ...code }) => ({ ...code, ...(validTo === null ? {} : { validTo }) }))
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))

/** A chain as the API tells it. */
export const showChain = (links: Link[]): z.infer<typeof chainAnswer> =>
  links
    .toSorted((a, b) => a.n - b.n)
    .map(({ name, handle, at }) => ({
      by: handle === null ? OPERATOR.name : name,
      ...given({ handle }),
      at: iso(at),
    }))

/** The committee that another one's name can be taken for. */
export const showTwin = (json: string | null) =>
  json === null ? {} : { looksLike: JSON.parse(json) as { handle: string; name: string } }

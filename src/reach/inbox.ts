import type { z } from 'zod'
import type { Call } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import type { inboxAnswer } from './schema.ts'

/**
 * What the development inbox keeps, the newest first.
 * @throws NotFound where mail goes to people
 */
export function readInbox({ platform }: Call): Promise<z.infer<typeof inboxAnswer>> {
  const kept = platform.mail?.inbox?.()
  if (kept === undefined) throw new NotFound()
  return Promise.resolve({
    items: kept.map(({ id, to, at, subject, text }) => ({ id, to, at: iso(at), subject, text })),
  })
}

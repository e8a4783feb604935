import { nothing } from 'lit-html'
import type { Document } from '../../api/types.ts'
import { behind } from '../../parts/behind.ts'
import type { Inside } from '../../screen.ts'

/** The units of our own to which a paper went, how far each has come, and what the head of one does; behind its page. */
export function insideOf(
  visit: Inside,
  { id, state, recipients }: Pick<Document, 'id' | 'state' | 'recipients'>,
  done: () => Promise<void>,
): () => unknown {
  const goes = state === 'issued' && recipients.some(({ kind }) => kind === 'unit')
  if (!goes || !visit.may('handling.read')) return () => nothing
  return behind(visit.draw, async () => (await import('./inside-part.ts')).openInside(visit, id, done))
}

import { stampInName, stampInNote, stampInTitle, stampWatch } from '../../src/core/secrecy/stamps.ts'
import type { Case } from './secrecy-corpus.ts'

/** The stamp that the guard sees in a piece of writing, by the rule of the place where it stands. */
export function seenIn({ place, text }: Pick<Case, 'place' | 'text'>): string | undefined {
  if (place === 'title') return stampInTitle(text)
  if (place === 'name') return stampInName(text)
  if (place === 'note') return stampInNote(text)
  const watch = stampWatch()
  for (const line of text.split('\n')) watch.see(line)
  return watch.stamp()
}

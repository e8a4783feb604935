import { wordsIn } from '../core/text.ts'

/** Words that say nothing of the work. */
const EMPTY = new Set([
  'va',
  'cac',
  'cua',
  'cho',
  've',
  'viec',
  'theo',
  'tai',
  'trong',
  'den',
  'voi',
  'thuc',
  'hien',
])
/** From this share of common words on two lines say the same. */
const SAME = 0.7

/**
 * Whether two lines of plans ask for the same work: most of their words are the same, however they are accented or
 * ordered.
 * @param one words of a line as {@link lineWords} gives them
 */
export function alike(one: string, other: string): boolean {
  const [a, b] = [wordSet(one), wordSet(other)]
  const both = [...a].filter((word) => b.has(word)).length
  return both > 0 && both / (a.size + b.size - both) >= SAME
}

const wordSet = (words: string): Set<string> => new Set(words === '' ? [] : words.split(' '))

/** What a line asks for as a set of folded words in order, for {@link alike}. */
export const lineWords = (title: string): string =>
  [...new Set(wordsIn(title))]
    .filter((word) => !EMPTY.has(word))
    .toSorted()
    .join(' ')

import { fold } from '../../src/core/text.ts'

/**
 * Finds what a person means among names, with or without accents: every word typed must begin a word of the name.
 * Names that match with their accents come first, then those that begin with what was typed, then the given order.
 * @param typed what stands in the field; nothing finds everything
 */
export function matching<T>(typed: string, items: readonly T[], text: (item: T) => string): T[] {
  const wanted = tokens(typed)
  if (wanted.length === 0) return [...items]
  const exact = typed.normalize('NFC').trim().toLocaleLowerCase('vi')
  return items
    .map((item, order) => ({ item, order, score: score(text(item), wanted, exact) }))
    .filter(({ score: found }) => found > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ item }) => item)
}

/** Words without accents, capitals and marks, to compare what people type with what it may mean. */
export const foldText = (text: string): string => tokens(text).join(' ')

function tokens(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

function score(text: string, wanted: string[], exact: string): number {
  const found = tokens(text)
  if (!wanted.every((word) => found.some((one) => one.startsWith(word)))) return 0
  const accents = text.normalize('NFC').toLocaleLowerCase('vi').includes(exact)
  const leads = fold(text).startsWith(wanted.join(' '))
  return 1 + (accents ? 2 : 0) + (leads ? 1 : 0)
}

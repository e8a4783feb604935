import type { Limit } from '../template.ts'

const units = { wh: 'giờ làm việc', wd: 'ngày làm việc', cd: 'ngày' } as const

/** «3 ngày làm việc» */
export function limitText({ n, u }: Limit): string {
  return `${n} ${units[u]}`
}

/** Breaks a text into lines of at most so many characters, between words where there are any. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap((long) => chunks(long, most))) {
    if (line && line.length + 1 + word.length > most) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return line ? [...lines, line] : lines
}

function chunks(word: string, most: number): string[] {
  if (word.length <= most) return [word]
  const characters = [...word]
  const parts: string[] = []
  for (let at = 0; at < characters.length; at += most) parts.push(characters.slice(at, at + most).join(''))
  return parts
}

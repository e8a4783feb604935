/** One line of a text that was, is, or was and is; `skipped` stands for how many lines that did not change. */
export type Line = { kind: 'same' | 'gone' | 'new' | 'skipped'; text: string }

/** Unchanged lines shown around what changed. */
const AROUND = 2
/** Beyond so many pairs of lines the middle is told as replaced whole: comparing them would cost more than it says. */
const MOST_PAIRS = 4_000_000

/**
 * What one text lost and gained on the way to another, line by line: the longest run of lines that both have in the
 * same order stays (Hunt–McIlroy by the table of common lengths), all else is gone or new.
 * @returns nothing when both are the same
 */
export function difference(before: readonly string[], after: readonly string[]): Line[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++
  if (head === before.length && head === after.length) return []
  const middle = merged(before.slice(head, before.length - tail), after.slice(head, after.length - tail))
  const same = (lines: readonly string[]): Line[] => lines.map((text) => ({ kind: 'same', text }))
  return folded([...same(before.slice(0, head)), ...middle, ...same(before.slice(before.length - tail))])
}

function merged(before: string[], after: string[]): Line[] {
  const gone = before.map((text): Line => ({ kind: 'gone', text }))
  const added = after.map((text): Line => ({ kind: 'new', text }))
  if (before.length * after.length > MOST_PAIRS || before.length === 0 || after.length === 0)
    return [...gone, ...added]
  const wide = after.length + 1
  const common = new Uint16Array((before.length + 1) * wide)
  const at = (i: number, j: number): number => common[i * wide + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * wide + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: Line[] = []
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    const [one, other] = [before[i], after[j]]
    if (one !== undefined && one === other) {
      lines.push({ kind: 'same', text: one })
      i++
      j++
    } else if (other === undefined || (one !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'gone', text: one ?? '' })
      i++
    } else {
      lines.push({ kind: 'new', text: other })
      j++
    }
  }
  return lines
}

/** Long stretches that did not change are told by how many lines they are. */
function folded(lines: Line[]): Line[] {
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ kind }) => kind !== 'same'),
  )
  const shown: Line[] = []
  let skipped = 0
  const tell = (): void => {
    if (skipped > 0) shown.push({ kind: 'skipped', text: String(skipped) })
    skipped = 0
  }
  for (const [i, line] of lines.entries()) {
    if (near[i] !== true) {
      skipped++
      continue
    }
    tell()
    shown.push(line)
  }
  tell()
  return shown
}

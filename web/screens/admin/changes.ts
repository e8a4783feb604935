/** One thing that changed: its name, what it was and what it became; an empty text where there was nothing. */
export type Change = { name: string; from: string; to: string }

/**
 * What differs between two states of a thing as the audit keeps them.
 * @param before the state before, if there was one; anything that is no object is told whole
 */
export function changes(before: unknown, after: unknown): Change[] {
  const [old, now] = [facts(before), facts(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return names
    .map((name) => ({ name, from: text(old[name]), to: text(now[name]) }))
    .filter(({ from, to }) => from !== to)
}

function facts(state: unknown): Record<string, unknown> {
  if (state === undefined || state === null) return {}
  return typeof state === 'object' && !Array.isArray(state)
    ? (state as Record<string, unknown>)
    : { '': state }
}

function text(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

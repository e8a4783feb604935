/** What was and can be again: steps back and forth through the states of something edited. */
export type Edits<T> = {
  readonly now: T
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** A new state; changes of one place in a row (`place`) are one step back. */
  set: (next: T, place: string) => void
  undo: () => void
  redo: () => void
}

const MOST = 200

/** Begins with a state. */
export function editsOf<T>(first: T): Edits<T> {
  let now = first
  let last = ''
  const back: T[] = []
  const forth: T[] = []
  return {
    get now() {
      return now
    },
    get canUndo() {
      return back.length > 0
    },
    get canRedo() {
      return forth.length > 0
    },
    set(next, place) {
      if (place !== last || back.length === 0) back.push(now)
      if (back.length > MOST) back.shift()
      forth.length = 0
      last = place
      now = next
    },
    undo() {
      const before = back.pop()
      if (before === undefined) return
      forth.push(now)
      now = before
      last = ''
    },
    redo() {
      const after = forth.pop()
      if (after === undefined) return
      back.push(now)
      now = after
      last = ''
    },
  }
}

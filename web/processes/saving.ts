import { Problem as Failure } from '../api/problem.ts'

export type Saved = 'saved' | 'saving' | 'unsaved' | 'stale'

/** Something that saves itself a moment after it was changed. */
export type Saving = {
  readonly state: Saved
  /** Why it was not taken as it stands, in words for whoever writes it. */
  readonly refused?: string | undefined
  /** The version it stands at. */
  readonly version: number
  /** It was changed. */
  touch: () => void
  /** Saves what is not saved yet. */
  flush: () => Promise<void>
  /** Goes on at another version: something else changed it. */
  at: (version: number) => void
}

const SAVE_AFTER = 900

/**
 * Keeps what is being written saved. Nothing typed is lost: what could not be sent is sent with the next change, or
 * when flushed; what somebody else changed meanwhile is never written over.
 * @param signal ends it; until then a page that is closed sends what it still holds
 * @param send writes the present state on a version and gives the next
 */
export function openSaving(
  first: number,
  { draw, signal }: { draw: () => void; signal: AbortSignal },
  send: (version: number) => Promise<{ version: number }>,
): Saving {
  let [version, dirty, state] = [first, false, 'saved' as Saved]
  let refused: string | undefined
  let busy: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = async (): Promise<void> => {
    dirty = false
    state = 'saving'
    draw()
    try {
      version = (await send(version)).version
      state = dirty ? 'saving' : 'saved'
      refused = undefined
    } catch (problem) {
      dirty = true
      const status = problem instanceof Failure ? problem.status : 0
      state = status === 412 ? 'stale' : 'unsaved'
      refused = problem instanceof Failure && status === 422 ? Object.values(problem.fields)[0] : undefined
    }
    draw()
  }
  const saving: Saving = {
    get state() {
      return state
    },
    get refused() {
      return refused
    },
    get version() {
      return version
    },
    touch: () => {
      dirty = true
      // From the first letter on: it never says that what stands there is saved while it is not.
      if (state !== 'stale') state = 'saving'
      clearTimeout(timer)
      timer = setTimeout(() => void saving.flush(), SAVE_AFTER)
      draw()
    },
    flush: async () => {
      clearTimeout(timer)
      await busy
      if (!dirty || state === 'stale') return
      busy = write()
      await busy
    },
    at: (next) => {
      version = next
    },
  }
  addEventListener('pagehide', () => void saving.flush(), { signal })
  return saving
}

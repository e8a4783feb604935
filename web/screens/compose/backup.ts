import { uuid } from '../../api/intention.ts'
import type { Writing } from './writing.ts'

/** The second net: what is typed is in this browser at once, until the server has it. */
export type Backup = {
  /** What an earlier visit left here, the newest of it; version 0 of a document that has none yet. */
  found?: Kept
  keep: (draft: Writing, document?: { id: string; version: number }) => void
  /** The server has it all: nothing needs to be kept. */
  drop: () => void
  /** What was found has been taken or refused. */
  dropFound: () => void
}
type Kept = { draft: Writing; version: number; at: number }

/**
 * Every visit writes into a slot of its own, so that it never overwrites what an earlier one left. A browser may be
 * shared: what one person left is never shown to the next.
 * @param owner the id of whoever writes and the place they write at
 * @param about the id of a draft; for a new one `moi`, with what it answers or to whom it is written: what was begun
 * for one purpose never turns up in another
 */
export function createBackup(owner: string, about: string): Backup {
  const mine = uuid()
  let used: string | undefined
  const left = newest(`lt.draft.${owner}.${about}.`)
  return {
    ...(left ? { found: left.kept } : {}),
    keep: (draft, document) => {
      const slot = `lt.draft.${owner}.${document?.id ?? about}.${mine}`
      write(slot, { draft, version: document?.version ?? 0, at: Date.now() })
      if (used && used !== slot) localStorage.removeItem(used)
      used = slot
    },
    drop: () => {
      if (used) localStorage.removeItem(used)
    },
    dropFound: () => {
      if (left) localStorage.removeItem(left.slot)
    },
  }
}

function newest(prefix: string): { slot: string; kept: Kept } | undefined {
  return Object.keys(localStorage)
    .filter((slot) => slot.startsWith(prefix))
    .map((slot) => ({ slot, kept: JSON.parse(localStorage.getItem(slot) ?? '') as Kept }))
    .sort((a, b) => b.kept.at - a.kept.at)[0]
}

function write(slot: string, kept: Kept): void {
  try {
    localStorage.setItem(slot, JSON.stringify(kept))
  } catch {
    // A full or forbidden store only takes the second net away; the server still gets every save.
  }
}

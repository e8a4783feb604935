import { mayHold, stampWatch } from '../../core/secrecy/stamps.ts'
import type { Budget } from './budget.ts'

/** What readers tell of a file as they go through it. */
export type Findings = {
  /** A line of text that a reader of the file sees. */
  line(text: string): void
  /** Another part of the file begins: its first line is no neighbour of the last one. */
  part(): void
  /** Something in it that acts when the file is opened, in words for people. */
  active(what: string): void
  /** Something in it that a person may read and this system cannot, in words for people. */
  unread(what: string): void
  /** A digital signature stands in it. */
  signature(): void
}

/** How a file is read while it streams by. `end` may take its time, and lets others work in between. */
export type Reader = { push: (chunk: Uint8Array) => void; end: () => void | Promise<void> }

/** A line is judged as far as this, in characters, and goes on as another. */
export const LINE_MOST = 4096
/** Steps that it takes to judge a line that may hold a stamp. */
const JUDGED = 500

/** Gathers findings; each is told once. */
export function findings(budget: Budget): Findings & {
  stamp(): string | undefined
  facts(): { active: string[]; unread: string[]; signed: number }
} {
  const watch = stampWatch()
  const active = new Set<string>()
  const unread = new Set<string>()
  let signed = 0
  return {
    line(text) {
      for (let at = 0; at < text.length; at += LINE_MOST) {
        const line = text.slice(at, at + LINE_MOST)
        budget.spend(line.length + (mayHold(line) ? JUDGED + 10 * line.length : 0))
        watch.see(line)
      }
    },
    part: () => watch.part(),
    active: (what) => void active.add(what),
    unread: (what) => void unread.add(what),
    signature: () => void signed++,
    stamp: () => watch.stamp(),
    facts: () => ({ active: [...active], unread: [...unread], signed }),
  }
}

import { Problem } from '../../api/problem.ts'
import type { Document } from '../../api/types.ts'
import type { Backup } from './backup.ts'
import { isStale, type Store } from './store.ts'
import { clean, draftOf, type Patch, type Writing } from './writing.ts'

export type SaveState = 'new' | 'dirty' | 'saving' | 'saved' | 'failed' | 'stale'

type Setup = {
  store: Store
  backup: Backup
  draw: () => void
  /** The draft has got an identity on the server. */
  born: (id: string) => void
  /** The draft as it is on the server; without it a new one begins with the first change. */
  stored?: Document
  draft?: Writing
}

/** After the last key, and after a save that got no answer, in milliseconds. */
const PAUSE = { typing: 900, unanswered: 5000 }

/** Keeps what is being written: in this browser at once, on the server a moment later, one save after the other. */
export class Keeper {
  draft: Writing
  /** The document as the server last told it: its checks, the number it would get. */
  document?: Document
  state: SaveState
  savedAt?: number
  problem?: unknown
  /** What this browser still holds of another time, until it is taken or refused. */
  older?: Writing
  readonly #setup: Setup
  #queue: Promise<void> = Promise.resolve()
  #timer?: ReturnType<typeof setTimeout>

  constructor(setup: Setup) {
    const { stored, draft, backup } = setup
    this.#setup = setup
    this.draft = draft ?? (stored ? draftOf(stored) : {})
    this.state = stored ? 'saved' : 'new'
    if (stored) this.#take(stored)
    const { found } = backup
    if (!found) return
    this.older = found.draft
    // Nobody has saved since: it is the end of this very text. Anything else is offered.
    if (stored?.version === found.version) this.settle(true)
  }

  change(patch: Patch): void {
    this.draft = clean({ ...this.draft, ...patch })
    if (this.state !== 'stale') this.state = 'dirty'
    this.#setup.backup.keep(this.draft, this.document)
    this.#later(PAUSE.typing)
    this.#setup.draw()
  }

  /** Saves what is not saved yet, after the save that is under way. It never rejects: `state` tells the outcome. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#queue = this.#queue.then(() => this.#saveAll())
    return this.#queue
  }

  /** Puts my text over the one somebody else saved meanwhile. */
  keepMine(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#overwrite())
    return this.#queue
  }

  /** Takes the older text of this browser in, or throws it away. */
  settle(use: boolean): void {
    const { older } = this
    delete this.older
    if (use && older) this.change(older)
    this.#setup.backup.dropFound()
    this.#setup.draw()
  }

  /** Reads the document again, with the number it would get now; without an answer what was known stays. */
  async renew(): Promise<void> {
    const { document } = this
    if (!document) return
    const now = await this.#setup.store.read(document.id).catch(() => document)
    if (this.document === document && now.version === document.version) this.document = now
  }

  /** Takes what the server now has of the draft, after something was done to it there. */
  async follow(): Promise<void> {
    if (!this.document) return
    this.#take(await this.#setup.store.read(this.document.id))
    this.#setup.draw()
  }

  /** The draft is given up, for what the server has or altogether: nothing more of it is kept or saved. */
  letGo(): void {
    clearTimeout(this.#timer)
    this.state = 'saved'
    this.#setup.backup.drop()
  }

  #later(pause: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), pause)
  }

  #take(stored: Document): void {
    this.document = stored
    this.savedAt = Date.now()
    delete this.problem
  }

  async #saveAll(): Promise<void> {
    if (this.state === 'failed') this.state = 'dirty'
    while (this.state === 'dirty') await this.#save()
  }

  async #save(): Promise<void> {
    const { store, backup, draw, born } = this.#setup
    const sent = this.draft
    const isNew = this.document === undefined
    this.state = 'saving'
    draw()
    try {
      this.#take(await store.put(sent, this.document))
      backup.drop()
      this.state = this.draft === sent ? 'saved' : 'dirty'
      if (this.state === 'dirty') backup.keep(this.draft, this.document)
      if (isNew && this.document) born(this.document.id)
    } catch (problem) {
      this.#fail(problem)
    }
    draw()
  }

  #fail(problem: unknown): void {
    this.problem = problem
    this.state = isStale(problem) ? 'stale' : 'failed'
    if (problem instanceof Problem && problem.uncertain) this.#later(PAUSE.unanswered)
  }

  async #overwrite(): Promise<void> {
    try {
      if (this.document) this.document = await this.#setup.store.read(this.document.id)
      this.state = 'dirty'
    } catch (problem) {
      this.problem = problem
      this.#setup.draw()
    }
    await this.#saveAll()
  }
}

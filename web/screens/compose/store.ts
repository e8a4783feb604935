import { intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import type { Document } from '../../api/types.ts'
import type { Place } from '../../place.ts'
import { draftOf, isSame, toInput, type Writing } from './writing.ts'

/** Where a draft is kept on the server. */
export type Store = {
  read: (id: string) => Promise<Document>
  /**
   * Saves a text, once whatever the line does.
   * @param on what it was made from; undefined makes a new draft
   * @throws Problem 412 when somebody else saved meanwhile
   */
  put: (text: Writing, on: Document | undefined) => Promise<Document>
}

/** Whether somebody else saved meanwhile. */
export function isStale(problem: unknown): boolean {
  return problem instanceof Problem && problem.status === 412
}

/** The way to the drafts of a committee. */
export function createStore({ ask }: Pick<Place, 'ask'>): Store {
  const read = (id: string): Promise<Document> => ask('GET /documents/{id}', { id })
  const create = creation(ask)
  const replace = replacement(ask, read)
  return {
    read,
    put: async (text, on) => {
      if (on) return replace(on, text)
      const { id, made } = await create(text)
      const stored = await read(id)
      return isSame(made, text) ? stored : replace(stored, text)
    },
  }
}

/**
 * Makes the draft once. Where no answer came, the very same request is sent again, whatever has been written since: a
 * different one would make another draft.
 */
function creation(ask: Place['ask']): (text: Writing) => Promise<{ id: string; made: Writing }> {
  const create = intention(ask)
  let made: Writing | undefined
  let id: string | undefined
  return async (text) => {
    made ??= text
    try {
      id ??= (await create('POST /documents', { body: toInput(made) })).id
      return { id, made }
    } catch (problem) {
      if (!isUnanswered(problem)) made = undefined
      throw problem
    }
  }
}

/** Puts a text over the one it was made from. */
function replacement(
  ask: Place['ask'],
  read: Store['read'],
): (on: Document, text: Writing) => Promise<Document> {
  /** Texts of which no answer came: the server may have one of them. */
  let unanswered: Writing[] = []
  const replace = async ({ id, version }: Document, text: Writing): Promise<Document> => {
    try {
      await ask('PUT /documents/{id}', { id, version, body: toInput(text) })
    } catch (problem) {
      if (isUnanswered(problem)) unanswered.push(text)
      if (!isStale(problem)) throw problem
      const now = await read(id)
      const theirs = draftOf(now)
      if (isSame(theirs, text)) return now
      if (!unanswered.some((sent) => isSame(theirs, sent))) throw problem
      // What is newer there is our own earlier text.
      unanswered = []
      return replace(now, text)
    }
    unanswered = []
    return read(id)
  }
  return replace
}

function isUnanswered(problem: unknown): boolean {
  return problem instanceof Problem && problem.uncertain
}

import { call } from '../../api/client.ts'
import { intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import type { Document } from '../../api/types.ts'
import type { Place } from '../../place.ts'
import { draftOf, isSame, toInput, type Writing } from './writing.ts'

/** A draft as the server last told it, with the ETag the next save is made on. */
export type Stored = { document: Document; etag: string }

/** Where a draft is kept on the server. */
export type Store = {
  read: (id: string) => Promise<Stored>
  /**
   * Saves a text, once whatever the line does.
   * @param on what it was made from; undefined makes a new draft
   * @throws Problem 412 when somebody else saved meanwhile
   */
  put: (text: Writing, on: Stored | undefined) => Promise<Stored>
}

/** Whether somebody else saved meanwhile. */
export function isStale(problem: unknown): boolean {
  return problem instanceof Problem && problem.status === 412
}

export function createStore({ api }: Pick<Place, 'api'>): Store {
  const create = intention()
  let created: string | undefined
  /** Texts that were sent and of which no answer came: the server may have one of them. */
  let unanswered: Writing[] = []
  const read = async (id: string): Promise<Stored> => {
    const { data, version } = await call<Document>('GET', api('documents', id))
    return { document: data, etag: version ?? `"v${data.version}"` }
  }
  const replace = async (id: string, text: Writing, etag: string): Promise<void> => {
    try {
      await call('PUT', api('documents', id), { body: toInput(text), version: etag })
      unanswered = []
    } catch (problem) {
      if (problem instanceof Problem && problem.uncertain) unanswered.push(text)
      if (!isStale(problem)) throw problem
      const now = await read(id)
      const own = draftOf(now.document)
      if (isSame(own, text)) return
      if (!unanswered.some((sent) => isSame(own, sent))) throw problem
      // What is newer there is our own earlier text.
      unanswered = []
      await replace(id, text, now.etag)
    }
  }
  return {
    read,
    put: async (text, on) => {
      const id = on?.document.id ?? created
      if (id === undefined) {
        created = (await create.post<{ id: string }>(api('documents'), toInput(text))).id
        return read(created)
      }
      await replace(id, text, (on ?? (await read(id))).etag)
      return read(id)
    },
  }
}

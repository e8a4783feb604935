import type { AskOf } from './ask.ts'
import type { FileRef } from './types.ts'
import { Problem } from './problem.ts'

/** The address of a file by its hash, its name and what is said of it. */
export type FileAddress = (asked: AskOf<'PUT /files/{sha256}'>) => string
export type Share = number | undefined | 'offline'
export type Transfer = { done: Promise<FileRef>; cancel: () => void }

const pauses = [1000, 3000, 8000]

/**
 * Sends a file to an address made of its SHA-256, so that it can be sent again freely and arrives once.
 * @param moved is told the share that has been sent, 0 to 1; undefined while the hash is computed, `offline` while
 *   there is no connection: it goes on by itself once there is one
 * @param declared why a secrecy stamp found in the file is none, as a clerk answers for it
 * @throws Problem as the API says it; code `cancelled` after `cancel`
 */
export function sendFile(
  addressOf: FileAddress,
  file: File,
  moved: (share: Share) => void,
  declared?: string,
): Transfer {
  const stop = new AbortController()
  return { done: run(addressOf, file, declared, moved, stop.signal), cancel: () => stop.abort() }
}

async function run(
  addressOf: FileAddress,
  file: File,
  declared: string | undefined,
  moved: (share: Share) => void,
  signal: AbortSignal,
): Promise<FileRef> {
  moved(undefined)
  const query = { name: file.name.normalize('NFC'), declared }
  const url = addressOf({ sha256: await sha256(file), query })
  for (let attempt = 0; ; attempt++) {
    if (navigator.onLine === false) {
      moved('offline')
      await online(signal)
    }
    if (signal.aborted) throw new Problem(0, 'cancelled', '')
    try {
      return await put(url, file, moved, signal)
    } catch (problem) {
      // What was cut off by a lost connection has not been tried.
      if (navigator.onLine === false && !signal.aborted) {
        attempt = -1
        continue
      }
      const pause = pauses[attempt]
      if (!(problem instanceof Problem) || !problem.uncertain || pause === undefined || signal.aborted)
        throw problem
      await new Promise((done) => setTimeout(done, pause))
    }
  }
}

/** Waits for a connection, or for the end. */
function online(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    addEventListener('online', () => done(), { once: true, signal })
    signal.addEventListener('abort', () => done(), { once: true })
  })
}

/** The SHA-256 of a file in hexadecimal, as the address of files wants it. */
export async function sha256(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** `fetch` cannot tell how much of a body it has sent; XMLHttpRequest can. */
function put(url: string, file: File, moved: (share: number) => void, signal: AbortSignal): Promise<FileRef> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.setRequestHeader('accept', 'application/json')
    request.upload.addEventListener('progress', ({ loaded, total }) => moved(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      if (request.status < 300) done(JSON.parse(request.responseText) as FileRef)
      else fail(problemOf(request))
    })
    request.addEventListener('error', () => fail(new Problem(0, 'offline', '')))
    request.addEventListener('abort', () => fail(new Problem(0, 'cancelled', '')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function problemOf(request: XMLHttpRequest): Problem {
  try {
    const { code, detail } = JSON.parse(request.responseText) as { code?: string; detail?: string }
    return new Problem(request.status, code ?? '', detail ?? '')
  } catch {
    return new Problem(request.status, '', '')
  }
}

import type { Invalid } from '../core/errors.ts'
import { isTwofold } from './disguise.ts'
import { budget, Exhausted, pauses } from './readers/budget.ts'
import type { Budget } from './readers/budget.ts'
import { join, latin1, slices, tailOf } from './readers/bytes.ts'
import { findings } from './readers/findings.ts'
import type { Findings, Reader } from './readers/findings.ts'
import { packageKind, packageReader } from './readers/package.ts'
import type { Package } from './readers/package.ts'
import { pdfReader } from './readers/pdf/pdf.ts'
import { Locked } from './readers/pdf/text.ts'
import { directory } from './readers/zip.ts'
import { disguised, locked, macros, oldOffice, secret, unchecked, wrongContent } from './refusals.ts'
import { formOf } from './rules.ts'
import type { Kind } from './rules.ts'

/** The directory of a zip has to lie in this many last bytes: room for some 3,000 parts. */
const TAIL = 256 * 1024
/** So many first bytes tell every form, and what else a file may pretend to be. */
const HEAD = 1024
/** Readers are given pieces of so many bytes, however the body comes. */
const [PIECE_LEAST, PIECE_MOST] = [32 * 1024, 64 * 1024]

/** What was seen of a body once it went through {@link inspected}; whole once `over` has settled. */
export type Seen = {
  /** Why the body was cut off, if it was. */
  refusal?: Invalid
  /** The stamp of secrecy found in its text, if one was. */
  stamp?: string
  /** What acts by itself once the file is opened (scripts, links to other files, attached ones), in words for people. */
  active: string[]
  /** What people may read in it and this system cannot (scans, pictures), in words for people. */
  unread: string[]
  /** Digital signatures in it. */
  signed: number
}

/**
 * Looks at a body while it streams by. The last chunk is held back until the whole was judged, and when it is
 * refused the stream breaks off: a store that keeps whole bodies only keeps nothing, and need not take anything
 * back. What it may cost is bounded by its size (readers/budget.ts); what costs more is refused.
 * @param kind what its name says it is
 * @param secretsDeclared whether a clerk has stated that a stamp found in the text is none
 * @returns the body to store; `over` settles when the given one is let go, to be read out if it was refused
 */
export function inspected(
  body: ReadableStream<Uint8Array>,
  kind: Kind,
  secretsDeclared: boolean,
  spending: Budget = budget(),
): { body: ReadableStream<Uint8Array>; seen: Seen; over: Promise<void> } {
  const seen: Seen = { active: [], unread: [], signed: 0 }
  const look = inspection(kind, spending)
  let held: Uint8Array | undefined

  const refusing = async (work: () => Promise<Invalid | undefined>): Promise<void> => {
    const refusal = await work().catch((error: unknown) => {
      if (error instanceof Exhausted) return unchecked()
      if (error instanceof Locked) return locked(kind)
      throw error
    })
    if (refusal === undefined) return
    seen.refusal = refusal
    throw refusal
  }
  const gate = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      await refusing(() => look.push(chunk))
      if (held !== undefined) controller.enqueue(held)
      held = chunk
    },
    async flush(controller) {
      await refusing(async () => {
        const refusal = await look.end()
        Object.assign(seen, look.facts())
        const stamped = seen.stamp !== undefined && !secretsDeclared
        return refusal ?? (stamped ? secret(seen.stamp ?? '') : undefined)
      })
      if (held !== undefined) controller.enqueue(held)
    },
  })
  const over = body.pipeTo(gate.writable, { preventCancel: true }).catch(() => undefined)
  return { body: gate.readable, seen, over }
}

/** Looks at the bytes of a file in their order; `push` and `end` give why it is refused. */
function inspection(kind: Kind, spending: Budget) {
  const found = findings(spending)
  const reader = readerOf(kind, spending, found, pauses(spending))
  const tail = tailOf(TAIL)
  const pause = pauses(spending)
  let head: Uint8Array = new Uint8Array(0)
  let size = 0
  let waiting: Uint8Array[] = []

  const read = async (least: number) => {
    if (waiting.reduce((sum, { length }) => sum + length, 0) < least) return
    const bytes = waiting.length === 1 && waiting[0] !== undefined ? waiting[0] : join(waiting)
    waiting = []
    for (const piece of slices(bytes, PIECE_MOST)) {
      reader.push(piece)
      await pause()
    }
  }
  return {
    async push(chunk: Uint8Array): Promise<Invalid | undefined> {
      const judged = head.length >= HEAD
      if (!judged) head = join([head, chunk.subarray(0, HEAD)])
      size += chunk.length
      spending.feed(chunk.length)
      tail.push(chunk)
      waiting.push(chunk)
      const refusal = judged || head.length < HEAD ? undefined : headProblem(head, kind)
      if (refusal === undefined) await read(PIECE_LEAST)
      return refusal
    },
    async end(): Promise<Invalid | undefined> {
      const early = headProblem(head, kind)
      if (early !== undefined) return early
      await read(0)
      await reader.end()
      const last = tail.bytes()
      return isTwofold(head, last, kind) ? disguised() : tailProblem(last, size, kind, reader.seen?.())
    },
    facts: () => ({ stamp: found.stamp(), ...found.facts() }),
  }
}

const FORM: Record<Kind['id'], ReturnType<typeof formOf>> = {
  pdf: 'pdf',
  docx: 'zip',
  xlsx: 'zip',
  png: 'png',
  jpeg: 'jpeg',
}

function headProblem(head: Uint8Array, kind: Kind): Invalid | undefined {
  const form = formOf(head)
  if (form === FORM[kind.id]) return undefined
  return form === 'ole' && FORM[kind.id] === 'zip' ? oldOffice(kind) : wrongContent(kind)
}

function tailProblem(tail: Uint8Array, size: number, kind: Kind, office?: Package): Invalid | undefined {
  if (kind.id === 'pdf' && !latin1(tail.subarray(-2048)).includes('%%EOF')) return wrongContent(kind)
  if (kind.id === 'png' && !latin1(tail.subarray(-1024)).includes('IEND')) return wrongContent(kind)
  if (office === undefined) return undefined
  const parts = directory(tail, size)
  const proved = parts && packageKind(office, parts)
  return proved === kind.id ? undefined : proved === 'macros' ? macros(kind) : wrongContent(kind)
}

function readerOf(
  kind: Kind,
  spending: Budget,
  found: Findings,
  pause: () => Promise<void>,
): Reader & { seen?: () => Package } {
  if (kind.id === 'pdf') return pdfReader(spending, found, pause)
  if (FORM[kind.id] === 'zip') return packageReader(spending, found)
  found.unread('ảnh: hệ thống không đọc được chữ trong ảnh')
  return { push: () => undefined, end: () => undefined }
}

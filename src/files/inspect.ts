import type { Invalid } from '../core/errors.ts'
import { join, latin1, tailOf } from './bytes.ts'
import { hasText, officeLines } from './office-text.ts'
import { pdfReader } from './pdf-text.ts'
import { macros, oldOffice, secret, wrongContent } from './refusals.ts'
import { formOf } from './rules.ts'
import type { Kind } from './rules.ts'
import { stampInLine } from './stamps.ts'
import { partNames, partReader } from './zip.ts'

/** The directory of a zip has to lie in this many last bytes: room for some 3,000 parts. */
const TAIL = 256 * 1024
/** So many first bytes tell every form. */
const HEAD = 16
const OPC: Partial<Record<Kind['id'], string>> = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml' }

/** What was seen of a body once it went through {@link inspected}. */
export type Seen = {
  /** Why the body was cut off, if it was. */
  refusal?: Invalid
  /** The stamp of secrecy found in its text, if one was. */
  stamp?: string
}

/**
 * Looks at a body while it streams by. The last chunk is held back until the whole was judged, and when it is
 * refused the stream breaks off: a store that keeps whole bodies only keeps nothing, and need not take anything
 * back.
 * @param kind what its name says it is
 * @returns the body to store; `over` settles when the given one is let go, to be read out if it was refused
 * @param secretsDeclared whether a clerk has stated that a stamp found in the text is none
 */
export function inspected(
  body: ReadableStream<Uint8Array>,
  kind: Kind,
  secretsDeclared: boolean,
): { body: ReadableStream<Uint8Array>; seen: Seen; over: Promise<void> } {
  const seen: Seen = {}
  const text = textReader(kind)
  const tail = tailOf(TAIL)
  let head: Uint8Array = new Uint8Array(0)
  let size = 0
  let held: Uint8Array | undefined

  const refuse = (refusal: Invalid | undefined): void => {
    if (refusal === undefined) return
    seen.refusal = refusal
    throw refusal
  }
  const gate = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (head.length < HEAD) head = join([head, chunk.subarray(0, HEAD)])
      if (head.length >= HEAD) refuse(headProblem(head, kind))
      size += chunk.length
      tail.push(chunk)
      text.push(chunk)
      if (held !== undefined) controller.enqueue(held)
      held = chunk
    },
    flush(controller) {
      refuse(headProblem(head, kind) ?? tailProblem(tail.bytes(), size, kind))
      seen.stamp = text.stamp()
      if (seen.stamp !== undefined && !secretsDeclared) refuse(secret(seen.stamp))
      if (held !== undefined) controller.enqueue(held)
    },
  })
  const over = body.pipeTo(gate.writable, { preventCancel: true }).catch(() => undefined)
  return { body: gate.readable, seen, over }
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
  return form === 'ole' && kind.id in OPC ? oldOffice(kind) : wrongContent(kind)
}

function tailProblem(tail: Uint8Array, size: number, kind: Kind): Invalid | undefined {
  if (kind.id === 'pdf')
    return latin1(tail.subarray(-2048)).includes('%%EOF') ? undefined : wrongContent(kind)
  if (kind.id === 'png') return latin1(tail.subarray(-1024)).includes('IEND') ? undefined : wrongContent(kind)
  const main = OPC[kind.id]
  if (main === undefined) return undefined
  const names = partNames(tail, size)
  if (names === undefined || !names.includes('[Content_Types].xml') || !names.includes(main))
    return wrongContent(kind)
  return names.some((name) => /vbaProject|macrosheets/i.test(name)) ? macros(kind) : undefined
}

function textReader(kind: Kind): { push(chunk: Uint8Array): void; stamp(): string | undefined } {
  if (kind.id === 'pdf') {
    const pdf = pdfReader()
    return { ...pdf, stamp: () => firstStamp(pdf.lines()) }
  }
  if (OPC[kind.id] === undefined) return { push: () => undefined, stamp: () => undefined }
  let stamp: string | undefined
  const parts = partReader(hasText, (bytes) => {
    stamp ??= firstStamp(officeLines(new TextDecoder().decode(bytes)))
  })
  return {
    ...parts,
    stamp() {
      parts.end()
      return stamp
    },
  }
}

function firstStamp(lines: string[]): string | undefined {
  for (const line of lines) {
    const stamp = stampInLine(line)
    if (stamp !== undefined) return stamp
  }
  return undefined
}

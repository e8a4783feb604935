import { type El, idOf, isEl, list, moddle, ref, typeOf } from './moddle.ts'
import { Refused, remark, type Remark } from './remarks.ts'

/** The largest file that is looked at, in bytes of UTF-8, and the most tags and attributes it may have. */
const maxBytes = 50 * 1024 * 1024
const maxTags = 200_000
const maxAttributes = 500_000

/**
 * Parses a BPMN file, after refusing what should never reach a parser: too large, or with a document type
 * definition (the carrier of entity bombs; BPMN has no use for it).
 * @throws Refused
 */
export async function readDefinitions(xml: string): Promise<{ definitions: El; notes: Remark[] }> {
  guard(xml)
  const reader = await moddle()
  const parsed = await reader.fromXML(xml.replace(/^\uFEFF/, '')).catch((error: unknown) => {
    // the parser counts from 0, and quotes the file, which may be anything
    const found = error instanceof Error && /line: (\d+)\s+column: (\d+)/.exec(error.message)
    const place = found ? `: sai ở dòng ${Number(found[1]) + 1}, cột ${Number(found[2]) + 1}` : ''
    throw new Refused({ message: `Tệp không phải BPMN 2.0 đọc được${place}.` })
  })
  if (!isEl(parsed.rootElement)) throw new Refused({ message: 'Tệp không có nội dung BPMN 2.0.' })
  const flaws = parsed.warnings.length
  const notes = flaws > 0 ? [{ message: `Có ${flaws} chỗ trong tệp không hợp chuẩn BPMN, đã bỏ qua.` }] : []
  return { definitions: parsed.rootElement, notes }
}

function guard(xml: string): void {
  const size = xml.length * 3 > maxBytes ? new TextEncoder().encode(xml.slice(0, maxBytes + 1)).length : 0
  if (xml.length > maxBytes || size > maxBytes) {
    throw new Refused({ message: 'Tệp lớn hơn 50 MB, không nhập.' })
  }
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(xml)) {
    throw new Refused({ message: 'Tệp có khai báo DOCTYPE, không nhập vì lý do an toàn.' })
  }
  if (hasMore(xml, '<', maxTags)) throw new Refused({ message: 'Tệp có hơn 200.000 thẻ, không nhập.' })
  if (hasMore(xml, '=', maxAttributes))
    throw new Refused({ message: 'Tệp có hơn 500.000 thuộc tính, không nhập.' })
}

function hasMore(text: string, sign: string, most: number): boolean {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) if (++count > most) return true
  return false
}

/**
 * Chooses the process to import: the one asked for, else the largest that no other process of the file calls
 * (of two alike, the executable one).
 * The others are named in the notes, to be imported one by one.
 * @throws Refused when there is none
 */
export function chooseProcess(definitions: El, wanted?: string): { process: El; notes: Remark[] } {
  const processes = list(definitions, 'rootElements').filter((el) => typeOf(el) === 'Process')
  const filled = processes.filter((el) => list(el, 'flowElements').length > 0)
  if (wanted !== undefined) {
    const process = filled.find((el) => idOf(el) === wanted)
    if (process) return { process, notes: [] }
    throw new Refused({
      element: wanted,
      message: `Tệp không có quy trình «${wanted}» hoặc quy trình ấy trống.`,
    })
  }
  const called = new Set(filled.flatMap((el) => [...callsIn(el)]))
  const sizes = new Map(
    filled.map((el) => [
      el,
      sizeOf(el) + (el['isExecutable'] === true ? 0.5 : 0) - (called.has(idOf(el)) ? 1e9 : 0),
    ]),
  )
  const process = [...filled].sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0))[0]
  if (!process) throw new Refused({ message: 'Tệp không có quy trình nào có bước việc.' })
  const notes = filled
    .filter((other) => other !== process)
    .map((other) => remark(other, `là quy trình khác trong tệp (mã «${idOf(other)}»), cần thì nhập riêng.`))
  return { process, notes }
}

function sizeOf(container: El): number {
  return list(container, 'flowElements').reduce((sum, el) => sum + 1 + sizeOf(el), 0)
}

function* callsIn(container: El): Iterable<string> {
  for (const el of list(container, 'flowElements')) {
    if (typeof el['calledElement'] === 'string') yield el['calledElement'].replace(/^[^:]*:/, '')
    yield* callsIn(el)
  }
}

/** The pool a process stands in, if the file draws one. */
export function poolOf(definitions: El, process: El): El | undefined {
  return list(definitions, 'rootElements')
    .flatMap((el) => list(el, 'participants'))
    .find((pool) => ref(pool, 'processRef') === process)
}

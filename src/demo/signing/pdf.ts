import { signedData } from './holder.ts'
import type { Bytes, Holder } from './holder.ts'

const { subtle } = crypto
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const ascii = (written: string): Bytes => Uint8Array.from(Buffer.from(written, 'latin1'))
const HOLE = 8192

/**
 * Adds a part to a PDF as a program does that keeps what is there: objects by their numbers, a table of them, an end.
 * @param objects what is written, by number
 */
export function appended(file: Uint8Array, objects: Record<number, string>): Bytes {
  const before = text(file)
  let body = before.endsWith('\n') ? '' : '\n'
  const places: string[] = []
  for (const [id, written] of Object.entries(objects)) {
    const place = String(before.length + body.length).padStart(10, '0')
    places.push(`${id} 1\n${place} 00000 n \n`)
    body += `${id} 0 obj\n${written}\nendobj\n`
  }
  const root = [...before.matchAll(/\/Root (\d+) 0 R/g)].at(-1)?.[1] ?? '1'
  const size = Math.max(sizeOf(before), ...Object.keys(objects).map((id) => Number(id) + 1))
  const table = before.length + body.length
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before)?.[1] ?? '0'
  body += `xref\n${places.join('')}trailer\n<</Size ${size}/Root ${root} 0 R/Prev ${previous}>>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.concat([file, ascii(body)]) as unknown as Bytes
}

const sizeOf = (file: string): number =>
  Math.max(...[...file.matchAll(/\/Size (\d+)/g)].map(([, size]) => Number(size)))

/** A whole PDF of one page with this text, not signed yet. */
export function plainPdf(line = 'NGHI QUYET'): Bytes {
  const content = `BT /F1 12 Tf 72 720 Td (${line}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let body = '%PDF-1.7\n'
  const places = objects.map((written, i) => {
    const at = body.length
    body += `${i + 1} 0 obj\n${written}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = body.length
  body += `xref\n0 6\n0000000000 65535 f \n${places.join('')}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`
  return ascii(body)
}

/** An object as it last stands in a file, with one more entry, or another in its place. */
function withEntry(file: string, id: number, entry: string): string {
  const [, written = ''] =
    [...file.matchAll(new RegExp(`(?:^|\\n)${id} 0 obj\\s*(<<[^]*?>>)\\s*endobj`, 'g'))].at(-1) ?? []
  const bare = written.replace(/\/(?:AcroForm \d+ 0 R|Annots\s*\[[^\]]*\])/, '')
  return `${bare.slice(0, -2)}${entry}>>`
}

/** Signs a PDF as programs do: a field, its place on the page, and the signature over all of the file but itself. */
export async function signPdf(
  file: Uint8Array,
  who: Holder,
  {
    at = new Date(Date.UTC(2026, 0, 5, 2)),
    chain = [],
    reason = 'Ky ban hanh',
  }: {
    at?: Date
    chain?: Holder[]
    reason?: string
  } = {},
): Promise<Bytes> {
  const before = text(file)
  const next = sizeOf(before)
  const root = Number([...before.matchAll(/\/Root (\d+) 0 R/g)].at(-1)?.[1])
  const page = Number(/(?:^|\n)(\d+) 0 obj\s*<<\s*\/Type\s*\/Page\b/.exec(before)?.[1])
  const fields = [...before.matchAll(/(\d+) 0 obj\n<<\/Type\/Annot\/Subtype\/Widget/g)].map(
    ([, id]) => `${id} 0 R`,
  )
  const all = [...fields, `${next + 1} 0 R`].join(' ')
  const [hole, range] = [`<${'0'.repeat(HOLE)}>`, '[0 0000000000 0000000000 0000000000]']
  const made = appended(file, {
    [root]: withEntry(before, root, `/AcroForm ${next + 2} 0 R`),
    [page]: withEntry(before, page, `/Annots[${all}]`),
    [next]: `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:${at.toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z)/Reason(${reason})/ByteRange ${range}/Contents ${hole}>>`,
    [next + 1]:
      `<</Type/Annot/Subtype/Widget/FT/Sig/T(Chu ky ${next})/Rect[0 0 0 0]/P ${page} 0 R/V ${next} 0 R>>`,
    [next + 2]: `<</Fields[${all}]/SigFlags 3>>`,
  })
  const written = text(made)
  const from = written.lastIndexOf(hole)
  const to = from + hole.length
  const numbers = [from, to, made.length - to].map((n) => String(n).padStart(10, '0')).join(' ')
  const filled =
    written.slice(0, written.lastIndexOf(range)) +
    `[0 ${numbers}]` +
    written.slice(written.lastIndexOf(range) + range.length)
  const signed = ascii(filled.slice(0, from) + filled.slice(to))
  const digest = new Uint8Array(await subtle.digest('SHA-256', signed))
  const certificates = chain.map(({ certificate }) => certificate)
  const der = Buffer.from(await signedData(who, digest, at, certificates)).toString('hex')
  return ascii(`${filled.slice(0, from)}<${der.padEnd(HOLE, '0')}>${filled.slice(to)}`)
}

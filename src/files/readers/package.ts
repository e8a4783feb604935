import type { Budget } from './budget.ts'
import type { Findings, Reader } from './findings.ts'
import { officeText } from './office.ts'
import { attribute, xmlBytes, xmlReader } from './xml.ts'
import { partReader } from './zip.ts'
import type { Part, PartReader } from './zip.ts'

/** Parts without text of the document: looks, fonts, what a printer is told. */
const NO_TEXT =
  /\/(?:theme\/|_rels\/)|(?:styles|stylesWithEffects|fontTable|webSettings|calcChain|metadata)\.xml$/i
const IMAGE = /\/media\/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)$/i
const TYPES = '[Content_Types].xml'
/** A program that comes with an Office file: recorded macros, those of Excel 4. */
const MACROS = /vbaProject|macrosheets|vbaData/i

/** What an Office file says of itself: the parts of the directory at its end, and what its relationships name. */
export type Package = {
  parts: Part[]
  /** The part that the package's own relationships name as the document. */
  main: string | undefined
  /** Media types by part, in lower case; by ending for those with a dot before the name. */
  types: Map<string, string>
}

/** Outside things that an Office file loads or runs when it is opened, by the end of a relationship's type. */
const OUTSIDE = new Map<string, string>(
  Object.entries({
    attachedTemplate: 'mẫu văn bản nạp từ địa chỉ bên ngoài',
    externalLinkPath: 'liên kết tới bảng tính bên ngoài',
    image: 'ảnh nạp từ địa chỉ bên ngoài',
    frame: 'khung nạp từ địa chỉ bên ngoài',
    subDocument: 'văn bản con nạp từ địa chỉ bên ngoài',
    oleObject: 'đối tượng OLE liên kết ra ngoài',
  }),
)
/** Things inside that act, or that only another program shows. */
const INSIDE = new Map<string, string>(
  Object.entries({
    oleObject: 'đối tượng OLE nhúng',
    package: 'tệp Office nhúng',
    control: 'điều khiển ActiveX',
    aFChunk: 'phần văn bản nhúng từ tệp khác',
    attachedToolbars: 'thanh công cụ có lệnh riêng',
  }),
)

/**
 * Reads an Office file (ECMA-376, part 2) while it streams by: the text of all parts that have some, and what its
 * relationships load or run.
 */
export function packageReader(budget: Budget, found: Findings): Reader & { seen: () => Package } {
  const seen: Package = { parts: [], main: undefined, types: new Map() }
  let images = 0
  const zip = partReader(budget, (name): PartReader | undefined => {
    if (IMAGE.test(name)) images++
    if (name === TYPES) return typesReader(seen, budget)
    if (name.endsWith('.rels')) return relationsReader(name, seen, found)
    return /\.(?:xml|vml)$/i.test(name) && !NO_TEXT.test(name) ? xmlBytes(officeText(found)) : undefined
  })
  return {
    push: zip.push,
    end() {
      zip.end()
      if (images > 0) found.unread(`chữ trong ${images} ảnh chèn vào văn bản`)
    },
    seen: () => ({ ...seen, parts: zip.parts }),
  }
}

/** Takes note of the document's own part, and of what a part loads or runs. */
const relationsReader = (owner: string, seen: Package, found: Findings): PartReader =>
  xmlPart((name, rest) => {
    if (!/(?:^|:)Relationship$/.test(name)) return
    const type = attribute(rest, 'Type')?.split('/').at(-1) ?? ''
    const target = attribute(rest, 'Target') ?? ''
    const outside = attribute(rest, 'TargetMode') === 'External'
    if (owner === '_rels/.rels' && type === 'officeDocument') seen.main ??= target.replace(/^\.?\//, '')
    const what = (outside ? OUTSIDE : INSIDE).get(type)
    if (what === undefined) return
    found.active(what)
    if (!outside && type !== 'control') found.unread(what)
  })

const typesReader = ({ types }: Package, budget: Budget): PartReader =>
  xmlPart((name, rest) => {
    if (!/(?:^|:)(?:Override|Default)$/.test(name)) return
    const key = attribute(rest, 'PartName')?.replace(/^\//, '') ?? `.${attribute(rest, 'Extension') ?? ''}`
    budget.hold(key.length + 128)
    types.set(key.toLowerCase(), attribute(rest, 'ContentType')?.toLowerCase() ?? '')
  })

const xmlPart = (open: (name: string, rest: string) => void): PartReader =>
  xmlBytes({ ...xmlReader({ open, close: () => undefined, text: () => undefined }), end: () => undefined })

type Office = 'docx' | 'xlsx'
/** The media type of the main part; some programs leave that to its ending, and its folder tells then. */
const OFFICE: Record<Office, { media: string; folder: string }> = {
  docx: { media: 'wordprocessingml.document.main', folder: 'word/' },
  xlsx: { media: 'spreadsheetml.sheet.main', folder: 'xl/' },
}

/** What a package proves to be: the kind of Office file, or that it carries a program, or is none. */
export function packageKind(
  { main, types, parts: met }: Package,
  parts: Part[],
): Office | 'macros' | undefined {
  const known = new Map(met.map(({ at, name }) => [at, name]))
  if (parts.some(({ at, name }) => known.get(at) !== name)) return undefined
  const names = new Set(parts.map(({ name }) => name.toLowerCase()))
  if (main === undefined || !names.has(TYPES.toLowerCase()) || !names.has(main.toLowerCase()))
    return undefined
  const type = types.get(main.toLowerCase()) ?? types.get('.xml') ?? ''
  if (/macroenabled/.test(type) || parts.some(({ name }) => MACROS.test(name))) return 'macros'
  const untyped = type === '' || type === 'application/xml'
  return (['docx', 'xlsx'] as const).find((kind) => {
    const { media, folder } = OFFICE[kind]
    return type.includes(media) || (untyped && main.startsWith(folder))
  })
}

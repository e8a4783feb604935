import { dictionaryIn, listIn, nameIn, objectIn } from './values.ts'
import type { Dictionary, Value } from './values.ts'

/** What an object of a PDF says that is needed to read the text drawn with it: of pages, forms, fonts and resources. */
export type Facts = {
  page: boolean
  /** Objects of the streams that draw this page. */
  contents: number[]
  /** Fonts by the names they have here, and the forms that can be drawn. */
  fonts: Map<string, number>
  forms: number[]
  /** Where fonts and forms stand that are not here: resources, or the page tree above. */
  elsewhere: number[]
  /** Of a font: the map to text, whether its codes are numbers of glyphs, the names of its glyphs. */
  unicode: number | undefined
  composite: boolean
  encoding: Value | undefined
}

/** Fonts, forms and contents of one object that are looked at. */
const MOST = 2000
/** Memory of an object, and of each of what it names, in bytes. */
const [OBJECT, ENTRY] = [400, 80]

/** What an object says; undefined when it is none of those (most objects describe the structure of the text). */
export function factsOf(dictionary: Dictionary): Facts | undefined {
  const type = nameIn(dictionary.get('Type'))
  const own = dictionary.get('Resources')
  const resources = dictionaryIn(own) ?? dictionary
  const font = resources.get('Font')
  const named = dictionaryIn(font) ?? (allObjects(dictionary) ? dictionary : undefined)
  const facts: Facts = {
    page: type === 'Page',
    contents: objects(listIn(dictionary.get('Contents'))),
    fonts: new Map(
      [...(named ?? [])].slice(0, MOST).flatMap(([name, value]) => {
        const object = objectIn(value)
        return object === undefined ? [] : [[name, object]]
      }),
    ),
    forms: objects([...(dictionaryIn(resources.get('XObject'))?.values() ?? [])]),
    elsewhere: objects([own, font, dictionary.get('Parent')]),
    unicode: objectIn(dictionary.get('ToUnicode')),
    composite: nameIn(dictionary.get('Subtype')) === 'Type0',
    encoding: dictionary.get('Encoding') ?? dictionary.get('Differences'),
  }
  const tells = type === 'Font' || type === 'Encoding' || type === 'Pages' || facts.page || own !== undefined
  return tells || facts.fonts.size > 0 || facts.encoding !== undefined || font !== undefined
    ? facts
    : undefined
}

/** What facts take of memory, in bytes. */
export const sizeOf = ({ contents, fonts, forms, encoding }: Facts): number =>
  OBJECT + ENTRY * (contents.length + fonts.size + forms.length + (encoding === undefined ? 0 : 256))

const objects = (values: (Value | undefined)[]): number[] =>
  values.slice(0, MOST).flatMap((value) => objectIn(value) ?? [])

const allObjects = (dictionary: Dictionary): boolean =>
  dictionary.size > 0 && [...dictionary.values()].every((value) => objectIn(value) !== undefined)

/** Names in a PDF of what acts by itself or carries something else in (ISO 32000-1, 12.6; 7.11.4; 12.7.8). */
const ACTIVE = new Map<string, string>(
  Object.entries({
    JavaScript: 'mã JavaScript',
    JS: 'mã JavaScript',
    Launch: 'lệnh mở chương trình khác',
    EmbeddedFile: 'tệp đính trong PDF',
    EmbeddedFiles: 'tệp đính trong PDF',
    FileAttachment: 'tệp đính trong PDF',
    SubmitForm: 'biểu mẫu gửi dữ liệu đi',
    ImportData: 'lệnh nạp dữ liệu từ tệp khác',
    GoToR: 'liên kết mở tệp khác',
    XFA: 'biểu mẫu động XFA',
    RichMedia: 'nội dung đa phương tiện',
    Movie: 'nội dung đa phương tiện',
    Sound: 'nội dung đa phương tiện',
  }),
)

/** What a name in a PDF tells of active content, in words for people. */
export const activeBy = (name: string): string | undefined => ACTIVE.get(name)

/** Keys whose strings people read: titles and properties, notes, fields of forms and what is filled in. */
export const SPOKEN = new Set([
  'Title',
  'Subject',
  'Keywords',
  'Contents',
  'V',
  'DV',
  'TU',
  'T',
  'CA',
  'Opt',
  'RC',
])

import { fromTcvn3, fromVni } from '../../core/secrecy/legacy.ts'
import { LINE_MOST } from './findings.ts'
import type { Findings } from './findings.ts'
import { attribute, xmlReader } from './xml.ts'

/** Elements (without their prefix) at which a line of text begins and ends: paragraphs, cells, properties. */
const BREAKS = new Set(
  (
    'p tc tr br cr si is c v f row li value speak text txbxContent sdtContent comment pt tx title subject creator description ' +
    'Company Manager keywords category contentStatus lpwstr lpstr oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter'
  ).split(' '),
)
/** Text that no reader sees: field codes and formulas, whose results stand beside them. */
const UNSEEN = new Set(['instrText', 'f', 'sz', 'Application', 'AppVersion'])
const HEADER = /^(?:odd|even|first)(?:Header|Footer)$/
/** Attributes that people read: watermarks, other words for pictures, names of sheets, hints of cells. */
const SPOKEN = new Map<string, string[]>(
  Object.entries({
    textpath: ['string'],
    docPr: ['descr', 'title'],
    cNvPr: ['descr', 'title'],
    shape: ['alt', 'title'],
    imagedata: ['title', 'o:title'],
    sheet: ['name'],
    dataValidation: ['promptTitle', 'prompt'],
    lvlText: ['w:val'],
  }),
)

/** How the run being read is set, as far as it changes which letters are seen. */
type Run = { capitals: boolean; font: string }

/**
 * Reads the text of a part of an Office file as it comes: what stands in one paragraph, cell or property is a
 * line, as it is seen (capitals by formatting, fonts from before Unicode). ECMA-376, parts 1 and 4.
 */
export function officeText(found: Findings): { push: (text: string) => void; end: () => void } {
  let line = ''
  let run: Run = { capitals: false, font: '' }
  let muted = 0
  let header = false

  const finish = () => {
    if (line !== '') for (const one of header ? headerLines(line) : [line]) found.line(one.trim())
    line = ''
  }
  const xml = xmlReader({
    open(name, rest) {
      const plain = plainly(name)
      if (BREAKS.has(plain)) finish()
      if (UNSEEN.has(plain)) muted++
      if (HEADER.test(plain)) header = true
      if (plain === 'tab') line += '\t'
      if (plain === 'r') run = { capitals: false, font: '' }
      formatted(run, plain, rest)
      for (const spoken of spokenIn(plain, rest)) found.line(spoken)
    },
    close(name) {
      const plain = plainly(name)
      if (BREAKS.has(plain)) finish()
      if (HEADER.test(plain)) header = false
      if (UNSEEN.has(plain)) muted = Math.max(0, muted - 1)
      if (plain === 'r') run = { capitals: false, font: '' }
    },
    text(text) {
      if (muted > 0) return
      for (let at = 0; at < text.length; at += LINE_MOST) {
        line += shown(text.slice(at, at + LINE_MOST), run)
        if (line.length > LINE_MOST) finish()
      }
    },
  })
  return {
    push: xml.push,
    end() {
      finish()
      found.part()
    },
  }
}

const plainly = (name: string): string => name.slice(name.indexOf(':') + 1)

const spokenIn = (name: string, rest: string): string[] =>
  (SPOKEN.get(name) ?? []).flatMap((key) => attribute(rest, key)?.trim().slice(0, LINE_MOST) ?? [])

function formatted(run: Run, name: string, rest: string): void {
  if (name === 'caps' || name === 'smallCaps') run.capitals = !/val="(?:0|false|off)"/.test(rest)
  else if (name === 'rPr') run.capitals = /\scap="(?:all|small)"/.test(rest)
  else if (name === 'rFonts') run.font = attribute(rest, 'w:ascii') ?? ''
  else if (name === 'latin') run.font = attribute(rest, 'typeface') ?? ''
}

/** Text as its font shows it: .VnTimeH is TCVN3 in capitals. */
function shown(text: string, { capitals, font }: Run): string {
  const letters = font.startsWith('.Vn') ? fromTcvn3(text) : font.startsWith('VNI-') ? fromVni(text) : text
  return capitals || /^\.Vn.*H$/.test(font) ? letters.toUpperCase() : letters
}

/** The three parts of a header of Excel, without its codes for fonts, sizes, colours, pages and dates. */
const headerLines = (text: string): string[] =>
  text
    .split(/&[LCR]/)
    .map((part) =>
      part.replace(/&(?:"[^"]*"|K[\dA-F]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Z])/g, '').replaceAll('&&', '&'),
    )

/** The parts of a Word or Excel file whose text is read for stamps. */
export const hasText = (name: string): boolean =>
  /^(word\/(document|header\d*|footer\d*|footnotes|endnotes)|xl\/(sharedStrings|worksheets\/sheet\d+|drawings\/drawing\d+)|docProps\/(core|custom))\.xml$/i.test(
    name,
  )

const BREAKS =
  /<\/?(?:w:p|a:p|si|is|w:tc|oddHeader|oddFooter|evenHeader|firstHeader|dc:\w+|cp:\w+|vt:lpwstr)(?=[\s>/])[^>]*>|<w:(?:br|cr)\b[^>]*>/g
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The lines of text in a part of an Office file: paragraphs, cells, headers, properties; a part cut short is fine. */
export function officeLines(xml: string): string[] {
  const text = xml
    .replace(BREAKS, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => decoded(name) ?? whole)
  return text
    .split('\n')
    .flatMap((line) => line.split(/&[LCR]/))
    .map((line) => line.replace(/&"[^"]*"|&\d+/g, '').trim())
    .filter((line) => line !== '')
}

function decoded(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name]
  const code = name[1]?.toLowerCase() === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

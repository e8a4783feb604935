import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['versions'] = {
  title: 'Versions of the draft',
  none: 'No version yet',
  noneHint: 'A version is kept at each hand-over and when a number is given.',
  back: 'Draft',
  list: 'Versions kept',
  before: 'Before',
  after: 'After',
  which: (no: number, stage: string) => `Version ${no}, ${stage}`,
  changed: (what: string) => `changed: ${what}`,
  same: 'content unchanged',
  facts: 'Content',
  files: 'Files',
  text: 'Text of the file',
  textSame: 'Both have the same file, or their text is the same.',
  textNone: 'The text cannot be compared: a scan, or neither PDF nor DOCX.',
  skipped: (n: string) => `… ${n} lines unchanged …`,
  gone: 'gone',
  new: 'new',
  empty: '(empty)',
}
export default words

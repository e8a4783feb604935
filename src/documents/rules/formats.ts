/** What a guidance on format wants to read in a paper, and from which day on. */
export type Format = {
  id: string
  name: string
  /** Whose papers it is for: the Party's, or those of bodies of the state. */
  of: 'party' | 'state'
  from: string
  /** The line above all else. */
  head: string
  /** Whether a colon stands after "Số". */
  colon: boolean
  /** What stands before who signs for others, as it is printed. */
  marks: Readonly<Record<'T/M' | 'K/T' | 'T/L' | 'Q.', string>>
}

const PARTY = {
  of: 'party',
  head: 'ĐẢNG CỘNG SẢN VIỆT NAM',
  colon: false,
  marks: { 'T/M': 'T/M', 'K/T': 'K/T', 'T/L': 'T/L', 'Q.': 'Q.' },
} as const

/** Every guidance known, the oldest first. */
export const FORMATS: readonly Format[] = [
  { ...PARTY, id: '36-HD/VPTW', name: 'Hướng dẫn 36-HD/VPTW ngày 03/4/2018', from: '2018-04-03' },
  {
    id: '30/2020/NĐ-CP',
    name: 'Nghị định 30/2020/NĐ-CP ngày 05/3/2020',
    of: 'state',
    from: '2020-03-05',
    head: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    colon: true,
    marks: { 'T/M': 'TM.', 'K/T': 'KT.', 'T/L': 'TL.', 'Q.': 'Q.' },
  },
  { ...PARTY, id: '05-HD/VPTW', name: 'Hướng dẫn 05-HD/VPTW ngày 27/5/2026', from: '2026-05-27' },
]

/** The guidance for these papers in force on a day (`YYYY-MM-DD`); the first one known for days before it. */
export function formatOn(of: Format['of'], day: string): Format {
  const own = FORMATS.filter((one) => one.of === of)
  const found = own.findLast((one) => one.from <= day) ?? own[0]
  if (found === undefined) throw new Error(`no guidance on the format of ${of} papers`)
  return found
}

/** A kind of file that may be exchanged: how its name may end and what it is served as. */
export type Kind = {
  id: 'pdf' | 'docx' | 'xlsx' | 'png' | 'jpeg'
  name: string
  type: string
  endings: string[]
}

const OPC = 'application/vnd.openxmlformats-officedocument'

/** The kinds of file taken in: those of HD 05-HD/VPTW practice, none of them active content once served. */
export const KINDS: readonly Kind[] = [
  { id: 'pdf', name: 'PDF', type: 'application/pdf', endings: ['pdf'] },
  { id: 'docx', name: 'Word', type: `${OPC}.wordprocessingml.document`, endings: ['docx'] },
  { id: 'xlsx', name: 'Excel', type: `${OPC}.spreadsheetml.sheet`, endings: ['xlsx'] },
  { id: 'png', name: 'PNG', type: 'image/png', endings: ['png'] },
  { id: 'jpeg', name: 'JPEG', type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
]

/** The kind that a file's name says, by its ending; undefined when that kind is not taken in. */
export function kindOfName(name: string): Kind | undefined {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return KINDS.find((kind) => kind.endings.includes(ending))
}

const starts = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte)

/** What the first bytes (at least 16 of them, if the file has so many) say a file is. */
export function formOf(head: Uint8Array): 'pdf' | 'png' | 'jpeg' | 'zip' | 'ole' | undefined {
  if (starts(head, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf'
  if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52))
    return 'png'
  if (starts(head, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(head, 0x50, 0x4b, 0x03, 0x04)) return 'zip'
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'ole'
  return undefined
}

/** A size in bytes as people read it: `12 KB`, `3,5 MB`. */
export function showSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '').replace('.', ',')} MB`
}

import { given } from '../core/given.ts'
import type { FileFacts } from './schema.ts'

/**
 * What the system saw in a file when it was brought in. It is kept with the file and travels with it, so that those
 * who receive it know what its sender knew; all of it in words for people.
 */
export type Remarks = {
  /** What acts by itself once the file is opened. */
  active: string[]
  /** What people may read in it and the system could not. */
  unread: string[]
  /** How many digital signatures it bears; missing of files brought in before they were counted. */
  signed?: number
  /** The stamp found in it, and who took upon themselves, for what reason, that it is none. */
  declared?: { stamp: string; reason: string; by: string }
}

/** A file as a paper that is read names it. */
export const tellFile = ({ sha256, name, type, size, remarks }: FileFacts & { remarks: Remarks | null }) => ({
  sha256,
  name,
  type,
  size,
  ...given({ signed: remarks?.signed }),
})

/** Whether a file bears a digital signature, as far as it was looked for. */
export const isSigned = ({ remarks }: { remarks: Remarks | null }): boolean => (remarks?.signed ?? 0) > 0

type Remarked = { name: string; remarks: Remarks | null }
type Warning = { id: string; state: 'warn'; label: string; detail: string }

/** What of these files somebody has to know before sending or taking them. */
export function remarkChecks(files: readonly Remarked[]): Warning[] {
  const about = (id: string, label: string, tell: (remarks: Remarks) => string): Warning[] => {
    const told = files.flatMap(({ name, remarks }) => {
      const what = remarks === null ? '' : tell(remarks)
      return what === '' ? [] : [`${name}: ${what}`]
    })
    return told.length === 0 ? [] : [{ id, state: 'warn', label, detail: `${told.join('; ')}.` }]
  }
  return [
    ...about('active', 'Tệp có nội dung tự chạy', ({ active }) => active.join(', ')),
    ...about('unread', 'Không đọc được để kiểm tra', ({ unread }) => unread.join(', ')),
    ...about('declared', 'Tệp được cam kết không phải tài liệu mật', ({ declared }) =>
      declared === undefined
        ? ''
        : `có dấu “${declared.stamp}”, đồng chí ${declared.by} cam kết: ${declared.reason}`,
    ),
  ]
}

import type { FieldProblem } from '../../core/errors.ts'
import { kindOfName } from '../../files/rules.ts'
import { SECRET_ADVICE, stampInName } from '../../core/secrecy/stamps.ts'
import type { file } from '../../files/tables.ts'
import type { Attached } from './parts.ts'
import type { DraftInput } from './schema.ts'

type Upload = typeof file.$inferSelect

/**
 * Finds the files of a draft among those brought in.
 * @returns those found, in order, and what is wrong with the others
 */
export function attach(
  asked: DraftInput['files'],
  uploads: Upload[],
): { files: Attached[]; problems: FieldProblem[] } {
  const bySha = new Map(uploads.map((one) => [one.sha256, one]))
  const problems: FieldProblem[] = []
  const files = asked.flatMap((one, position) => {
    const found = bySha.get(one.sha256)
    const name = one.name ?? found?.name ?? one.sha256
    const message =
      found === undefined ? `Tệp "${name}" chưa tải lên xong. Đề nghị tải lại tệp.` : unfitName(name, found)
    if (message !== undefined) problems.push({ field: `files.${position}`, message })
    return found === undefined
      ? []
      : [{ position, sha256: found.sha256, name, type: found.type, size: found.size }]
  })
  return { files, problems }
}

/** Why recipients may not be shown a file under this name: it would hide what the file is, or carries a stamp. */
function unfitName(name: string, uploaded: Upload): string | undefined {
  if (kindOfName(name)?.type !== uploaded.type)
    return `Tên "${name}" không đúng loại của tệp đã tải lên ("${uploaded.name}"). Đề nghị giữ phần đuôi của tên tệp.`
  return name !== uploaded.name && stampInName(name) !== undefined ? SECRET_ADVICE : undefined
}

import type { Check } from '../outgoing/schema.ts'
import { gone, RELATIONS } from './relations.ts'
import type { Related } from './relations.ts'

/** The type by which form and procedure of a paper are put right: a công văn, never the paper again. */
const LETTER = 'cong-van'

/**
 * Whether a draft may do to earlier papers what it says: an error of content is put right by a paper of the same type,
 * one of form by a công văn. Another way warns and takes a named override; one that is no longer in force stops it.
 */
export function relationChecks(
  typeId: string | undefined,
  overrideReason: string | null,
  related: readonly Related[],
): (Check & { field: string })[] {
  return related.flatMap(({ kind, targetId, notation, typeId: old, typeName, endedOn, endedHow }) => {
    const base = { id: `relation-${targetId}`, label: `${RELATIONS[kind].name} ${notation ?? ''}` }
    if (endedOn !== null)
      return { ...base, field: 'relates', state: 'error' as const, detail: gone(notation, endedHow) }
    const doubt =
      RELATIONS[kind].sameType && typeId !== old
        ? `${RELATIONS[kind].name} bằng văn bản cùng tên loại: ${notation ?? ''} là ${typeName ?? ''}.`
        : kind === 'corrects' && typeId !== LETTER
          ? 'Đính chính lỗi thể thức, thủ tục bằng công văn.'
          : undefined
    if (doubt === undefined) return { ...base, field: 'relates', state: 'ok' as const }
    const given = (overrideReason ?? '') !== ''
    return {
      ...base,
      field: 'overrideReason',
      state: given ? ('warn' as const) : ('error' as const),
      detail: given
        ? `${doubt} Vẫn ban hành vì: ${overrideReason}`
        : `${doubt} Nếu vẫn ban hành, nêu lý do và người cho phép.`,
    }
  })
}

import type { Check } from '../outgoing/schema.ts'

/** What a paper may do to an earlier one of the same committee (domain.md §2.4), and what becomes of the earlier one. */
export const RELATIONS = {
  replaces: { name: 'Thay thế', passive: 'Được thay thế bởi', ends: true, sameType: true },
  amends: { name: 'Sửa đổi, bổ sung', passive: 'Được sửa đổi, bổ sung bởi', ends: false, sameType: true },
  corrects: { name: 'Đính chính', passive: 'Được đính chính tại', ends: false, sameType: false },
  repeals: { name: 'Bãi bỏ', passive: 'Bị bãi bỏ bởi', ends: true, sameType: false },
} as const
export type Relation = keyof typeof RELATIONS
export const RELATION_KINDS = Object.keys(RELATIONS) as [Relation, ...Relation[]]

/** An earlier paper that a draft is about. */
export type Related = {
  kind: Relation
  targetId: string
  notation: string | null
  typeId: string | null
  typeName: string | null
  subject: string
  endedOn: string | null
  endedHow: string | null
}

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

/** Why an earlier paper takes nothing any more. */
export const gone = (notation: string | null, how: string | null): string =>
  how === 'recalled'
    ? `Văn bản ${notation ?? ''} đã thu hồi.`
    : `Văn bản ${notation ?? ''} đã hết hiệu lực, không thay thế, sửa đổi hay thu hồi được nữa.`

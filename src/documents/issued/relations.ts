/** What a paper may do to an earlier one of the same committee, and what becomes of the earlier one. */
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

/** Why an earlier paper takes nothing any more. */
export const gone = (notation: string | null, how: string | null): string =>
  how === 'recalled'
    ? `Văn bản ${notation ?? ''} đã thu hồi.`
    : `Văn bản ${notation ?? ''} đã hết hiệu lực, không thay thế, sửa đổi hay thu hồi được nữa.`

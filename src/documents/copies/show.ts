import { given } from '../../core/given.ts'
import { endedText } from '../issued/show.ts'
import { cited, COPY_KINDS, copyIn } from './rules.ts'
import type { CopyKind } from './rules.ts'

/**
 * A copy as answers tell it; nothing of a paper that is none.
 * @param originalId the paper here that it is of, where it is
 */
export function tellCopy(text: string | null, originalId: string | null = null) {
  const copy = copyIn(text)
  if (copy === undefined) return {}
  const { kind, part, of, by, recipients, side } = copy
  const original = originalId === null || side === undefined ? undefined : { side, id: originalId }
  return {
    copy: {
      kind,
      name: COPY_KINDS[kind],
      cited: cited(of),
      of,
      by,
      recipients,
      ...given({ part, original }),
    },
  }
}

type Made = {
  id: string
  copyKind: CopyKind | null
  notation: string | null
  issuedOn: string | null
  recipientCount: number
  endedOn: string | null
  endedHow: 'replaces' | 'repeals' | 'recalled' | null
}

/** A copy in the list of those made of a paper. */
export const tellMade = (row: Made) => ({
  id: row.id,
  name: row.copyKind === null ? '' : COPY_KINDS[row.copyKind],
  notation: row.notation ?? '',
  issuedOn: row.issuedOn ?? '',
  recipients: row.recipientCount,
  ...given({ ended: endedText(row) }),
})

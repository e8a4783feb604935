import { nothing } from 'lit-html'
import type { Document } from '../../api/types.ts'
import { behind } from '../../parts/behind.ts'
import type { Inside } from '../../screen.ts'

/** The copies of an issued paper of ours, and of which paper it is one, behind the page. */
export const copiesOf = (visit: Inside<'issued'>, read: () => Document, done: () => Promise<void>) =>
  behind(visit.draw, async () => {
    const { copiesPart } = await import('../copies/part.ts')
    return () => (read().state === 'issued' ? copiesPart(visit, 'document', copiedOf(read()), done) : nothing)
  })

/** The paper as far as its copies go. */
const copiedOf = ({ id, notation = '', issuedOn = '', issuer, copy, copiesMade, recalled }: Document) => ({
  id,
  notation,
  issuedOn,
  issuer: issuer?.name ?? '',
  copy,
  copiesMade,
  open: !recalled,
})

import { nothing } from 'lit-html'
import { behind } from '../../parts/behind.ts'
import type { Inside } from '../../screen.ts'
import type { Paper } from './paper.ts'

/** The digital signatures of a paper's files and its cover sheet, behind the page; few papers bear any. */
export const signaturesBeside = (visit: Inside, read: () => Paper) =>
  behind(visit.draw, async () => {
    if (!read().files.some(({ signed = 0 }) => signed > 0)) return () => nothing
    const { signaturesPart } = await import('./part.ts')
    return signaturesPart(visit, read)
  })

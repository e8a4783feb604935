import type { Me } from '../../core/batch.ts'
import { Conflict } from '../../core/errors.ts'
import type { document } from '../tables.ts'
import { ALWAYS, holds } from './hand.ts'

/**
 * What is before its signer changes under nobody's hands but those with whom it lies; what is signed, under those of the
 * clerk and the office chief alone, who put the scan in its place. Others have it returned first.
 * @throws Conflict saying with whom it lies
 */
export function refuseBeyond(me: Me, found: typeof document.$inferSelect): void {
  if (found.stage === 'signing' && !holds(me, found))
    throw new Conflict(
      `Dự thảo đang trình ký ở bàn của đồng chí ${found.holderName ?? ''}. Cần sửa thì đề nghị trả sửa trước.`,
    )
  if (found.stage === 'signed' && !ALWAYS.some((role) => me.roles.includes(role)))
    throw new Conflict('Văn bản đã ký, chờ văn thư cấp số. Cần sửa thì đề nghị trả sửa trước.')
}

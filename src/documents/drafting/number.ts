import { commit, expectOne } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { documentActs } from '../acts.ts'
import { holdNumber, numberOf } from '../books/number.ts'
import type { Numbered } from '../books/number.ts'
import { unfindable } from '../found.ts'
import { findableNumbered, numbering, whyNotIssued } from '../outgoing/freeze.ts'
import { prepare } from '../outgoing/ready.ts'
import type { NumberInput } from './schema.ts'
import { keepVersion } from './versions.ts'

/**
 * Gives a draft its number and day, held for it until it is sent or the number is voided, so that what is scanned and
 * sent bears them. Next of (issuer, term, series), no gaps, no reuse.
 * @param seen the version the clerk saw, and the number that was shown, which is then the one it gets
 * @throws Invalid naming what is still missing or that no term holds today; Conflict when somebody numbered it
 *   first, another paper has the number that was shown (`number_gone`), or it is not signed yet; Stale when it was edited since
 */
export async function numberDraft(
  ctx: Context,
  id: string,
  seen: NumberInput,
): Promise<Numbered & { id: string; version: number }> {
  const ready = await prepare(ctx, id, seen.version, 'number')
  const { found, me } = ready
  const { before, run, printed } = numbering(ctx, ready, seen.number)
  const given = numberOf(id)
  const statements = [
    ...before,
    holdNumber(ctx, run, printed, {
      id,
      version: found.version,
      typeName: ready.type.name,
      by: me.name,
      at: ctx.clock(),
    }),
    expectOne(ctx.tenant),
    ...keepVersion(ctx, id, me),
    unfindable(ctx.tenant, found),
    findableNumbered(ctx, ready),
  ]
  const act = documentActs.number({ id, name: found.subject }, { after: given })
  return commit(ctx, me, act, statements, given.and({ id, version: found.version + 1 }), () =>
    whyNotIssued(ctx, ready, seen.number),
  )
}

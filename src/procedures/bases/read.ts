import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { NotFound } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { adapt, rebase } from '../../processes/overlay.ts'
import type { Template } from '../../processes/template.ts'
import type { OverlayAnswer } from '../schema.ts'
import { oneVersion } from '../read.ts'
import { newestOf, ownBaseOf } from './asked.ts'

/**
 * How a version differs from the base it stands on, what of that the base does not allow, and what would become of it
 * on the newest version of the base, side by side.
 * @throws NotFound also for a version that adapts nothing
 */
export async function readOverlay(ctx: Context, id: string): Promise<OverlayAnswer> {
  const { rows, own } = await look(ctx, {
    own: ownBaseOf(ctx.tenant, { versionId: id }),
    rows: oneVersion(ctx.tenant, { id }),
  })
  const found = rows[0]
  const content = found?.version.base
  if (found === undefined || content === null || content === undefined) throw new NotFound()
  const { version, procedure: of } = found
  const base = JSON.parse(content) as Template
  const ops = version.ops ?? []
  const newest = await newestOf(ctx, of, own)
  return {
    issuer: of.baseIssuer ?? '',
    number: version.baseNumber ?? 0,
    hash: version.baseHash ?? '',
    content: base,
    ops,
    conflicts: adapt(base, ops).conflicts,
    ...given({ closedOn: newest?.closedOn }),
    ...(newest === undefined || newest.versionId === version.baseVersionId
      ? {}
      : {
          newer: {
            number: newest.number,
            note: newest.note,
            hash: newest.hash,
            effectiveFrom: newest.effectiveFrom,
            touched: rebase(base, JSON.parse(newest.content) as Template, ops),
          },
        }),
  }
}

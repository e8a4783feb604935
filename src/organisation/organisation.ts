import { desc } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { decidingBodies } from '../directory/rules/kinds.ts'
import { showIssuer } from './issuers.ts'
import { showPosition } from './positions.ts'
import { inRankOrder } from './rules.ts'
import { ISSUER_KINDS } from './schema.ts'
import type { OrganisationAnswer } from './schema.ts'
import { issuer, position, term, unit } from './tables.ts'
import { showTerm } from './term-changes.ts'
import { showUnit } from './units.ts'

/**
 * The structure of the committee: units and positions in rank order, issuers with the main one first, terms
 * with the newest first, and the bodies that may decide in a committee of its kind.
 */
export async function readOrganisation(ctx: Context): Promise<OrganisationAnswer> {
  const { units, positions, issuers, terms } = await look(ctx, 'organisation.read', {
    units: ctx.tenant.select().from(unit),
    positions: ctx.tenant.select().from(position),
    issuers: ctx.tenant.select().from(issuer).orderBy(desc(issuer.main), issuer.suffix),
    terms: ctx.tenant.select().from(term).orderBy(desc(term.opensOn)),
  })
  const today = dayAt(ctx.clock())
  return {
    units: inRankOrder(units).map(showUnit),
    positions: inRankOrder(positions).map(showPosition),
    issuers: issuers.map(showIssuer),
    issuerKinds: Object.entries(ISSUER_KINDS).map(([id, name]) => ({ id, name })),
    terms: terms.map((row) => showTerm(row, today)),
    deciding: decidingBodies(ctx.committee.kind),
  }
}

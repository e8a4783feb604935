import { desc } from 'drizzle-orm'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { query } from '../../core/query.ts'
import { decidingBodies } from '../../directory/rules/kinds.ts'
import { issuer, position, term, unit } from '../tables.ts'
import { showIssuer } from './issuers.ts'
import { showPosition } from './positions.ts'
import { ISSUER_KINDS, UNIT_KINDS } from './schema.ts'
import type { OrganisationAnswer } from './schema.ts'
import { showTerm } from './terms.ts'
import { inRankOrder } from './unit-rules.ts'
import { showUnit } from './units.ts'

const allUnits = query()((db) => db.select().from(unit))
const allPositions = query()((db) => db.select().from(position))
const allIssuers = query()((db) => db.select().from(issuer).orderBy(desc(issuer.main), issuer.suffix))
const allTerms = query()((db) => db.select().from(term).orderBy(desc(term.opensOn)))

/**
 * The structure of the committee: units and positions in rank order, issuers with the main one first, terms
 * with the newest first, and the bodies that may decide in a committee of its kind.
 */
export async function readOrganisation(ctx: Context): Promise<OrganisationAnswer> {
  const { units, positions, issuers, terms } = await look(ctx, {
    units: allUnits(ctx.tenant, {}),
    positions: allPositions(ctx.tenant, {}),
    issuers: allIssuers(ctx.tenant, {}),
    terms: allTerms(ctx.tenant, {}),
  })
  const today = dayAt(ctx.clock())
  return {
    units: inRankOrder(units).map((one) => showUnit(one, units)),
    unitKinds: listed(UNIT_KINDS),
    positions: inRankOrder(positions).map(showPosition),
    issuers: issuers.map(showIssuer),
    issuerKinds: listed(ISSUER_KINDS),
    terms: terms.map((row) => showTerm(row, today)),
    deciding: decidingBodies(ctx.committee.kind),
  }
}

const listed = <Id extends string>(words: Readonly<Record<Id, string>>) =>
  (Object.keys(words) as Id[]).map((id) => ({ id, name: words[id] }))

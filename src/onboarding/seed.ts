import { eq } from 'drizzle-orm'
import { auditRow, isConstraint } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Visit } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { member, memberRole } from '../core/tables.ts'
import { nameSortKey } from '../core/text.ts'
import { documentType } from '../documents/tables.ts'
import { documentTypes, ruleSetOn } from '../documents/rules/rule-sets.ts'
import { issuer, term } from '../organisation/tables.ts'
import type { Database } from '../platform/database.ts'
import { committeeActs } from '../directory/acts.ts'
import type { committee, Setup } from '../entrance/control-tables.ts'

type Entry = typeof committee.$inferSelect & { setup: Setup }

/**
 * Writes what a new committee's database starts with: its founder as administrator and clerk, the main issuer,
 * the term, and the document types of the rule set in force. One batch under fixed ids, so repeating it after a
 * lost reply changes nothing.
 */
export async function seedTenant(tenant: Database, visit: Visit, entry: Entry): Promise<void> {
  try {
    await tenant.batch([...people(tenant, visit, entry), ...books(tenant, visit, entry)] as [
      Statement,
      ...Statement[],
    ])
  } catch (error) {
    if (!isConstraint(error)) throw error
    const [seeded] = await tenant
      .select({ id: member.id })
      .from(member)
      .where(eq(member.id, entry.setup.memberId))
    if (seeded === undefined) throw error
  }
}

function people(tenant: Database, { person, clock }: Visit, { setup, ...entry }: Entry): Statement[] {
  const { name, email, id: userId } = person
  const id = setup.memberId
  const roles = ['admin', 'clerk'] as const
  return [
    tenant.insert(member).values({ id, userId, name, email, sortKey: nameSortKey(name), createdAt: clock() }),
    tenant.insert(memberRole).values(roles.map((role) => ({ memberId: id, role }))),
    auditRow(
      tenant,
      { id, name },
      committeeActs.open(entry, {
        after: { administrator: name, suffix: entry.suffix, term: setup.term },
      }),
      clock(),
    ),
  ]
}

function books(tenant: Database, { clock }: Visit, { setup, name, suffix }: Entry): Statement[] {
  const types = documentTypes(ruleSetOn(dayAt(clock())).id)
  return [
    tenant.insert(issuer).values({ id: setup.issuerId, name, suffix, kind: 'committee', main: true }),
    tenant.insert(term).values(setup.term),
    tenant.insert(documentType).values(
      types.map(({ id, name: called, symbol, series, office, central, asksNecessity }, i) => ({
        id,
        name: called,
        symbol,
        series,
        office,
        hidden: central,
        asksNecessity,
        rank: (i + 1) * 10,
      })),
    ),
  ]
}

import { sql } from 'drizzle-orm'
import { auditRow } from '../../core/batch.ts'
import { addDays, dayAt } from '../../core/dates.ts'
import { enterer } from '../../core/entering.ts'
import { query } from '../../core/query.ts'
import { member } from '../../core/tables.ts'
import { moveIncoming } from '../../documents/incoming/move.ts'
import { unit } from '../../organisation/tables.ts'
import { newTask } from '../../tasks/assign.ts'
import { deadlineOn, ownDays } from '../../tasks/deadline.ts'
import type { Subject } from '../../tasks/subjects.ts'
import { handlingActs } from '../acts.ts'
import { directionRow } from '../direction.ts'
import { reader, routingRule } from '../tables.ts'
import { isFor } from './match.ts'

type Row = Pick<
  typeof routingRule.$inferSelect,
  'name' | 'sender' | 'typeName' | 'words' | 'dueDays' | 'byId' | 'byName'
> & {
  lead: string | null
  inform: string
  unitId: string | null
}

/** Whether the lead that a rule `r` names is still there, where it names one. */
export const LEAD_STANDS = sql`("lead" is null
  or exists (select 1 from ${unit} where id = r."lead" ->> '$.id' and closedAt is null)
  or exists (select 1 from ${member} where id = r."lead" ->> '$.id' and leftAt is null))`

/** Rules in force whose lead still stands: one that names who is gone leaves the paper to the office chief. */
const rules = query()((db) =>
  db.all<Row>(sql`select name, sender, typeName, words, dueDays, byId, byName, "lead", inform,
      coalesce((select id from ${unit} where id = r."lead" ->> '$.id'),
        (select unitId from ${member} where id = r."lead" ->> '$.id')) as unitId
    from ${routingRule} r where endedAt is null and ${LEAD_STANDS}
    order by createdAt, id limit 100`),
)

/**
 * Gives a paper out as the first standing rule says that is for it, in the batch that enters it in the book: its lead
 * task, who is to know, and the record of it in the name of whoever set the rule.
 */
export const enters = enterer({
  tenant: (ctx) => ({ rules: rules(ctx.tenant, {}), days: ownDays(ctx) }),
  enter: (ctx, _, { rules: found, days }, paper) => {
    const rule = found.find((one) => isFor(one, paper))
    if (rule === undefined) return { statements: [], assigned: false }
    const at = ctx.clock()
    const today = dayAt(at)
    const by = { id: rule.byId, name: rule.byName }
    const lead =
      rule.lead === null ? undefined : ({ ...JSON.parse(rule.lead), unitId: rule.unitId } as Subject)
    const inform = JSON.parse(rule.inform) as Subject[]
    const wanted =
      paper.dueOn ??
      (rule.dueDays === null ? undefined : deadlineOn(addDays(today, rule.dueDays), days).lands)
    // A day that has passed on the way is no deadline, neither of the task nor in the record of it.
    const dueOn = wanted !== undefined && wanted >= today ? wanted : undefined
    const made =
      lead &&
      newTask(ctx, by, {
        source: 'incoming',
        sourceId: paper.id,
        sourceName: paper.notation,
        title: `${paper.typeName} ${paper.subject}`.trim(),
        product: '',
        urgency: paper.urgency,
        lead,
        cooperate: [],
        inform: [],
        dueOn,
      })
    const received = lead && { receiver: lead.name, unitId: lead.unitId, transferredOn: today }
    const text = `Phân công theo quy tắc “${rule.name}”.`
    const act = handlingActs.assign(
      { id: paper.id, name: `${paper.notation} ${paper.subject}`.trim() },
      { after: { state: 'assigned', text, ...(lead && { lead: lead.name }) } },
    )
    const readers = inform.map(({ kind, id: subjectId, name }) => ({
      incomingId: paper.id,
      kind,
      subjectId,
      name,
      at,
    }))
    const statements = [
      ...moveIncoming(ctx, { id: paper.id, version: 1 }, 'assigned', {
        leadTaskId: made?.id ?? null,
        ...received,
      }),
      directionRow(ctx, by, paper.id, {
        kind: 'assign',
        text,
        dueOn: dueOn ?? null,
        ...(lead && { lead: { kind: lead.kind, id: lead.id, name: lead.name } }),
        cooperate: [],
        inform,
      }),
      ...(made?.statements ?? []),
      ...(readers.length === 0 ? [] : [ctx.tenant.insert(reader).values(readers)]),
      auditRow(ctx.tenant, by, act, at),
    ]
    return { statements, assigned: true }
  },
})

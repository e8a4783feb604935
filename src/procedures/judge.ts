import { isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { member } from '../core/tables.ts'
import { dayAt } from '../core/dates.ts'
import { checkTemplate } from '../processes/template.ts'
import type { Problem, Role } from '../processes/template.ts'
import { candidatesOf, heldRoles, unitHeads } from './people.ts'
import type { People } from './people.ts'
import { procedure, procedureVersion } from './tables.ts'

/** The process of a version, to stand in a statement. */
export const procedureOf = (versionId: string): SQL =>
  sql`(select procedureId from ${procedureVersion} where id = ${versionId})`

/** Queries for what the check must know of the committee: who fills which role, and which codes are in force. */
export const surroundings = (ctx: Context, procedureId: SQL | string) => ({
  held: heldRoles(ctx.tenant, procedureId),
  heads: unitHeads(ctx.tenant),
  everyone: ctx.tenant.select({ id: member.id }).from(member).where(isNull(member.leftAt)),
  published: ctx.tenant.all<{ code: string; calls: string }>(sql`
    select p.code as code, (select json_group_array(value)
      from json_tree(v.content) where key = 'template' and type = 'text') as calls
    from ${procedure} p join ${procedureVersion} v on v.id = (select f.id from ${procedureVersion} f
      where f.procedureId = p.id and f.state = 'approved' and f.effectiveFrom <= ${dayAt(ctx.clock())}
      order by f.effectiveFrom desc limit 1)
    where p.closedOn is null`),
})

type Around = People & {
  everyone: readonly { id: string }[]
  published: readonly { code: string; calls: string }[]
}

/** Judges a draft as publishing would: V1–V13 with the people and the processes of this committee. */
export function judge(ctx: Context, content: unknown, around: Around): ReturnType<typeof checkTemplate> {
  const everyone = around.everyone.map(({ id }) => id)
  const roles = (content as { roles?: Record<string, Role> }).roles ?? {}
  const idOf = (role: Role) => Object.keys(roles).find((id) => roles[id] === role) ?? ''
  return checkTemplate(content, {
    organisation: {
      units: [{ id: '', name: ctx.committee.name }],
      persons: (_, role) => candidatesOf(around, everyone, idOf(role), role),
    },
    published: new Map(
      around.published.map(({ code, calls }) => [code, JSON.parse(calls) as string[]] as const),
    ),
  })
}

/** Problems as an answer tells them. */
export const told = (problems: readonly Problem[]) =>
  problems.map(({ step, ...one }) => ({ ...one, ...(step === undefined ? {} : { step }) }))

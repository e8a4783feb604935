import { desc } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Invalid } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { query } from '../../core/query.ts'
import { incoming } from '../../documents/tables.ts'
import type { ruleMarks, rulePreview } from '../schema.ts'
import { isFor } from './match.ts'
import { noMarks, standing } from './rules.ts'

/** So many of the last papers are held against a rule, and so many of those it is for are shown. */
const LOOKED = 500
const SHOWN = 20

/**
 * What a rule with these marks would have caught among the last papers of the book, and for each the rule in force
 * that is before it.
 * @throws Invalid when it looks at nothing
 */
export async function previewRule(
  ctx: Context,
  marks: z.output<typeof ruleMarks>,
): Promise<z.infer<typeof rulePreview>> {
  const { papers, rules } = await look(ctx, {
    papers: lastPapers(ctx.tenant, {}),
    rules: standing(ctx.tenant, {}),
  })
  const problems = noMarks(marks)
  if (problems.length > 0) throw new Invalid(problems)
  const caught = papers.filter((paper) => isFor(marks, paper))
  return {
    looked: papers.length,
    caught: caught.length,
    items: caught.slice(0, SHOWN).map((paper) => {
      const { senderName: sender, ...shown } = paper
      return { ...shown, sender, ...given({ rule: rules.find((rule) => isFor(rule, paper))?.name }) }
    }),
  }
}

const lastPapers = query()((db) =>
  db
    .select({
      id: incoming.id,
      senderName: incoming.senderName,
      notation: incoming.notation,
      typeName: incoming.typeName,
      subject: incoming.subject,
      arrivedOn: incoming.arrivedOn,
    })
    .from(incoming)
    .orderBy(desc(incoming.rowid))
    .limit(LOOKED),
)

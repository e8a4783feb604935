import type { DecidingBody, Level } from '../../directory/rules/kinds.ts'
import { QD399 } from './399.ts'
import type { Catalogue, Mark, TypeRule } from './catalogue.ts'

/** Every rule set known, the oldest first. */
const RULE_SETS: readonly Catalogue[] = [QD399]

/** Every rule set, the oldest first. */
export const ruleSets = (): readonly Catalogue[] => RULE_SETS

/** The rule set in force on a day (`YYYY-MM-DD`); the first one known for days before it. */
export function ruleSetOn(day: string): Catalogue {
  return RULE_SETS.findLast((set) => set.from <= day) ?? QD399
}

/** The document types of a rule set by its id, in the order of its list; none when it is not known. */
export const documentTypes = (ruleSet: string): readonly TypeRule[] =>
  RULE_SETS.find((set) => set.id === ruleSet)?.types ?? []

/**
 * Whether a deciding body may issue a type, with the source to quote. The check warns and is
 * overridden by name; it never blocks, because local practice varies.
 * @param level of the committee's kind; undefined for bodies outside the Party, to whom no rule applies
 * @returns undefined when the rule set says nothing of this body or this type
 */
export function competence(
  set: Catalogue,
  level: Level | undefined,
  deciding: DecidingBody,
  typeId: string,
): { mark: Mark; source: string } | undefined {
  if (level === undefined) return undefined
  const row = set.competence.find(({ body }) => body === `${level}.${deciding}` || body === `any.${deciding}`)
  const mark = row?.may[typeId]
  return row === undefined || mark === undefined ? undefined : { mark, source: row.source }
}

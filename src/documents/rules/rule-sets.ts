import type { DecidingBody, Level } from '../../directory/rules/kinds.ts'
import { QD399 } from './399.ts'

/**
 * A document type of a rule set. `series` names the run of numbers it draws from; `office` marks office papers;
 * `central` types only the Central Committee or a congress uses; `sure` says how well the symbol is attested.
 */
export type TypeRule = {
  id: string
  name: string
  symbol: string
  sure: 'sure' | 'likely' | 'verify'
  series: string
  office: boolean
  central: boolean
}

/** Whether a body may issue a type; `verify`: sources differ or were not seen, so it warns softly. */
export type Mark = 'yes' | 'no' | 'verify'

/** A deciding body at a level, e.g. `province.executive`. */
export type Body = `${Level | 'any'}.${DecidingBody}`

/** The rules on types and competence that hold from a day (`YYYY-MM-DD`) on. */
export type Catalogue = {
  id: string
  name: string
  from: string
  types: TypeRule[]
  competence: { body: Body; source: string; may: Record<string, Mark> }[]
}

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
 * Whether a deciding body may issue a type (domain.md §1.2), with the source to quote. The check warns and is
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

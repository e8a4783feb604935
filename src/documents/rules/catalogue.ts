import type { DecidingBody, Level } from '../../directory/rules/kinds.ts'

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
  /** Whether its necessity is asked before it is drafted; a committee may set it otherwise. */
  asksNecessity: boolean
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
  /** What it took the place of: nothing is judged by these any more. */
  repeals: string[]
  types: TypeRule[]
  competence: { body: Body; source: string; may: Record<string, Mark> }[]
}

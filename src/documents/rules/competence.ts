import { DECIDING_BODIES, decidingBodies, kindOf } from '../../directory/rules/kinds.ts'
import type { DecidingBody } from '../../directory/rules/kinds.ts'
import { competence as rule, ruleSetOn } from './rule-sets.ts'

/**
 * Whether the deciding body of a committee may issue a type, by the rule set in force on a day.
 * @param kind the committee's kind; bodies outside the Party fall under no such rule
 */
export function competence(kind: string, deciding: string | null, typeId: string | undefined, day: string) {
  const set = ruleSetOn(day)
  const found =
    typeId === undefined || deciding === null || !(deciding in DECIDING_BODIES)
      ? undefined
      : rule(set, kindOf(kind)?.level, deciding as DecidingBody, typeId)
  const competent =
    found === undefined || found.mark === 'yes' ? 'yes' : found.mark === 'no' ? 'no' : 'unsettled'
  return { competent, ruleSource: found?.source ?? set.id } as const
}

/** Whether this body decides in a committee of this kind; competence is judged by it, so it must be a known one. */
export const decides = (kind: string, body: string | undefined): boolean =>
  body === undefined || body === '' || decidingBodies(kind).some(({ id }) => id === body)

export const UNKNOWN_BODY = {
  field: 'decidingBody',
  message: 'Chọn thẩm quyền ban hành trong danh sách của cơ quan.',
}

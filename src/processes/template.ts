import { acceptor } from '../core/json-schema/accept.ts'
import { checkAssignment } from './check/assignment.ts'
import { checkJoins, checkOutcomes } from './check/blocks.ts'
import { checkCalls, type Published } from './check/calls.ts'
import { checkConditions } from './check/conditions.ts'
import { checkFills } from './check/fills.ts'
import { checkCycles, checkFlow } from './check/flow.ts'
import { checkLimits } from './check/limits.ts'
import { checkPeople, checkRoles, type Organisation } from './check/people.ts'
import type { Problem, Report } from './check/problem.ts'
import { checkRecords } from './check/records.ts'
import { checkReferences } from './check/references.ts'
import { explainShape } from './check/shape.ts'
import { checkSize } from './check/size.ts'
import { outline } from './outline.ts'
import type { Template } from './schema.ts'
import shape from './template.schema.json' with { type: 'json' }

/** Defined with zod in schema.ts, which those import who parse requests; the check itself needs only its JSON Schema. */
export type {
  Field,
  Condition,
  Region,
  Branch,
  TaskStep,
  DecideStep,
  ParallelStep,
  EachStep,
  WaitStep,
  CallStep,
  Step,
  Template,
  Role,
  Limit,
  Outcome,
  Alert,
  RecordKept,
  Join,
  FormLine,
  Leave,
} from './schema.ts'

export type { Problem } from './check/problem.ts'

/** What the check may know about the world around a template; what is left out is not judged. */
export type Surroundings = { organisation?: Organisation; published?: Published }

const accepts = acceptor(shape)

/**
 * Judges a template that came from anywhere: its shape, then the rules V1–V13 of publishing. Time is linear in the
 * size of the input (V8: times the number of fields that conditions, tables and limits read).
 * @param input any value; plain JSON is what it should be
 * @param around the organisation for V10 and the published templates for V12
 * @returns every problem found, and the template (the input itself, not a copy) when none of them is an error
 */
export function checkTemplate(
  input: unknown,
  around: Surroundings = {},
): { template?: Template; problems: Problem[] } {
  const problems: Problem[] = []
  const report: Report = (problem) => problems.push(problem)
  if (!accepts(input)) {
    explainShape(shape, input, report)
    return { problems }
  }
  const template = input as Template
  const outlined = outline(template)
  checkSize(outlined, report)
  if (problems.some(({ severity }) => severity === 'error')) return { problems }
  for (const check of checks) check(outlined, report)
  checkCalls(outlined, around.published, report)
  if (around.organisation) problems.push(...checkPeople(template, around.organisation))
  return problems.some(({ severity }) => severity === 'error') ? { problems } : { template, problems }
}

const checks = [
  checkReferences,
  checkFlow,
  checkJoins,
  checkFills,
  checkOutcomes,
  checkCycles,
  checkAssignment,
  checkConditions,
  checkRoles,
  checkLimits,
  checkRecords,
]

import asks from './asks/domain.ts'
import audit from './audit/domain.ts'
import cases from './cases/domain.ts'
import desk from './desk/domain.ts'
import directory from './directory/domain.ts'
import documents from './documents/domain.ts'
import events from './events/domain.ts'
import exchange from './exchange/domain.ts'
import files from './files/domain.ts'
import handling from './handling/domain.ts'
import identity from './identity/domain.ts'
import kinds from './kinds/domain.ts'
import onboarding from './onboarding/domain.ts'
import organisation from './organisation/domain.ts'
import plans from './plans/domain.ts'
import procedures from './procedures/domain.ts'
import reach from './reach/domain.ts'
import spills from './spills/domain.ts'
import tasks from './tasks/domain.ts'

/**
 * Every domain, in the order in which a desk lays out what waits and the API is described. The one place where a new
 * domain is named.
 */
export const domains = [
  identity,
  onboarding,
  desk,
  exchange,
  organisation,
  documents,
  tasks,
  asks,
  events,
  handling,
  kinds,
  plans,
  procedures,
  cases,
  files,
  directory,
  reach,
  spills,
  audit,
] as const

/** Every operation of the API, for what is typed by them all: the web's client. */
export type Operation = (typeof domains)[number]['resources'][number]['routes'] extends infer Group
  ? Group extends Readonly<Record<string, unknown>>
    ? Group[keyof Group]
    : never
  : never

/** The id of every permission, for what asks whether somebody has it. */
export type PermissionId = NonNullable<(typeof domains)[number]['permissions']>[number]['id']

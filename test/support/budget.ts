import type { Trips } from '../../src/platform/database.ts'

/** Round trips a request may make to a tenant's database and to the exchange. */
const READ = { tenant: 1, exchange: 1 }
const WRITE = { tenant: 2, exchange: 2 }

/** A step that calls a process, or ends a case that was called, reads the other case too: one trip each. */
const WITH_OTHERS = { tenant: 4, exchange: 2 }
const MOVES_CASES = /^POST .*\/cases(\/[:{]id\}?\/(steps|orders|moves))?$/

/**
 * Fails the request that made more round trips than its kind may. One that was refused may look again to say why.
 * @throws Error that names the route and what it cost
 */
export function heldToBudget(route: string, trips: Trips, status: number): void {
  const budget = route.startsWith('GET ') ? READ : MOVES_CASES.test(route) ? WITH_OTHERS : WRITE
  if (status >= 400 || (trips.tenant <= budget.tenant && trips.exchange <= budget.exchange)) return
  const told = `over budget: ${route} made ${JSON.stringify(trips)}`
  console.error(told)
  throw new Error(told)
}

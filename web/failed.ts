import { Problem } from './api/problem.ts'

/** The event that says the program itself failed, with the error; what the server refused is no failure of it. */
export const failed = 'lt.failed'

/** Says that the program itself failed where a screen was to be opened or drawn, and something else is shown instead. */
export function tellFailed(problem: unknown): void {
  if (problem instanceof Problem) return
  console.error(problem)
  dispatchEvent(new CustomEvent(failed, { detail: problem }))
}

/** What is wrong with a calendar, a limit or an instant; `path` says where, `message` tells the user in Vietnamese. */
export type CalendarProblem = { path: string; message: string }

/** Thrown for every input that a calendar cannot be built from or asked about. */
export class CalendarError extends Error {
  readonly problems: readonly CalendarProblem[]

  constructor(problems: readonly CalendarProblem[]) {
    super(problems.map((problem) => `${problem.path}: ${problem.message}`).join('\n'))
    this.name = 'CalendarError'
    this.problems = problems
  }
}

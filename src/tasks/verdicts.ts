/** What became of a task by its day: brought in time or late; past its day, or still before it. */
export const VERDICTS = ['onTime', 'late', 'overdue', 'open'] as const
export type Verdict = (typeof VERDICTS)[number]

const FACTOR = Number(process.env['PROCESS_RUNS'] ?? 1)

/** How often a property runs: `PROCESS_RUNS=20 npx vitest run test/processes` runs each twenty times as often. */
export function runs(usual: number): number {
  return Math.ceil(usual * FACTOR)
}

/** Time enough for them on a machine that others use too. */
export const patience = { timeout: 60_000 * Math.max(1, FACTOR) }

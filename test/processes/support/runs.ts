/** How often a property runs: `PROCESS_RUNS=20 npx vitest run test/processes` runs each twenty times as often. */
export function runs(usual: number): number {
  return Math.ceil(usual * Number(process.env['PROCESS_RUNS'] ?? 1))
}

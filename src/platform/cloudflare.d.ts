/** What the Worker host takes from its runtime; the packages' own types would put Workers' globals over Node's. */
declare module 'cloudflare:workers' {
  /** Variables, secrets and bindings of wrangler.toml. */
  export const env: Record<string, unknown>
  /** Keeps the request alive until the work is done. */
  export function waitUntil(work: Promise<unknown>): void
}

import { made, plain, tag } from '../support/examples.ts'
import type { Make } from '../support/examples.ts'

/** For every route of kinds a request to it. */
export const examples: Record<string, Make> = {
  'GET /kinds': plain(),
  'POST /kinds': () => ({ body: { name: `Loại ${tag()}` } }),
  'PUT /kinds/{id}': async (home) => ({
    params: { id: (await made(home, 'kinds', { name: `Loại ${tag()}` })).id },
    headers: { 'if-match': '"v1"' },
    body: { name: `Loại khác ${tag()}` },
  }),
}

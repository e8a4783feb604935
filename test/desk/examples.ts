import { plain } from '../support/examples.ts'
import type { Make } from '../support/examples.ts'

export const examples: Record<string, Make> = {
  'GET /': plain(),
  'GET /desk': plain(),
  'PUT /desk/visit': plain(),
  'GET /work': plain(),
  'GET /pulse': plain(),
  'GET /search': () => ({ query: 'q=chuyen%20doi%20so' }),
}

import type { Make } from '../support/examples.ts'

export const examples: Record<string, Make> = {
  'POST /members/{id}/link': async (home) => ({ params: { id: (await home.newMember()).id } }),
}

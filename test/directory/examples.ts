import { plain, upperTag } from '../support/examples.ts'
import type { Example, Home, Make } from '../support/examples.ts'

async function asking(home: Home): Promise<Example> {
  const { asker } = home
  await asker.clerk.delete(`${asker.api}/superior`)
  await asker.clerk.put(`${asker.api}/superior`, { handle: home.handle })
  return { params: { handle: asker.handle } }
}

async function accepted(home: Home): Promise<Example> {
  const example = await asking(home)
  await home.clerk.post(`${home.api}/links/${home.asker.handle}/acceptance`)
  return example
}

export const examples: Record<string, Make> = {
  'GET /links': plain(),
  'POST /codes': () => ({ body: { code: `X${upperTag()}`, validFrom: '2025-07-01' } }),
  'PATCH /codes/{code}': async (home) => {
    const code = `Y${upperTag()}`
    await home.clerk.post(`${home.api}/codes`, { code, validFrom: '2025-07-01' })
    return { params: { code }, body: { validTo: '2026-12-31' } }
  },
  'PUT /superior': (home) => ({ body: { handle: home.peer.handle } }),
  'DELETE /superior': plain(),
  'POST /links/{handle}/acceptance': asking,
  'POST /links/{handle}/refusal': asking,
  'POST /links/{handle}/confirmation': accepted,
  'DELETE /links/{handle}/changes': accepted,
}

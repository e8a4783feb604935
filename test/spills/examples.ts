import { incoming } from '../documents/examples.ts'
import { aDraft, only, plain } from '../support/examples.ts'
import type { Home, Make } from '../support/examples.ts'

const found = { found: 'stamp' }

/** A paper that its chief has locked, so that whoever stands there as another may decide. */
async function locked(home: Home): Promise<{ id: string }> {
  const { id } = await incoming(home)
  return (await home.chief.post(`${home.api}/incoming/${id}/lock`, found)).body
}

/** For every route of spills a request to it, made on things which it makes anew. */
export const examples: Record<string, Make> = {
  'POST /documents/{id}/lock': async (home) => ({ ...(await only(aDraft(home))), body: found }),
  'POST /incoming/{id}/lock': async (home) => ({ ...(await only(incoming(home))), body: found }),
  'GET /spills': plain(),
  'GET /spills/{id}': (home) => only(locked(home)),
  'POST /spills/{id}/purge': (home) => only(locked(home)),
  'POST /spills/{id}/release': async (home) => ({
    ...(await only(locked(home))),
    body: { reason: 'Dấu của mẫu biểu' },
  }),
}

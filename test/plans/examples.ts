import { edit, FIRST, made, only, plain, tag } from '../support/examples.ts'
import type { Example, Home, Make } from '../support/examples.ts'
import { incoming } from '../documents/examples.ts'
import { issue, upload } from '../support/exchange.ts'

const WHOLE = { product: 'Báo cáo', startOn: '2026-03-03', dueOn: '2026-12-15' }

/** A draft with one line that can be issued. */
export async function aPlan(home: Home, more: object = {}): Promise<{ id: string }> {
  const unitId = home.unitId ?? (await made(home, 'units', { name: `Phòng ${tag()}` })).id
  const lines = [{ title: `Rà soát ${tag()}`, ...WHOLE, lead: { kind: 'unit', id: unitId } }]
  return made(home, 'plans', { kindId: 'plan.plan', name: `Kế hoạch ${tag()}`, lines, ...more })
}

/** The same, issued by the chief. */
async function inForce(home: Home, more: object = {}): Promise<{ id: string }> {
  const plan = await aPlan(home, more)
  const done = await home.chief.post(`${home.api}/plans/${plan.id}/issue`, { version: 1 })
  if (done.status !== 200) throw new Error(JSON.stringify(done.body))
  return plan
}

/** The same, with its one task cancelled. */
async function over(home: Home): Promise<Example> {
  const { id } = await inForce(home)
  const { lines } = (await home.chief.get(`${home.api}/plans/${id}`)).body
  await home.chief.post(`${home.api}/tasks/${lines[0].task.id}/cancellation`, { reason: 'Trùng việc' })
  return { params: { id }, body: { note: 'Xong' } }
}

/** For every route of plans a request to it. */
export const examples: Record<string, Make> = {
  'GET /plans': plain(),
  'GET /plans/{id}': (home) => only(inForce(home)),
  'POST /plans': () => ({ body: { kindId: 'plan.plan', name: `Kế hoạch ${tag()}` } }),
  'PUT /plans/{id}': (home) => edit(aPlan(home), { kindId: 'plan.plan', name: 'Kế hoạch sửa' }),
  'DELETE /plans/{id}': async (home) => ({ ...(await only(aPlan(home))), headers: FIRST }),
  'POST /plans/{id}/issue': async (home) => ({ ...(await only(aPlan(home))), body: { version: 1 } }),
  'POST /plans/{id}/closure': over,
  'GET /documents/{id}/results': async (home) =>
    only(issue(home, [home.peer], { files: [await upload(home, `kết quả ${home.handle}`)] })),
  'GET /incoming/{id}/results': (home) => only(incoming(home)),
}

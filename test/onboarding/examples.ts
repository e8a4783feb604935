import { tag } from '../support/examples.ts'
import type { Example, Home, Make } from '../support/examples.ts'

const listed = () => ({
  items: [
    {
      name: `Đảng ủy xã ${tag()}`,
      kind: 'commune',
      suffix: 'ĐU',
      place: 'Tả Van',
      email: `${tag()}@example.vn`,
    },
  ],
})
const invited = async (home: Home): Promise<string> =>
  (await home.clerk.post(`${home.api}/subordinates`, listed())).body.items[0].id

/** Somebody came with the link for a subordinate, and has yet to be believed. */
async function claimed(home: Home): Promise<Example> {
  const { id, email, link } = (await home.clerk.post(`${home.api}/subordinates`, listed())).body.items[0]
  const term = { name: '2025-2030', opensOn: '2025-08-16' }
  const person = await home.newcomer('Quản Trị Đầu Tiên', email)
  await person.post(`/api/foundings/${link.split('/').at(-1)}/acceptance`, { term })
  const { items } = (await home.clerk.get(`${home.api}/subordinates?limit=100`)).body
  const { claim } = items.find((one: { id: string }) => one.id === id)
  return { params: { id }, body: { at: claim.at } }
}

export const examples: Record<string, Make> = {
  'GET /subordinates': () => ({}),
  'POST /subordinates': () => ({ body: listed() }),
  'DELETE /subordinates/{id}': async (home) => ({ params: { id: await invited(home) } }),
  'POST /subordinates/{id}/vouching': claimed,
  'POST /subordinates/withdrawal': () => ({ body: {} }),
}

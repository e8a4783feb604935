import { tag } from '../support/examples.ts'
import type { Home, Make } from '../support/examples.ts'

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

export const examples: Record<string, Make> = {
  'GET /subordinates': () => ({}),
  'POST /subordinates': () => ({ body: listed() }),
  'DELETE /subordinates/{id}': async (home) => ({ params: { id: await invited(home) } }),
  'POST /subordinates/withdrawal': () => ({ body: {} }),
}

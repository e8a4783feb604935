import { tag } from '../support/examples.ts'
import type { Home, Make } from '../support/examples.ts'
import { plain } from '../support/examples.ts'

/** A letter the mail service refused: the instance of these tests has one that refuses all. */
async function refusedLetter(home: Home): Promise<{ id: string }> {
  const email = `${tag()}@example.vn`
  await home.clerk.post(`${home.api}/invitations`, { name: 'Sùng Thị Mời', email, roles: ['clerk'] })
  for (;;) {
    const { items } = (await home.clerk.get(`${home.api}/letters?state=refused&limit=100`)).body
    const found = items.find((one: { to: string }) => one.to === email)
    if (found !== undefined) return found
  }
}

export const examples: Record<string, Make> = {
  'GET /letters': plain(),
  'POST /letters/{id}/sending': async (home) => ({ params: { id: (await refusedLetter(home)).id } }),
}

import { setTimeout as sleep } from 'node:timers/promises'
import { plain, tag } from '../support/examples.ts'
import type { Home, Make } from '../support/examples.ts'

/** A letter the mail service refused: the instance of these tests has one that refuses all. */
async function refusedLetter(home: Home): Promise<{ id: string }> {
  const email = `${tag()}@example.vn`
  const made = await home.clerk.post(`${home.api}/invitations`, {
    name: 'Sùng Thị Mời',
    email,
    roles: ['clerk'],
  })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  for (let tries = 0; tries < 100; tries += 1) {
    const { items } = (await home.clerk.get(`${home.api}/letters?state=refused&limit=100`)).body
    const found = items.find((one: { to: string }) => one.to === email)
    if (found !== undefined) return found
    await sleep(5)
  }
  throw new Error('the letter was not refused')
}

export const examples: Record<string, Make> = {
  'GET /letters': plain(),
  'POST /letters/{id}/sending': async (home) => ({ params: { id: (await refusedLetter(home)).id } }),
}

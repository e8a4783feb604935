import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee, signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())

test('a new committee is told to bring in its people and its units, until it has; only who can', async () => {
  const admin = await signUpPerson(instance, 'Lò Văn Xem')
  const handle = await signUpCommittee(admin)
  const steps = async (caller: Caller): Promise<string[]> => {
    const { waiting } = (await caller.get(`/api/c/${handle}/desk`)).body
    const set = waiting.filter((one: { kind: string }) => one.kind === 'setup')
    return set.map((one: { id: string }) => one.id).filter((id: string) => id !== 'numbers')
  }
  expect(await steps(admin)).toEqual(['people', 'units'])
  const leader = await joinCommittee(instance, handle, { name: 'Thường Trực', roles: ['leader'] })
  expect(await steps(admin)).toEqual(['units'])
  expect(await steps(leader)).toEqual([])
  await admin.post(`/api/c/${handle}/units`, { name: 'Văn phòng' })
  expect(await steps(admin)).toEqual([])
})

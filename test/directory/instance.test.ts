import { expect, test } from 'vitest'
import { signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'

test('anybody may ask whether a committee has signed up here, and learns nothing more', async () => {
  const instance = await startInstance()
  try {
    const ask = async () => (await instance.app.request('/api/instance')).json()
    const founder = await signUpPerson(instance, 'Lò Thị Mến')
    expect(await ask()).toEqual({ founded: false })
    await signUpCommittee(founder, { name: 'Đảng ủy xã Mường Phăng' })
    expect(await ask()).toEqual({ founded: true })
  } finally {
    await instance.stop()
  }
})

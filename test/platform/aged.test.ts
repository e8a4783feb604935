import { expect, test } from 'vitest'
import { openPlace } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'

test('a statement that looks for what it has the id of among all issued papers is found by every test', async () => {
  const instance = await startInstance()
  await openPlace(instance, 'Đảng ủy xã Tân Lập')
  const { rows } = await instance.platform.control.execute('select id, location from committee')
  const tenant = await instance.platform.tenants.open(rows[0]?.location as string)
  await tenant.execute({
    sql: 'select d.subject from document d where d.id in (select value from json_each(?)) and d.state = ?',
    args: ['[]', 'issued'],
  })
  await expect(instance.stop()).rejects.toThrow(
    /cost more the older .*\nSEARCH d USING INDEX document_\w+ \(state=\?\)/s,
  )
})

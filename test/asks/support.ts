import { expect } from 'vitest'
import { openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { seat } from '../support/people.ts'

/** A committee with somebody who may do everything and a specialist. */
export type Seat = Place & { chief: Caller; worker: Caller; workerId: string; unitId: string }

/** Has a committee accepted as one directly below another. */
export async function putBelow(below: Place, above: Place): Promise<void> {
  expect((await below.clerk.put(`${below.api}/superior`, { handle: above.handle })).status).toBe(200)
  expect((await above.clerk.post(`${above.api}/links/${below.handle}/acceptance`, {})).status).toBe(200)
}

/** Seats somebody who may do everything, and a specialist in a unit. */
export async function seated(instance: Instance, place: Place): Promise<Seat> {
  const unit = await place.clerk.post(`${place.api}/units`, { name: 'Văn phòng' })
  const unitId = unit.body.id as string
  const chief = await seat(
    instance,
    place,
    `Chánh ${place.name}`,
    ['clerk', 'office_chief', 'leader', 'unit_head'],
    unitId,
  )
  const worker = await seat(instance, place, `Viên ${place.name}`, ['specialist'], unitId)
  return { ...place, chief: chief.caller, worker: worker.caller, workerId: worker.id, unitId }
}

/** A province, two communes below it, a cell below the first. */
export async function openTree(instance: Instance) {
  const province = await seated(instance, await openProvince(instance))
  const tanLap = await seated(instance, await openPlace(instance, 'Đảng ủy xã Tân Lập'))
  const sonHa = await seated(instance, await openPlace(instance, 'Đảng ủy xã Sơn Hà'))
  const cell = await seated(instance, await openPlace(instance, 'Chi bộ bản Nậm Sỏi', { kind: 'cell' }))
  await putBelow(tanLap, province)
  await putBelow(sonHa, province)
  await putBelow(cell, tanLap)
  return { province, tanLap, sonHa, cell }
}

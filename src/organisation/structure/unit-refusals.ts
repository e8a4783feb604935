import { showDay } from '../../core/dates.ts'
import { Conflict, Invalid } from '../../core/errors.ts'
import { titleSortKey } from '../../core/text.ts'
import type { unit } from '../tables.ts'
import type { UnitEdit } from './schema.ts'
import { wouldCycle } from './unit-rules.ts'

type Unit = typeof unit.$inferSelect

const wrong = (field: string, message: string): Invalid => new Invalid([{ field, message }])

/** @throws Invalid when the unit cannot stand where it is put, or not under that name */
export function refuseBadPlace(units: Unit[], row: Unit): void {
  const parent = units.find((one) => one.id === row.parentId)
  if (row.parentId !== null && parent === undefined) throw wrong('parentId', 'Đơn vị cấp trên này không có.')
  if (parent !== undefined && parent.closedAt !== null)
    throw wrong('parentId', `${parent.name} đã ngừng hoạt động; chọn đơn vị cấp trên khác.`)
  if (wouldCycle(units, row.id, row.parentId)) {
    throw wrong(
      'parentId',
      `${parent?.name ?? ''} nằm trong ${row.name}, không thể là cấp trên của ${row.name}.`,
    )
  }
  const twin = units.find(
    (one) =>
      one.id !== row.id &&
      one.closedAt === null &&
      one.parentId === row.parentId &&
      titleSortKey(one.name) === titleSortKey(row.name),
  )
  if (twin !== undefined)
    throw wrong('name', `Đã có ${twin.name} trong cùng đơn vị cấp trên. Đề nghị đặt tên khác.`)
}

/** @throws Invalid when the days of a unit are in the wrong order, or an open unit is told when it closed */
export function refuseBadDays(edit: UnitEdit, after: Unit, today: string): void {
  if (after.closesOn === null) {
    if (edit.closesOn === undefined) return
    throw wrong('closesOn', `${after.name} đang hoạt động nên chưa có ngày ngừng hoạt động.`)
  }
  if (after.closesOn > today)
    throw wrong('closesOn', `Ngày ngừng hoạt động không thể sau hôm nay (${showDay(today)}).`)
  if (after.opensOn !== null && after.closesOn < after.opensOn) {
    throw wrong('closesOn', `Ngày ngừng hoạt động phải từ ngày thành lập ${showDay(after.opensOn)} trở đi.`)
  }
}

/** @throws Invalid when the unit named to take over cannot */
export function refuseBadHeir(units: Unit[], { heirId }: UnitEdit, after: Unit): void {
  if (heirId === undefined || heirId === null) return
  const heir = units.find((one) => one.id === heirId)
  if (after.closedAt === null)
    throw wrong('heirId', `${after.name} đang hoạt động nên chưa có đơn vị kế thừa.`)
  if (heir === undefined) throw wrong('heirId', 'Đơn vị kế thừa này không có.')
  if (heir.id === after.id) throw wrong('heirId', `${after.name} không thể kế thừa chính mình.`)
  if (heir.closedAt !== null)
    throw wrong('heirId', `${heir.name} đã ngừng hoạt động; chọn đơn vị kế thừa khác.`)
}

/**
 * @param work how many open tasks the unit answers for
 * @throws Conflict while people, open units or open tasks are in a unit that is to close
 */
export function refuseClosing(units: Unit[], row: Unit, people: { name: string }[], work: number): void {
  const below = units.filter((one) => one.parentId === row.id && one.closedAt === null)
  if (below.length > 0) {
    throw new Conflict(
      `${row.name} còn đơn vị bên trong: ${below.map((one) => one.name).join(', ')}. Đề nghị chuyển hoặc ngừng các đơn vị này trước.`,
    )
  }
  const [...names] = new Set(people.map((one) => one.name))
  if (names.length > 0) {
    const more = names.length > 3 ? ' và người khác' : ''
    throw new Conflict(
      `Trong ${row.name} còn ${names.slice(0, 3).join(', ')}${more}. Đề nghị chuyển các đồng chí sang đơn vị khác trước.`,
    )
  }
  if (work > 0) {
    throw new Conflict(
      `${row.name} còn ${work} nhiệm vụ chưa xong. Chánh Văn phòng hoặc Thường trực giao lại các nhiệm vụ đó trước.`,
    )
  }
}

import { clerkOf } from './clerk.ts'
import { agency, OPERATOR, province } from './places.ts'
import { at, call, signUp, workday } from './world.ts'
import type { World } from './world.ts'

/** Whoever runs the instance has an account apart from every committee, and a report to deal with. */
export async function operating(world: World): Promise<void> {
  at(world, workday(world, 1), '16:20')
  await call(world, clerkOf(province), 'POST', `/api/c/${province.handle}/reports`, {
    handle: agency.handle,
    text: `Cơ quan tự nhận là ${agency.name}, chưa được cấp nào xác nhận. Đề nghị kiểm tra trước khi Văn phòng Tỉnh ủy tiếp nhận văn bản.`,
  })
  await signUp(world, OPERATOR.name, OPERATOR.email)
  await world.operate(OPERATOR.email)
}

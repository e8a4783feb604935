import { eq } from 'drizzle-orm'
import { Conflict, NotFound } from '../core/errors.ts'
import { operator, user } from '../entrance/control-tables.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'

/**
 * Makes a person an operator of the instance, or one no longer. Only whoever has the command line can.
 * @throws NotFound when nobody has an account under this address; Conflict where the instance sends mail and the account has yet
 *   to prove it: anybody may have signed up with it
 */
export async function setOperator(
  platform: Pick<Platform, 'control' | 'clock'> & Partial<Pick<Platform, 'mail'>>,
  email: string,
  operates: boolean,
): Promise<{ name: string }> {
  const control = connect(platform.control, 'control', noTrips())
  const [found] = await control
    .select({ id: user.id, name: user.name, proven: user.emailVerified })
    .from(user)
    .where(eq(user.email, email.trim().toLowerCase()))
  if (found === undefined) throw new NotFound(`Không có tài khoản nào dùng địa chỉ ${email}.`)
  if (operates && platform.mail !== undefined && !found.proven)
    throw new Conflict(
      `Địa chỉ ${email} chưa được xác nhận. Đề nghị ${found.name} đăng nhập, vào Tài khoản → Thông báo, bấm Gửi thư xác nhận rồi làm lại.`,
    )
  if (operates)
    await control.insert(operator).values({ userId: found.id, since: platform.clock() }).onConflictDoNothing()
  else await control.delete(operator).where(eq(operator.userId, found.id))
  return { name: found.name }
}

import { parseArgs } from 'node:util'
import { mergeInto } from '../onboarding/merge.ts'
import { setSuspended } from '../onboarding/suspension.ts'
import { resetPassword } from '../onboarding/reset-password.ts'
import { readEnv } from '../platform/env.ts'
import { nodePlatform } from '../platform/node.ts'
import type { Platform } from '../platform/platform.ts'
import { withSecret } from '../platform/secret.ts'

const HELP = `Việc của đơn vị quản lý hệ thống (thiết lập như máy chủ):

  npm run operate -- suspend <định danh> --why "lý do"   tạm dừng một cơ quan
  npm run operate -- resume <định danh> --why "lý do"    cho hoạt động lại
  npm run operate -- merge <định danh> --into <định danh> --why "lý do"
                                                         đóng một cơ quan đã hợp nhất, dẫn đến cơ quan kế thừa
  npm run operate -- reset-password <thư điện tử>        cấp mật khẩu mới, đăng xuất mọi nơi
      --everything                                       bỏ cả mã xác thực và khóa truy cập`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    why: { type: 'string' },
    into: { type: 'string' },
    everything: { type: 'boolean', default: false },
  },
})
const [verb = '', whom] = positionals

/** What each verb does, and what it says when done. */
const VERBS: Record<string, (platform: Platform, whom: string) => Promise<string>> = {
  suspend: (platform, handle) => suspension(platform, handle, true),
  resume: (platform, handle) => suspension(platform, handle, false),
  merge: async (platform, handle) => {
    if (values.into === undefined || values.why === undefined)
      throw new Error('Cần nêu cơ quan kế thừa và lý do: --into <định danh> --why "…"')
    const { name, heir } = await mergeInto(platform, handle, values.into, values.why)
    return `Đã đóng ${name}; cơ quan kế thừa là ${heir}.`
  },
  'reset-password': async (platform, email) => {
    const { name, password } = await resetPassword(platform, email, values.everything)
    return `Mật khẩu mới của ${name}: ${password}\nĐề nghị đổi ngay sau khi đăng nhập.`
  },
}

async function suspension(platform: Platform, handle: string, suspended: boolean): Promise<string> {
  if (values.why === undefined) throw new Error('Cần nêu lý do: --why "…"')
  const { name } = await setSuspended(platform, handle, suspended, values.why)
  return suspended ? `Đã tạm dừng ${name}.` : `${name} đã hoạt động lại.`
}

try {
  const run = VERBS[verb]
  if (run === undefined || whom === undefined) throw new Error(HELP)
  const platform = await nodePlatform(readEnv(await withSecret(process.env)))
  try {
    console.log(await run(platform, whom))
  } finally {
    await platform.close()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

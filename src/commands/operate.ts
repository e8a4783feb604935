import { parseArgs } from 'node:util'
import { showInstant } from '../core/dates.ts'
import { readEnv } from '../platform/env.ts'
import type { Env } from '../platform/env.ts'
import type { Platform } from '../platform/platform.ts'
import { environment, withSecret } from '../platform/secret.ts'

const HELP = `Việc của đơn vị quản lý hệ thống (thiết lập như máy chủ):

  npm run operate -- confirm <định danh>                 xác nhận một cơ quan là gốc; cấp dưới nó đã chấp nhận được xác nhận theo
  npm run operate -- withdraw <định danh> --why "lý do"  thu hồi xác nhận đó
  npm run operate -- suspend <định danh> --why "lý do"   tạm dừng một cơ quan
  npm run operate -- resume <định danh> --why "lý do"    cho hoạt động lại
  npm run operate -- merge <định danh> --into <định danh> --why "lý do"
                                                         đóng một cơ quan đã hợp nhất, dẫn đến cơ quan kế thừa
  npm run operate -- operator <thư điện tử>              cho người này quản lý hệ thống ở /van-hanh
  npm run operate -- no-operator <thư điện tử>           thôi cho người này quản lý hệ thống
  npm run operate -- reset-password <thư điện tử>        cấp mật khẩu mới, đăng xuất mọi nơi
      --everything                                       bỏ cả mã xác thực và khóa truy cập
  npm run operate -- backup <thư mục>                    sao lưu dữ liệu của máy chủ đang chạy
  npm run operate -- restore <thư mục>                   khôi phục vào DATA_DIR còn trống

Nhiều tiến trình trên libsql-server của cơ quan (README):

  npm run operate -- prepare <thư mục> --url <địa chỉ>   tạo khóa, mã truy cập, thiết lập và dòng lệnh khởi động máy chủ
      --data-port 8080 --admin-port 9090                 cổng của máy chủ, nếu khác
  npm run operate -- token <thư mục>                     cấp thêm một mã truy cập bằng khóa trong thư mục đó
      --from <DATA_DIR>                                  để chuyển dữ liệu trên tệp sang: giữ bí mật của dữ liệu đó
  npm run operate -- move-in <DATA_DIR>                  chuyển dữ liệu trên tệp sang máy chủ của thiết lập này
  npm run operate -- move-out <thư mục>                  chuyển dữ liệu từ máy chủ về tệp
  npm run operate -- create shared                       tạo danh bạ và trục liên thông, một lần`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    why: { type: 'string' },
    into: { type: 'string' },
    everything: { type: 'boolean', default: false },
    url: { type: 'string' },
    from: { type: 'string' },
    'data-port': { type: 'string', default: '8080' },
    'admin-port': { type: 'string', default: '9090' },
  },
})
const [verb = '', whom] = positionals

/** What each verb does, and what it says when done. */
const VERBS: Record<string, (platform: Platform, whom: string) => Promise<string>> = {
  confirm: async (platform, handle) => {
    const { confirmRoot } = await import('../onboarding/confirmation.ts')
    return `Đã xác nhận ${(await confirmRoot(platform, handle)).name}.`
  },
  withdraw: async (platform, handle) => {
    const { withdrawConfirmation } = await import('../onboarding/confirmation.ts')
    const { name } = await withdrawConfirmation(platform, handle, why())
    return `Đã thu hồi xác nhận của ${name}.`
  },
  operator: async (platform, email) => {
    const { setOperator } = await import('../onboarding/operators.ts')
    return `${(await setOperator(platform, email, true)).name} quản lý được hệ thống ở /van-hanh.`
  },
  'no-operator': async (platform, email) => {
    const { setOperator } = await import('../onboarding/operators.ts')
    return `${(await setOperator(platform, email, false)).name} không còn quản lý hệ thống.`
  },
  suspend: (platform, handle) => suspension(platform, handle, true),
  resume: (platform, handle) => suspension(platform, handle, false),
  merge: async (platform, handle) => {
    if (values.into === undefined || values.why === undefined)
      throw new Error('Cần nêu cơ quan kế thừa và lý do: --into <định danh> --why "…"')
    const { mergeInto } = await import('../onboarding/merge.ts')
    const { name, heir, left } = await mergeInto(platform, handle, values.into, values.why)
    const open = [
      left.held === null ? '' : `số đã cấp, chưa phát hành: ${left.held}`,
      left.drafts === null ? '' : `${left.drafts} dự thảo chưa phát hành`,
      left.waiting === null ? '' : `${left.waiting} văn bản đến chưa tiếp nhận`,
    ].filter(Boolean)
    const still = open.length === 0 ? 'Không còn việc dở dang.' : `Còn dở dang: ${open.join('; ')}.`
    return `Đã đóng ${name}, khóa nhiệm kỳ đang đếm số; cơ quan kế thừa là ${heir}. ${still}`
  },
  'reset-password': async (platform, email) => {
    const { resetPassword } = await import('../onboarding/reset-password.ts')
    const { name, password } = await resetPassword(platform, email, values.everything)
    return `Mật khẩu mới của ${name}: ${password}\nĐề nghị đổi ngay sau khi đăng nhập.`
  },
}

const MB = 1024 * 1024

const tellProgress = (done: number, of: number): void => console.log(`${done}/${of} cơ sở dữ liệu`)

/** What is done before there is an instance, or to what it stands on, without opening one. */
const BARE: Record<string, (env: Env, folder: string) => Promise<string>> = {
  create: async (env, what) => {
    if (what !== 'shared') throw new Error(HELP)
    const { createShared } = await import('./premises/create.ts')
    return createShared(env)
  },
  'move-in': async (env, folder) => (await import('./premises/move-in.ts')).moveIn(env, folder, tellProgress),
  'move-out': async (env, folder) =>
    (await import('./premises/move-out.ts')).moveOut(env, folder, tellProgress),
  backup: async (env, folder) => {
    const { backUp } = await import('./backup/backup.ts')
    const { databases, files, wrong, paused } = await backUp(env, folder)
    if (wrong.length > 0) process.exitCode = 1
    return [
      `Đã sao lưu ${databases.length} cơ sở dữ liệu và ${files.count} tệp (${Math.ceil(files.bytes / MB)} MB); gửi, nhận tạm ngừng ${Math.ceil(paused)} ms.`,
      ...(wrong.length === 0
        ? []
        : ['Đã mất hoặc hỏng từ trước khi sao lưu:', ...wrong.map((one) => `  - ${one}`)]),
    ].join('\n')
  },
  restore: async (env, folder) => {
    const { restore } = await import('./backup/restore.ts')
    const { at, databases, files } = await restore(env, folder)
    return `Đã khôi phục ${databases.length} cơ sở dữ liệu và ${files.count} tệp, như lúc ${showInstant(Date.parse(at))}.`
  },
}

async function suspension(platform: Platform, handle: string, suspended: boolean): Promise<string> {
  const { setSuspended } = await import('../onboarding/suspension.ts')
  const { name } = await setSuspended(platform, handle, suspended, why())
  return suspended ? `Đã tạm dừng ${name}.` : `${name} đã hoạt động lại.`
}

function why(): string {
  if (values.why === undefined) throw new Error('Cần nêu lý do: --why "…"')
  return values.why
}

async function operate(): Promise<void> {
  const [run, bare] = [VERBS[verb], BARE[verb]]
  if ((verb === 'prepare' || verb === 'token') && whom !== undefined) {
    const { newToken, prepare } = await import('./premises/prepare.ts')
    if (verb === 'token') return console.log(await newToken(whom))
    const { url = '', from, 'data-port': data, 'admin-port': admin } = values
    console.log(await prepare(whom, { url, from, data, admin }))
    return
  }
  if (whom !== undefined && bare !== undefined) {
    // These open no sessions: without a secret of its own one is not made here, where a restore brings the old one.
    const given = environment()
    const settings = verb.startsWith('move')
      ? await withSecret(given)
      : { ...given, AUTH_SECRET: given.AUTH_SECRET ?? 'chưa dùng đến'.repeat(3) }
    console.log(await bare(readEnv(settings), whom))
    return
  }
  if (run === undefined || whom === undefined) throw new Error(HELP)
  const { nodePlatform } = await import('../platform/node.ts')
  const platform = await nodePlatform(readEnv(await withSecret(environment())))
  try {
    console.log(await run(platform, whom))
  } finally {
    await platform.close()
  }
}

try {
  await operate()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

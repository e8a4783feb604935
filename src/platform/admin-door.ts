import { isLoopback } from './addresses.ts'
import type { Wrong } from './addresses.ts'
import type { Env } from './env.ts'

const PATIENCE = 5_000

/**
 * Looks at the admin door of a libsql-server: it greets whoever has the key, and refuses others without a word
 * (libsql-server/src/http/admin).
 */
export async function lookAtAdmin({
  NAMESPACES_ADMIN_URL: url = '',
  NAMESPACES_ADMIN_TOKEN: key,
}: Env): Promise<{ wrong: Wrong[]; warnings: string[] }> {
  const { host, hostname } = new URL(url)
  const wrong = (setting: string, said: string) => ({ wrong: [{ settings: [setting], said }], warnings: [] })
  const greeted = await ask(url, key)
  if (greeted === undefined)
    return wrong(
      'NAMESPACES_ADMIN_URL',
      `${host} không trả lời. Kiểm tra địa chỉ và --admin-listen-addr của máy chủ`,
    )
  if (greeted.body.includes('admin API')) {
    const open = isLoopback(hostname) ? undefined : await ask(url, undefined)
    const warning = `${host}: cửa quản trị không hỏi khóa; cần chạy máy chủ với --admin-auth-key.`
    return { wrong: [], warnings: open?.status === 200 ? [warning] : [] }
  }
  if (greeted.status === 401 && greeted.body === '')
    return wrong('NAMESPACES_ADMIN_TOKEN', 'cửa quản trị không nhận khóa này (--admin-auth-key của máy chủ)')
  const health = await ask(new URL('/health', url).href, undefined)
  return wrong(
    'NAMESPACES_ADMIN_URL',
    health?.status === 200
      ? `${host} là cửa dữ liệu của máy chủ; cần cửa quản trị (--admin-listen-addr, thường là cổng 9090)`
      : `nơi trả lời ở ${host} không phải cửa quản trị của libsql-server (HTTP ${greeted.status})`,
  )
}

async function ask(
  url: string,
  key: string | undefined,
): Promise<{ status: number; body: string } | undefined> {
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(PATIENCE),
      redirect: 'manual',
      headers: key === undefined ? {} : { authorization: `basic ${key}` },
    })
    const first = await answer.body?.getReader().read()
    return { status: answer.status, body: Buffer.from(first?.value ?? []).toString() }
  } catch {
    return undefined
  }
}

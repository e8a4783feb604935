import { nameOf, namespaceOf } from './remote-database.ts'

/** What is wrong with a setting, and what to do about it, in words for an operator. */
export type Wrong = { settings: string[]; said: string }

/**
 * What is wrong with the address of a database on a libsql-server, by what the server makes of it: it takes the
 * namespace from the first label of a host with a dot, whatever the path; `/dev/{namespace}` counts where the host has
 * none, and without either it is the namespace `default`.
 * @param url with a name in place of `{namespace}`
 */
export function wrongAddress(setting: string, url: string): Wrong[] {
  const wrong = (said: string): Wrong[] => [{ settings: [setting], said }]
  const address = parsed(url)
  if (address === undefined) return unreadable(setting, url)
  const { host, hostname, pathname } = address
  const named = /^\/dev\/[^/]+\/?$/.test(pathname)
  if (pathname !== '/' && !named)
    return wrong(`đường dẫn ${pathname} không dùng được; cần dạng http://localhost:8080/dev/{tên}/`)
  if (!hostname.includes('.'))
    return named
      ? []
      : wrong(
          `${host} không nêu tên cơ sở dữ liệu nên máy chủ hiểu là "default"; cần thêm /dev/{tên}/ vào cuối`,
        )
  if (named || /^[\d.]+$/.test(hostname))
    return wrong(
      `${host} có dấu chấm nên máy chủ lấy "${hostname.split('.')[0]}" làm tên cơ sở dữ liệu và bỏ qua đường dẫn; ` +
        'cần dùng tên máy không có dấu chấm (http://localhost:8080/dev/{tên}/) hoặc tên miền {tên}.db.example.vn',
    )
  return []
}

const parsed = (url: string): URL | undefined => {
  const address = URL.parse(url.replace(/^libsql:/, 'https:'))
  return address !== null && /^https?:$/.test(address.protocol) ? address : undefined
}

/** An address that is none. */
export const unreadable = (setting: string, url: string): Wrong[] =>
  parsed(url) === undefined
    ? [{ settings: [setting], said: 'phải là địa chỉ đầy đủ, bắt đầu bằng http:// hoặc https://' }]
    : []

/** That of the pattern of committees: the name must stand where the server looks for it. */
export function wrongPattern(pattern: string): Wrong[] {
  const settings = ['NAMESPACES_URL']
  const name = 'ten-thu'
  const url = pattern.replace('{namespace}', name)
  const found = wrongAddress('NAMESPACES_URL', url)
  if (found.length > 0) return found
  return namespaceOf(url) === name
    ? []
    : [{ settings, said: '{namespace} phải là phần đầu của tên miền, hoặc đứng sau /dev/' }]
}

/** Two settings that lead to one database: each would write its tables into the other's. */
export function oneForBoth(control: string | undefined, exchange: string | undefined): Wrong[] {
  if (parsed(control ?? '') === undefined || parsed(exchange ?? '') === undefined) return []
  const [name, other] = [nameOf(control ?? ''), nameOf(exchange ?? '')]
  const said = `cùng chỉ một cơ sở dữ liệu, ${name}; cần hai`
  return name === other ? [{ settings: ['CONTROL_URL', 'EXCHANGE_URL'], said }] : []
}

/**
 * What is wrong with a token by what it says of itself (libsql-server reads `id`, `a`, `exp` and `nbf`); one of another
 * kind says nothing.
 * @param now ms of this machine's clock
 */
export function wrongToken(setting: string, token: string | undefined, now: number): Wrong[] {
  const wrong = (said: string): Wrong[] => [{ settings: [setting], said }]
  const { id, a, exp, nbf } = claimsOf(token) ?? {}
  if (id !== undefined)
    return wrong(`mã truy cập chỉ mở được ${JSON.stringify(id)}; cần mã không giới hạn (không có "id")`)
  if (a !== undefined && a !== 'rw') return wrong('mã truy cập chỉ đọc; cần mã được ghi ("a":"rw")')
  const clock = `đồng hồ máy này đang là ${iso(now)}; nếu sai, đề nghị chỉnh đồng hồ, nếu đúng, đề nghị cấp mã mới`
  if (typeof exp === 'number' && exp * 1000 <= now)
    return wrong(`mã truy cập đã hết hạn lúc ${iso(exp * 1000)} (${clock})`)
  if (typeof nbf === 'number' && nbf * 1000 > now)
    return wrong(`mã truy cập chưa có hiệu lực, phải sau ${iso(nbf * 1000)} (${clock})`)
  return []
}

const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

function claimsOf(token: string | undefined): Record<string, unknown> | undefined {
  try {
    const part = token?.split('.')[1]
    const claims: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** One line for each thing to mend, with all settings that it concerns. */
export function linesOf(wrong: Wrong[]): string[] {
  const bySaid = Map.groupBy(wrong, ({ said }) => said)
  return [...bySaid].map(([said, same]) => {
    const settings = [...new Set(same.flatMap((one) => one.settings))]
    return `${settings.join(', ')}: ${said}.`
  })
}

export const isLoopback = (hostname: string): boolean =>
  /^(?:(?:.+\.)?localhost|127\..+|\[::1\])$/.test(hostname)

import { knownOf } from '../../migrations/apply.ts'
import {
  isLoopback,
  linesOf,
  oneForBoth,
  unreadable,
  wrongAddress,
  wrongPattern,
  wrongToken,
} from './addresses.ts'
import type { Wrong } from './addresses.ts'
import type { Env } from './env.ts'
import { lookAtAdmin } from './admin-door.ts'
import { Broken, Strange } from './hrana.ts'
import type { Reply, Trip } from './hrana.ts'
import { nameOf } from './remote-database.ts'
import { namespaceUrl } from './tenants-namespaces.ts'

type Shared = 'CONTROL' | 'EXCHANGE'
type TripTo = (url: string, token: string | undefined) => Trip

/** How long each is waited for before anything stands on it (ms). */
const PATIENCE = 5_000

const WORDS = { CONTROL: 'danh bạ', EXCHANGE: 'trục liên thông' }
const KINDS = { CONTROL: 'control', EXCHANGE: 'exchange' } as const

/** What is to be done about shared databases: stand on them, or make them where they are missing; or read them alone. */
export type Look = { make: boolean; writes?: boolean }

/**
 * Looks at the databases over HTTP before anything stands on them.
 * @returns what works but is not well, in words for the operator
 * @throws Error that lists what to mend, each with its setting and the remedy; nothing was written
 */
export async function lookAtShared(
  env: Env,
  tripTo: TripTo,
  look: Look = { make: false },
): Promise<string[]> {
  const { CONTROL_URL, EXCHANGE_URL } = env
  const shared = (['CONTROL', 'EXCHANGE'] as const).flatMap((name) => {
    const url = env[`${name}_URL`]
    return url === undefined ? [] : [{ name, url, token: env[`${name}_TOKEN`] }]
  })
  const ours = env.TENANTS === 'namespaces'
  refuse([
    ...(ours ? shared.flatMap(({ name, url }) => wrongAddress(`${name}_URL`, url)) : []),
    ...(ours ? wrongPattern(env.NAMESPACES_URL ?? '') : []),
    ...(ours ? [] : shared.flatMap(({ name, url }) => unreadable(`${name}_URL`, url))),
    ...oneForBoth(CONTROL_URL, EXCHANGE_URL),
    ...(ours ? ownTokens(env) : []),
  ])
  const looks = shared.map(({ name, url, token }) => lookAt(name, url, tripTo(url, token), ours, look))
  const seen = await Promise.all(looks)
  const doors = ours ? [await lookAtPattern(env, tripTo), await lookAtAdmin(env)] : []
  refuse([...seen.flat(), ...doors.flatMap(({ wrong }) => wrong)])
  return doors.flatMap(({ warnings }) => warnings)
}

/** @throws Error that lists what to mend, if anything is */
export function refuse(wrong: Wrong[]): void {
  if (wrong.length === 0) return
  const lines = linesOf(wrong).map((line) => `  - ${line}`)
  throw new Error(`Chưa khởi động được; chưa có gì thay đổi. Đề nghị sửa:\n${lines.join('\n')}`)
}

const ownTokens = (env: Env): Wrong[] =>
  (['CONTROL_TOKEN', 'EXCHANGE_TOKEN', 'NAMESPACES_TOKEN'] as const).flatMap((name) =>
    wrongToken(name, env[name], Date.now()),
  )

/** Answers of a server to a look, by the words of its refusals; undefined when it did what was asked. */
function refusalOf(name: string, url: string, reply: Reply | Error): Wrong | undefined {
  const at = nameOf(url)
  const token = [`${name}_TOKEN`]
  const address = [`${name}_URL`]
  if (reply instanceof Strange)
    return { settings: address, said: `nơi trả lời ở ${at} không phải libsql-server` }
  if (reply instanceof Error)
    return {
      settings: address,
      said: `${new URL(url.replace(/^libsql:/, 'https:')).host} không trả lời (${reply.message}). Kiểm tra địa chỉ và máy chủ có đang chạy`,
    }
  const { status, body } = reply
  if (status === 200) return isAnswer(body) ? undefined : { settings: address, said: strange(at, status) }
  if (status === 401 && /expired|immature/.test(body))
    return {
      settings: token,
      said: `máy chủ coi mã truy cập là ${body.includes('expired') ? 'đã hết hạn' : 'chưa có hiệu lực'}. Kiểm tra đồng hồ của hai máy, rồi hạn ghi trong mã`,
    }
  if (status === 401 && body === '')
    return {
      settings: address,
      said: `${at} là cửa quản trị của máy chủ; cần cửa dữ liệu (thường là cổng 8080)`,
    }
  if (status === 401) return { settings: token, said: 'máy chủ không nhận mã truy cập' }
  if (status === 403) return { settings: token, said: 'mã truy cập không mở được cơ sở dữ liệu này' }
  const other = /Namespace `([^`]*)` doesn't exist/.exec(body)?.[1]
  if (other !== undefined) return { settings: address, said: `chưa có cơ sở dữ liệu "${other}"` }
  return { settings: address, said: strange(at, status) }
}

const strange = (at: string, status: number): string =>
  `nơi trả lời ở ${at} không phải cửa dữ liệu của libsql-server (HTTP ${status})`

const isAnswer = (body: string): boolean => {
  try {
    return Array.isArray((JSON.parse(body) as { results?: unknown }).results)
  } catch {
    return false
  }
}

const CREATE = 'Tạo một lần bằng: npm run operate -- create shared'

async function lookAt(name: Shared, url: string, trip: Trip, ours: boolean, look: Look): Promise<Wrong[]> {
  const read = await ask(trip, ['pragma wal_autocheckpoint', 'select id from migration'])
  const refused = refusalOf(name, url, read)
  if (refused !== undefined) {
    const missing = refused.said.startsWith('chưa có')
    if (missing && look.make) return []
    return [missing ? { ...refused, said: `${refused.said} (${WORDS[name]}). ${CREATE}` } : refused]
  }
  const [pages, ids] = rowsOf(read as Reply)
  const own = knownOf(KINDS[name])
  const alien = ids?.find((id) => !own.has(id))
  const address = [`${name}_URL`]
  if (alien !== undefined)
    return [
      {
        settings: address,
        said: `${nameOf(url)} không phải ${WORDS[name]}, hoặc do phiên bản mới hơn ghi (${alien}). Kiểm tra ${address[0]}`,
      },
    ]
  if (!ours) return []
  return [
    ...(ids === undefined && !look.make
      ? [{ settings: address, said: `${nameOf(url)} còn trống, chưa có ${WORDS[name]}. ${CREATE}` }]
      : []),
    ...checkpoints(name, pages?.[0]),
    ...(look.writes === false ? [] : await unwritable(name, trip)),
  ]
}

/**
 * A libsql-server that checkpoints by itself every so many pages (`wal_autocheckpoint`; 0 with its flag) is wedged for
 * good by more than six writers at once.
 */
const checkpoints = (name: Shared, pages: string | undefined): Wrong[] =>
  Number(pages ?? 0) === 0
    ? []
    : [
        {
          settings: [`${name}_URL`],
          said: 'máy chủ cần chạy với --checkpoint-interval-s 20; thiếu tham số này, nhiều nơi cùng ghi sẽ làm nó ngừng nhận ghi cho đến khi khởi động lại',
        },
      ]

/** Takes the write lock and gives it back. */
async function unwritable(name: Shared, trip: Trip): Promise<Wrong[]> {
  const reply = await ask(trip, ['begin immediate', 'create table trial (a)', 'rollback'])
  const said =
    reply instanceof Error || reply.status >= 500
      ? 'máy chủ trả lời lệnh đọc nhưng không trả lời lệnh ghi vào cơ sở dữ liệu này. Khởi động lại máy chủ cơ sở dữ liệu, rồi thử lại'
      : reply.status !== 200
        ? 'mã truy cập không ghi được vào cơ sở dữ liệu này; cần mã có quyền ghi ("a":"rw")'
        : reply.body.includes('"BLOCKED"')
          ? 'máy chủ đang chặn ghi vào cơ sở dữ liệu này (block_writes); nếu dữ liệu đã chuyển đi nơi khác, đề nghị chạy ở nơi đó'
          : undefined
  if (said === undefined) return []
  const settings = [said.startsWith('mã') ? `${name}_TOKEN` : `${name}_URL`]
  return [{ settings, said }]
}

/** What the databases of committees will be reached by: a name that nobody has must be missing, by that name. */
async function lookAtPattern(env: Env, tripTo: TripTo): Promise<{ wrong: Wrong[]; warnings: string[] }> {
  const name = `khong-co-${Math.random().toString(36).slice(2, 10)}`
  const url = namespaceUrl(env.NAMESPACES_URL ?? '', name)
  const reply = await ask(tripTo(url, env.NAMESPACES_TOKEN), ['select 1'])
  const missing = !(reply instanceof Error) && reply.body.includes(`\`${name}\` doesn't exist`)
  if (!missing) {
    const refused = refusalOf('NAMESPACES', url, reply)
    const said = 'máy chủ trả lời cho một tên chưa ai tạo; cần chạy nó với --enable-namespaces'
    return { wrong: [refused ?? { settings: ['NAMESPACES_URL'], said }], warnings: [] }
  }
  const { hostname } = new URL(url)
  const open = await ask(tripTo(url, undefined), ['select 1'])
  const asksNobody = !(open instanceof Error) && open.status !== 401 && !isLoopback(hostname)
  return {
    wrong: [],
    warnings: asksNobody
      ? [`${hostname}: máy chủ cơ sở dữ liệu không hỏi mã truy cập; cần chạy nó với --auth-jwt-key-file.`]
      : [],
  }
}

async function ask(trip: Trip, statements: string[]): Promise<Reply | Error> {
  const requests = [...statements.map((sql) => ({ type: 'execute', stmt: { sql } })), { type: 'close' }]
  try {
    return await trip(JSON.stringify({ baton: null, requests }), PATIENCE)
  } catch (error) {
    return error instanceof Broken || error instanceof Strange ? error : new Broken('no connection')
  }
}

/** The first column of what each statement gave; undefined where it failed. */
function rowsOf({ body }: Reply): (string[] | undefined)[] {
  type Found = { response?: { result?: { rows?: { value: string }[][] } } }
  return (JSON.parse(body) as { results: Found[] }).results.map(({ response }) =>
    response?.result?.rows?.map(([first]) => String(first?.value)),
  )
}

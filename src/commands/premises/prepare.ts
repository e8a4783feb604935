import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { newPushKey } from '../../platform/secret.ts'
import { refuseFull } from '../backup/manifest.ts'
import { proxyFile, serverLine, serverUnit, hostUnit } from './units.ts'

/** Where people reach the instance, and where the server listens: both doors on this machine alone. */
export type Wanted = { url: string; data?: string; admin?: string; from?: string | undefined }

/**
 * Makes what an instance on a libsql-server of its own stands on, in an empty folder: keys, a token, the settings file,
 * units for systemd and a configuration for a proxy. Nothing is started and nothing outside the folder is touched.
 * @param folder absolute or relative; empty or not there
 * @param wanted `from` is the data folder of an instance on files that is to move here: its secrets are taken over
 * @returns the line that starts the server, and what to type next
 */
export async function prepare(
  folder: string,
  { url, data = '8080', admin = '9090', from }: Wanted,
): Promise<string> {
  const at = resolve(folder)
  if (!URL.canParse(url))
    throw new Error('--url: cần địa chỉ mọi người sẽ dùng, ví dụ https://lienthong.example.vn')
  await refuseFull(at)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = randomBytes(32).toString('base64url')
  const secret = await kept(from, 'auth-secret', () => randomBytes(32).toString('base64url'))
  const push = await kept(from, 'push-key', newPushKey)
  const files: Record<string, string> = {
    'jwt.pub.pem': publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    'jwt.key.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'server.env': `LIBSQL_ADMIN_AUTH_KEY=${key}\n`,
    'lien-thong.env': settings({ url, data, admin, key, secret, push, token: tokenOf(privateKey), at }),
    'libsql-server.service': serverUnit(at, data, admin),
    'lien-thong@.service': hostUnit(at),
    'nginx.conf': proxyFile(new URL(url).hostname),
  }
  await mkdir(at, { recursive: true, mode: 0o700 })
  for (const [name, text] of Object.entries(files))
    await writeFile(join(at, name), text, { mode: 0o600, flag: 'wx' })
  return [
    `Đã tạo khóa, mã truy cập và thiết lập trong ${at}. Giữ thư mục này như giữ con dấu.`,
    '',
    'Khởi động máy chủ cơ sở dữ liệu (giữ cho nó chạy; hoặc dùng libsql-server.service):',
    '',
    `  ${serverLine(at, data, admin)}`,
    '',
    from === undefined
      ? 'Sau đó tạo danh bạ và trục liên thông, một lần:'
      : 'Sau đó chuyển dữ liệu sang; trong lúc đó mọi người xem được, chưa ghi được:',
    '',
    `  SETTINGS=${join(at, 'lien-thong.env')} npm run operate -- ${from === undefined ? 'create shared' : `move-in ${resolve(from)}`}`,
    '',
    'Rồi chạy, mỗi tiến trình một cổng:',
    '',
    `  SETTINGS=${join(at, 'lien-thong.env')} PORT=8787 npm start`,
    `  SETTINGS=${join(at, 'lien-thong.env')} PORT=8788 npm start`,
  ].join('\n')
}

/** Another token, by the key that `prepare` left in its folder; no two are the same. */
export async function newToken(folder: string): Promise<string> {
  const pem = await readFile(join(folder, 'jwt.key.pem'), 'utf8').catch(() => {
    throw new Error(`Không thấy jwt.key.pem trong ${folder}.`)
  })
  return tokenOf(createPrivateKey(pem))
}

/**
 * A token that opens every namespace for writing and does not end (EdDSA, RFC 8037); libsql-server reads the claim `a`
 * and passes by those of RFC 7519 that tell one token from another: when it was made, and its number.
 */
export function tokenOf(key: KeyObject, may: object = { a: 'rw' }): string {
  const claims = { ...may, iat: Math.floor(Date.now() / 1000), jti: randomUUID() }
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

/** A secret of the instance that is to move here; a new one where there is none. */
const kept = async (from: string | undefined, name: string, make: () => string): Promise<string> =>
  from === undefined ? make() : (await readFile(join(from, name), 'utf8').catch(make)).trim()

type Given = Record<'url' | 'data' | 'admin' | 'key' | 'secret' | 'push' | 'token' | 'at', string>

const settings = ({
  url,
  data,
  admin,
  key,
  secret,
  push,
  token,
  at,
}: Given): string => `# Thiết lập của Liên Thông trên máy chủ của cơ quan. Mọi tiến trình dùng chung tệp này.
BASE_URL=${url}
DATA_DIR=${join(at, 'data')}
TRUST_PROXY=1
AUTH_SECRET=${secret}
PUSH_KEY=${push}

TENANTS=namespaces
CONTROL_URL=http://localhost:${data}/dev/control/
CONTROL_TOKEN=${token}
EXCHANGE_URL=http://localhost:${data}/dev/exchange/
EXCHANGE_TOKEN=${token}
NAMESPACES_URL=http://localhost:${data}/dev/{namespace}/
NAMESPACES_TOKEN=${token}
NAMESPACES_ADMIN_URL=http://localhost:${admin}
NAMESPACES_ADMIN_TOKEN=${key}

# Kho tệp chuẩn S3: bắt buộc khi các tiến trình ở nhiều máy; bỏ trống thì tệp nằm trong DATA_DIR.
S3_ENDPOINT=
S3_BUCKET=
S3_KEY_ID=
S3_SECRET=

# Thư đi, xem README.
MAIL_URL=
MAIL_FROM=
`

import { z } from 'zod'
import { wordsFor } from '../core/words.ts'

const MB = 1024 * 1024

/** What goes into a header: a stray line end of a secrets file is cut off, anything else odd is a mistake. */
const secret = z
  .string()
  .trim()
  .regex(/^[!-~]+$/, 'chỉ gồm chữ, số và dấu không có khoảng trắng; đề nghị chép lại')
  .optional()

/** The settings of an instance, read from the environment at boot. Every host parses them here. */
const schema = z.object({
  BASE_URL: z
    .url('phải là địa chỉ đầy đủ, ví dụ https://lienthong.example.vn')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  AUTH_SECRET: z
    .string('bắt buộc')
    .min(32, 'cần ít nhất 32 ký tự ngẫu nhiên, ví dụ kết quả của: openssl rand -base64 32'),
  /** log2 of scrypt's N for new passwords; see passwords.ts. */
  PASSWORD_COST: z.coerce.number().int().min(10).max(18).default(15),
  /** To how many places a day a committee that nobody vouches for may send without being linked with them. */
  STRANGERS_A_DAY: z.coerce.number().int().min(0).max(10_000).default(10),
  /** Root certificates that signatures in files may lead to: PEM, or the base64 of their DER with commas between. */
  SIGNATURE_ROOTS: z
    .string()
    .regex(/^[\w+/=\s,-]*$/, 'phải là chứng thư gốc dạng PEM, hoặc base64 cách nhau bằng dấu phẩy')
    .default(''),
  MAX_FILE_MB: z.coerce.number().int().min(1).max(500).default(50),
  /** What one committee may store, and bring in and issue within an hour: wide for work, a wall for a flood. */
  MAX_STORED_GB: z.coerce.number().int().min(1).max(100_000).default(200),
  UPLOADS_AN_HOUR: z.coerce.number().int().min(1).max(1_000_000).default(3000),
  PAPERS_AN_HOUR: z.coerce.number().int().min(1).max(1_000_000).default(1000),
  TENANTS: z.enum(['file', 'turso', 'namespaces']).default('file'),
  DATA_DIR: z.string().min(1).default('.data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  /** Whether a proxy of ours stands in front and says whom it speaks for. */
  TRUST_PROXY: z.stringbool().default(false),
  CONTROL_URL: z.string().optional(),
  CONTROL_TOKEN: secret,
  EXCHANGE_URL: z.string().optional(),
  EXCHANGE_TOKEN: secret,
  TURSO_API: z.url().default('https://api.turso.tech'),
  TURSO_ORG: z.string().optional(),
  TURSO_GROUP: z.string().optional(),
  TURSO_API_TOKEN: secret,
  TURSO_DB_TOKEN: secret,
  NAMESPACES_ADMIN_URL: z.url('phải là địa chỉ đầy đủ, ví dụ http://db.noi-bo:9090').optional(),
  NAMESPACES_ADMIN_TOKEN: secret,
  NAMESPACES_URL: z
    .string()
    .includes('{namespace}', 'cần chứa {namespace}, ví dụ http://{namespace}.db.noi-bo:8080')
    .optional(),
  NAMESPACES_TOKEN: secret,
  S3_ENDPOINT: z.url('phải là địa chỉ đầy đủ, ví dụ https://s3.noi-bo').optional(),
  /** Of Amazon; other stores take this one for theirs. */
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_BUCKET: z.string().optional(),
  S3_KEY_ID: secret,
  S3_SECRET: secret,
  /** Where mail is handed over; without it none goes out, and the screens say so. */
  MAIL_URL: z
    .string()
    .regex(/^(inbox$|smtps?:\/\/[^/]|https?:\/\/[^/])/, 'phải bắt đầu bằng smtp://, smtps:// hoặc https://')
    .optional(),
  MAIL_FROM: z.email('phải là một địa chỉ thư, ví dụ khong-tra-loi@lienthong.example.vn').optional(),
  MAIL_TOKEN: secret,
  PUSH_KEY: secret,
  PUSH_SERVICES: z.string().optional(),
})

type Parsed = z.infer<typeof schema>
export type Env = Parsed & {
  BASE_URL: string
  maxFileBytes: number
  /** What one committee may store, in bytes, and bring in and issue within an hour. */
  most: { stored: number; uploadsAnHour: number; papersAnHour: number }
}

const NEEDED: Record<Parsed['TENANTS'], (keyof Parsed)[]> = {
  file: [],
  turso: ['TURSO_ORG', 'TURSO_GROUP', 'TURSO_API_TOKEN', 'TURSO_DB_TOKEN', 'CONTROL_URL', 'EXCHANGE_URL'],
  namespaces: ['NAMESPACES_ADMIN_URL', 'NAMESPACES_URL', 'CONTROL_URL', 'EXCHANGE_URL'],
}

const NEEDED_BY_S3 = ['S3_BUCKET', 'S3_KEY_ID', 'S3_SECRET'] as const

/** Settings that another one makes compulsory. */
function missing(env: Record<string, unknown>): string[] {
  const lacking = (keys: readonly (keyof Parsed)[], why: string): string[] =>
    keys.filter((key) => env[key] === undefined).map((key) => `${key}: bắt buộc khi ${why}`)
  const tenants = (env.TENANTS ?? 'file') as Parsed['TENANTS']
  return [
    ...lacking(NEEDED[tenants] ?? [], `TENANTS=${tenants}`),
    ...(env.S3_ENDPOINT === undefined ? [] : lacking(NEEDED_BY_S3, 'có S3_ENDPOINT')),
    ...(env.MAIL_URL === undefined || env.MAIL_URL === 'inbox' ? [] : lacking(['MAIL_FROM'], 'có MAIL_URL')),
    ...openInbox(env),
  ]
}

/** Whoever reads the development inbox may take anybody's place: it is for this machine alone. */
function openInbox({ MAIL_URL, BASE_URL, HOST }: Record<string, unknown>): string[] {
  const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/
  const host = typeof BASE_URL === 'string' ? (URL.parse(BASE_URL)?.hostname ?? '') : 'localhost'
  const safe = loopback.test(host) && (HOST === undefined || HOST === '127.0.0.1')
  return MAIL_URL === 'inbox' && !safe ? ['MAIL_URL: hộp thư thử chỉ dùng trên máy này (localhost)'] : []
}

/**
 * Parses the environment of an instance.
 * @throws Error whose message lists every wrong setting and how to mend it
 */
export function readEnv(raw: Record<string, unknown>): Env {
  const known = Object.fromEntries(
    Object.keys(schema.shape).map((key) => [key, raw[key] === '' ? undefined : raw[key]]),
  )
  const parsed = schema.safeParse(known, { error: wordsFor })
  const wrong = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...missing(known),
  ]
  if (!parsed.success || wrong.length > 0) {
    throw new Error(
      `Chưa khởi động được vì cấu hình môi trường chưa đúng:\n${wrong.map((line) => `  - ${line}`).join('\n')}`,
    )
  }
  const { BASE_URL = `http://localhost:${parsed.data.PORT}`, MAX_FILE_MB, MAX_STORED_GB } = parsed.data
  const { UPLOADS_AN_HOUR: uploadsAnHour, PAPERS_AN_HOUR: papersAnHour } = parsed.data
  const most = { stored: MAX_STORED_GB * 1024 * MB, uploadsAnHour, papersAnHour }
  return { ...parsed.data, BASE_URL, maxFileBytes: MAX_FILE_MB * MB, most }
}

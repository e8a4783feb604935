import { z } from 'zod'

const MB = 1024 * 1024

/** The settings of an instance, read from the environment at boot. Every host parses them here. */
const schema = z.object({
  BASE_URL: z.url('phải là địa chỉ đầy đủ, ví dụ https://lienthong.example.vn').optional(),
  AUTH_SECRET: z
    .string('bắt buộc')
    .min(32, 'cần ít nhất 32 ký tự ngẫu nhiên, ví dụ kết quả của: openssl rand -base64 32'),
  /** log2 of scrypt's N for new passwords; see passwords.ts. */
  PASSWORD_COST: z.coerce.number().int().min(10).max(18).default(15),
  MAX_FILE_MB: z.coerce.number().int().min(1).max(500).default(50),
  TENANTS: z.enum(['file', 'turso', 'namespaces']).default('file'),
  DATA_DIR: z.string().min(1).default('.data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8787),
  /** Whether a proxy of ours stands in front and says whom it speaks for. */
  TRUST_PROXY: z.stringbool().default(false),
  CONTROL_URL: z.string().optional(),
  CONTROL_TOKEN: z.string().optional(),
  EXCHANGE_URL: z.string().optional(),
  EXCHANGE_TOKEN: z.string().optional(),
  TURSO_API: z.url().default('https://api.turso.tech'),
  TURSO_ORG: z.string().optional(),
  TURSO_GROUP: z.string().optional(),
  TURSO_API_TOKEN: z.string().optional(),
  TURSO_DB_TOKEN: z.string().optional(),
  NAMESPACES_ADMIN_URL: z.string().optional(),
  NAMESPACES_ADMIN_TOKEN: z.string().optional(),
  NAMESPACES_URL: z.string().optional(),
  NAMESPACES_TOKEN: z.string().optional(),
  S3_ENDPOINT: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_KEY_ID: z.string().optional(),
  S3_SECRET: z.string().optional(),
})

type Parsed = z.infer<typeof schema>
export type Env = Parsed & { BASE_URL: string; maxFileBytes: number }

const NEEDED: Record<Parsed['TENANTS'], (keyof Parsed)[]> = {
  file: [],
  turso: ['TURSO_ORG', 'TURSO_GROUP', 'TURSO_API_TOKEN', 'TURSO_DB_TOKEN', 'CONTROL_URL', 'EXCHANGE_URL'],
  namespaces: ['NAMESPACES_ADMIN_URL', 'NAMESPACES_URL', 'CONTROL_URL', 'EXCHANGE_URL'],
}

/**
 * Parses the environment of an instance.
 * @throws Error whose message lists every wrong setting and how to mend it
 */
export function readEnv(raw: Record<string, unknown>): Env {
  const known = Object.fromEntries(
    Object.keys(schema.shape).map((key) => [key, raw[key] === '' ? undefined : raw[key]]),
  )
  const parsed = schema.safeParse(known)
  const wrong = parsed.success
    ? NEEDED[parsed.data.TENANTS]
        .filter((key) => parsed.data[key] === undefined)
        .map((key) => `${key}: bắt buộc khi TENANTS=${parsed.data.TENANTS}`)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (!parsed.success || wrong.length > 0) {
    throw new Error(
      `Chưa khởi động được vì cấu hình môi trường chưa đúng:\n${wrong.map((line) => `  - ${line}`).join('\n')}`,
    )
  }
  const { BASE_URL = `http://localhost:${parsed.data.PORT}`, MAX_FILE_MB } = parsed.data
  return { ...parsed.data, BASE_URL, maxFileBytes: MAX_FILE_MB * MB }
}

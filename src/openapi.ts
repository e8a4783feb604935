import type { Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import { z } from 'zod'
import { problemSchema } from './core/http.ts'
import type { In } from './core/http.ts'

type Operation = {
  'x-permission'?: string
  tags?: string[]
  security?: Record<string, string[]>[]
  parameters?: object[]
  responses: Record<string, object>
}

/** Groups of routes by the first part of their path below `/api` or below a committee, as a reader looks for them. */
const TAGS: [tag: string, parts: string[]][] = [
  ['Tài khoản', ['auth', 'me', 'health']],
  [
    'Danh bạ',
    ['instance', 'committee-kinds', 'directory', 'committees', 'committee', 'codes', 'links', 'superior'],
  ],
  ['Bàn làm việc', ['', 'desk']],
  ['Văn bản đi', ['documents', 'number-reservations', 'recipient-groups']],
  ['Văn bản đến', ['deliveries', 'incoming']],
  ['Tệp', ['files']],
  ['Sổ, số và ký hiệu', ['registers', 'document-types', 'number-series', 'arrival-books']],
  ['Tổ chức', ['organisation', 'units', 'positions', 'issuers', 'terms', 'members', 'invitations']],
  ['Nhật ký', ['audit']],
]

/** Headers and answers that many routes share. */
const COMPONENTS = (cookie: string) => ({
  securitySchemes: {
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: cookie,
      description: 'Cookie của phiên, do POST /api/auth/sign-in/email đặt.',
    },
  },
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'Khóa do bên gọi tự chọn cho một việc. Gửi lại cùng khóa, cùng nội dung thì việc chỉ làm một lần và nhận lại câu trả lời đầu (kèm Idempotency-Replayed: true); cùng khóa, khác nội dung thì bị từ chối (idempotency_mismatch).',
      schema: { type: 'string', minLength: 8, maxLength: 100 },
    },
  },
  responses: {
    Problem: {
      description: 'Lỗi (RFC 9457): code ổn định, detail là câu tiếng Việt, fields nêu từng mục sai.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
  // As what comes in: more members may stand beside those named.
  schemas: { Problem: z.toJSONSchema(problemSchema, { io: 'input' }) },
})

/**
 * The whole API as OpenAPI 3.1, from the schemas that validate: what routes say of themselves, and what all of
 * them have in common.
 * @param baseUrl where people reach this instance
 * @param cookie the name of the session cookie there
 */
export async function describeApi(app: Hono<In>, baseUrl: string, cookie: string): Promise<object> {
  const found = await generateSpecs(app, { defaultValidationErrorResponse: false })
  const paths = found.paths as Record<string, Record<string, Operation>>
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) complete(path, method, operation)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Liên Thông',
      version: '1',
      description:
        'Trao đổi văn bản và sổ sách giữa các cơ quan. Thời điểm theo ISO 8601 (UTC), ngày theo giờ Việt Nam. Danh sách trả theo trang: next là cursor của trang sau.',
    },
    servers: [{ url: baseUrl }],
    tags: TAGS.map(([name]) => ({ name })),
    paths,
    components: COMPONENTS(cookie),
  }
}

function complete(path: string, method: string, operation: Operation): void {
  operation.tags = [tagOf(path)]
  operation.security = operation['x-permission'] === 'public' ? [] : [{ session: [] }]
  operation.responses.default = { $ref: '#/components/responses/Problem' }
  if (method !== 'post' || path.startsWith('/api/auth/')) return
  operation.parameters = [...(operation.parameters ?? []), { $ref: '#/components/parameters/IdempotencyKey' }]
}

function tagOf(path: string): string {
  const part = path.replace(/^\/api\/(c\/\{committee\}\/)?/, '').split('/')[0] ?? ''
  return TAGS.find(([, parts]) => parts.includes(part))?.[0] ?? ''
}

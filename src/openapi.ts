import { z } from 'zod'
import { ANY_TEXT } from './core/described.ts'
import type { Resource } from './core/domain.ts'
import type { Wrong } from './core/errors.ts'
import { problemSchema, STATUS } from './core/problem.ts'
import { PARAMS } from './core/route.ts'
import type { Route } from './core/route.ts'
import { pathOf } from './entrance/serve.ts'

type Schema = Record<string, unknown>

/** Headers and answers that many routes share. */
const components = (cookie: string) => ({
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
    IfMatch: ifMatch(true),
    IfMatchOptional: ifMatch(false),
  },
  responses: Object.fromEntries(
    Object.entries(TELLING).map(([wrong, description]) => [
      wrong,
      {
        description,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  ),
  // As what comes in: more members may stand beside those named.
  schemas: { Problem: plain(z.toJSONSchema(problemSchema, { io: 'input' })) },
})

const ifMatch = (required: boolean) => ({
  name: 'If-Match',
  in: 'header',
  required,
  description: 'Phiên bản đang sửa, như ETag đã trả, ví dụ "v3"; bản cũ hơn thì bị từ chối (412).',
  schema: {
    type: 'string',
    minLength: 1,
    maxLength: 200,
    pattern: '^(\\*|(\\s*(W/)?"?v[0-9]{1,9}([-;+.][A-Za-z0-9_-]+)?"?\\s*,?)+)$',
  },
})

/** Problems in a sentence each; all are RFC 9457 with a stable `code`, a Vietnamese `detail` and, for wrong input, `fields`. */
const TELLING: Record<Exclude<Wrong, 'wrong_method'> | 'internal', string> = {
  malformed: 'Yêu cầu không đọc được.',
  signed_out: 'Chưa đăng nhập hoặc phiên đã hết.',
  forbidden: 'Chưa được giao quyền làm việc này.',
  not_found: 'Không có, hoặc không thuộc về người hỏi: trả lời như nhau.',
  conflict: 'Người khác đã làm trước, hoặc trạng thái không cho phép.',
  gone: 'Đã dùng hoặc đã hết hạn.',
  stale: 'Phiên bản đang sửa không còn là mới nhất.',
  too_large: 'Nội dung gửi quá lớn.',
  wrong_form: 'Nội dung gửi không phải loại được nhận ở đây.',
  invalid: 'Có mục chưa đúng; fields nêu từng mục.',
  too_many: 'Thử quá nhiều lần; Retry-After cho biết cần đợi bao nhiêu giây.',
  unavailable: 'Máy chủ tạm thời chưa trả lời được; gửi lại là an toàn.',
  internal: 'Lỗi chưa lường trước; đã ghi lại.',
}

/**
 * The whole API as OpenAPI 3.1, from the routes and the schemas that validate.
 * @param baseUrl where people reach this instance
 * @param cookie the name of the session cookie there
 */
export function describeApi(resources: readonly Resource[], baseUrl: string, cookie: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const { tag, routes } of resources) {
    for (const [verb, route] of Object.entries(routes)) {
      const path = (paths[pathOf(route)] ??= {})
      path[route.method.toLowerCase()] = operation(tag, verb, route)
    }
  }
  const tags = new Map(resources.map(({ tag, title }) => [tag, title]))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Liên Thông',
      version: '1',
      description:
        'Trao đổi văn bản và sổ sách giữa các cơ quan. Thời điểm theo ISO 8601 (UTC), ngày theo giờ Việt Nam. Danh sách trả theo trang: next là cursor của trang sau.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: baseUrl }],
    security: [{ session: [] }],
    tags: [...tags].map(([name, title]) => ({ name, description: title, 'x-displayName': title })),
    paths,
    components: components(cookie),
  }
}

/** What a route takes, as the description says it: who holds the link of an invitation is known by it alone. */
function nameOf(permission: Route['permission']): string {
  if (typeof permission === 'object') return permission.id
  if (permission === 'door') return 'public'
  return permission === 'guest' ? 'signed-in' : permission
}

function operation(tag: string, verb: string, route: Route): object {
  const { permission } = route
  const open = permission === 'public' || permission === 'door'
  const body = bodyOf(route)
  return {
    operationId: verb,
    summary: route.summary,
    tags: [tag],
    ...(open ? { security: [] } : {}),
    'x-permission': nameOf(permission),
    parameters: parametersOf(route),
    ...(body === undefined ? {} : { requestBody: { required: true, content: body } }),
    responses: {
      ...answersOf(route),
      ...Object.fromEntries(
        problemsOf(route).map((wrong) => [STATUS[wrong], { $ref: `#/components/responses/${wrong}` }]),
      ),
      default: { $ref: '#/components/responses/internal' },
    },
  }
}

function parametersOf(route: Route): object[] {
  const inPath = [...pathOf(route).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: coming(PARAMS[name as keyof typeof PARAMS]),
  }))
  const { properties = {}, required = [] } = (route.query === undefined ? {} : coming(route.query)) as {
    properties?: Record<string, Schema>
    required?: string[]
  }
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
  const refs = [
    ...(route.version === undefined ? [] : [route.version === 'must' ? 'IfMatch' : 'IfMatchOptional']),
    ...(isRepeatable(route) ? ['IdempotencyKey'] : []),
  ]
  return [...inPath, ...inQuery, ...refs.map((name) => ({ $ref: `#/components/parameters/${name}` }))]
}

/** better-auth answers for accounts, and knows no keys. */
const isRepeatable = ({ method, path }: Route): boolean => method === 'POST' && !path.startsWith('/auth/')

const BINARY = { schema: { type: 'string', format: 'binary' } }

function bodyOf({ sends, body }: Route): object | undefined {
  if (sends !== undefined) return { [sends]: BINARY }
  return body === undefined ? undefined : { 'application/json': { schema: coming(body) } }
}

function answersOf(route: Route): Record<string, object> {
  const { answer, gives, sends, method, tagged } = route
  const status: 200 | 201 = route.status ?? 200
  const content =
    gives === undefined
      ? { 'application/json': { schema: plain(z.toJSONSchema(answer)) } }
      : Object.fromEntries(gives.map((media) => [media, BINARY]))
  const done = {
    [status]: { description: 'Thành công', content },
    ...(tagged === true ? { 304: { description: 'Không có gì mới' } } : {}),
  }
  if (gives !== undefined) {
    return {
      ...done,
      206: { description: 'Một phần của tệp, như Range yêu cầu', content },
      304: { description: 'Tệp đã có ở nơi gọi vẫn đúng' },
      416: { description: 'Phần được yêu cầu nằm ngoài tệp' },
    }
  }
  return sends !== undefined && method === 'PUT'
    ? { 200: { description: 'Đã có từ trước', content }, ...done }
    : done
}

/** Every problem a route may answer with: its own, and those of its kind. */
function problemsOf(route: Route): Wrong[] {
  const { method, permission, limits, problems = [] } = route
  const committee = typeof permission === 'object'
  const writes = method !== 'GET'
  const found: Wrong[] = [
    ...(writes ? (['malformed', 'forbidden', 'too_large', 'wrong_form'] as const) : []),
    ...(permission === 'public' || permission === 'door' ? [] : (['signed_out'] as const)),
    ...(committee ? (['forbidden', 'conflict'] as const) : []),
    ...(committee || route.path.includes('{') ? (['not_found'] as const) : []),
    'invalid',
    ...(route.version === undefined ? [] : (['stale'] as const)),
    ...(limits === undefined ? [] : (['too_many'] as const)),
    'unavailable',
    ...problems,
  ]
  return [...new Set(found)]
}

/** A schema as what comes in: a text of which it says nothing more takes whatever can be kept. */
const coming = (schema: z.ZodType): Schema =>
  plain(
    z.toJSONSchema(schema, {
      io: 'input',
      override: ({ jsonSchema: one }) => {
        const said = one.pattern ?? one.format ?? one.enum ?? one.const
        if (one.type === 'string' && said === undefined) one.pattern = ANY_TEXT
      },
    }),
  )

/** A schema without the line that says which draft it is written in. */
function plain(schema: Schema): Schema {
  const { $schema: _, ...rest } = schema
  return rest
}

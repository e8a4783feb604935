/** An answer that is not the wanted one: what the server said, or that it could not be reached. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: Record<string, string>
  readonly retryAfter?: number

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { fields?: Record<string, string>; retryAfter?: number } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.fields = more.fields ?? {}
    if (more.retryAfter !== undefined) this.retryAfter = more.retryAfter
  }

  /** Nothing is known of the outcome, so the same request may be sent again with the same key. */
  get uncertain(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

type Answered = {
  code?: unknown
  detail?: unknown
  title?: unknown
  message?: unknown
  fields?: unknown
}

/** Reads an answer of RFC 9457, or of better-auth (`{ code, message }`), whatever else came with it. */
export async function readProblem(response: Response): Promise<Problem> {
  const body = ((await response.json().catch(() => undefined)) ?? {}) as Answered
  const text = [body.detail, body.message, body.title].find((one) => typeof one === 'string' && one)
  const wait = Number(
    response.headers.get('retry-after') ?? response.headers.get('x-retry-after') ?? Number.NaN,
  )
  return new Problem(
    response.status,
    typeof body.code === 'string' ? body.code : String(response.status),
    typeof text === 'string' ? text : '',
    { fields: readFields(body.fields), ...(Number.isFinite(wait) ? { retryAfter: wait } : {}) },
  )
}

function readFields(fields: unknown): Record<string, string> {
  const found: Record<string, string> = {}
  if (!Array.isArray(fields)) return found
  for (const one of fields as { field?: unknown; message?: unknown }[]) {
    if (typeof one.field === 'string' && typeof one.message === 'string') found[one.field] ??= one.message
  }
  return found
}

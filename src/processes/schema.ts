import * as z from 'zod/mini'

/**
 * The interchange form of a process template (`quytrinh/1`): nested state machines. A region has one start and a
 * flat list of steps; each step names its outcomes; concurrency exists only inside a `parallel` or `each` step,
 * whose branches are regions again. This file settles shape alone; `checkTemplate` judges meaning.
 * `template.schema.json` is generated from these definitions by `template.schema.ts`.
 */

const id = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9_]{0,31}$/))
  .register(z.globalRegistry, {
    id: 'id',
    description: 'mã gồm chữ thường không dấu, chữ số, gạch dưới, bắt đầu bằng chữ, dài nhất 32 ký tự',
  })
const text = z.string().check(z.minLength(1), z.maxLength(400)).register(z.globalRegistry, { id: 'text' })
const positive = z.int().check(z.gte(1))

const role = z
  .strictObject({
    name: text,
    by: z.enum(['position', 'unit_head', 'group', 'starter', 'performer_of', 'pick']),
    ref: z.optional(z.string()),
    cover: z.optional(z.enum(['none', 'deputy', 'listed'])),
    not_same_as: z.optional(z.array(id)),
  })
  .register(z.globalRegistry, { id: 'role' })

const fieldTypes = [
  'string',
  'text',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'enum',
  'person',
  'unit',
  'file',
  'doc',
  'table',
] as const

/** A field of the case's form; `columns` belong to a `table`. */
export type Field = {
  type: (typeof fieldTypes)[number]
  label: string
  enum?: string[]
  min?: number
  max?: number
  maxLength?: number
  columns?: Record<string, Field>
}

const field: z.ZodMiniType<Field> = z
  .strictObject({
    type: z.enum(fieldTypes),
    label: text,
    enum: z.optional(z.array(z.string()).check(z.minLength(1))),
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    maxLength: z.optional(positive),
    columns: z.optional(
      z.record(
        z.string(),
        z.lazy(() => field),
      ),
    ),
  })
  .register(z.globalRegistry, { id: 'field' })

const limit = z
  .strictObject({
    n: z.int().check(z.gte(1), z.lte(10_000)),
    u: z.enum(['wh', 'wd', 'cd']),
    from: z.optional(
      z
        .string()
        .register(z.globalRegistry, { description: 'step (mặc định), case hoặc mã của một trường ngày' }),
    ),
    pause: z.optional(
      z.array(id).register(z.globalRegistry, { description: 'danh sách mã các bước chờ làm dừng đồng hồ' }),
    ),
  })
  .register(z.globalRegistry, { id: 'limit' })

/** A condition on the fields of a case; a comparison with a field that is not set is false. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { f: string; is: 'set' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'in'; v?: unknown }

const conditions = z.lazy(() => z.array(condition).check(z.minLength(1)))
const condition: z.ZodMiniType<Condition> = z
  .union([
    z.strictObject({ all: conditions }),
    z.strictObject({ any: conditions }),
    z.strictObject({ not: z.lazy(() => condition) }),
    z.strictObject({
      f: id,
      is: z.enum(['set', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in']),
      v: z.optional(z.unknown()),
    }),
  ])
  .register(z.globalRegistry, { id: 'cond' })

const outcome = z
  .strictObject({
    id,
    label: text,
    to: z.union([id, z.literal('END')]),
    kind: z.optional(z.enum(['forward', 'return', 'reject', 'timeout'])),
    when: z.optional(condition),
    needs: z.optional(z.array(z.enum(['reason', 'reason_code', 'signature']))),
    clock: z.optional(z.enum(['restart', 'resume'])),
  })
  .register(z.globalRegistry, { id: 'outcome' })

const alert = z
  .strictObject({
    at: z.union([
      z.strictObject({ pct: z.int().check(z.gte(1), z.lte(100)) }),
      z.strictObject({ before: limit }),
      z.strictObject({ after: limit }),
    ]),
    to: z.array(z.string()).check(z.minLength(1)),
  })
  .register(z.globalRegistry, { id: 'alert' })

const record = z
  .strictObject({
    name: text,
    form: z.optional(z.string()),
    field: z.optional(id),
    keep_years: z.union([positive, z.literal('permanent')]),
  })
  .register(z.globalRegistry, { id: 'record' })

const join = z
  .strictObject({ mode: z.enum(['all', 'any', 'at_least']), k: z.optional(positive) })
  .register(z.globalRegistry, { id: 'join' })

const formLine = z
  .strictObject({ f: id, mode: z.optional(z.enum(['ro', 'rw', 'req'])) })
  .register(z.globalRegistry, { id: 'form_line' })

/**
 * What whoever adapts the template may do at a step (overlay.ts): put steps before or after it, leave it out. At one
 * that is locked not even its limit is shortened or a record added.
 */
export type Leave = 'before' | 'after' | 'skip' | 'lock'
const leave = z.array(z.enum(['before', 'after', 'skip', 'lock'])).register(z.globalRegistry, { id: 'adapt' })

/** A state machine: exactly one of its steps is active, from `start` until an outcome leads to END. */
export type Region = { start: string; steps: Step[] }

/** A branch of a `parallel` step; without `when` it always runs. */
export type Branch = { id: string; when?: Condition; region: Region }

type StepOf<Kind extends string> = {
  id: string
  kind: Kind
  name: string
  role?: string
  limit?: Limit
  alerts?: Alert[]
  form?: FormLine[]
  records?: RecordKept[]
  guide?: string
  adapt?: Leave[]
  branches?: Branch[]
  over?: string
  region?: Region
  join?: Join
  until?: Record<string, unknown>
  template?: string
  out: Outcome[]
}

/** Work of one person in `role`, within `limit`. */
export type TaskStep = StepOf<'task'> & { role: string; limit: Limit }
/** A choice made at once by the conditions of the outcomes, in order. */
export type DecideStep = StepOf<'decide'>
/** Fixed branches at the same time, joined by `join`. */
export type ParallelStep = StepOf<'parallel'> & { branches: Branch[]; join: Join }
/** One branch per row of the table field `over`, joined by `join`. */
export type EachStep = StepOf<'each'> & { over: string; region: Region; join: Join }
/** Waiting for something outside, such as missing papers. */
export type WaitStep = StepOf<'wait'> & { until: Record<string, unknown> }
/** A case of another template, by its code. */
export type CallStep = StepOf<'call'> & { template: string }
export type Step = TaskStep | DecideStep | ParallelStep | EachStep | WaitStep | CallStep

const region: z.ZodMiniType<Region> = z
  .strictObject({ start: id, steps: z.array(z.lazy(() => step)).check(z.minLength(1)) })
  .register(z.globalRegistry, { id: 'region' })

const branch = z
  .strictObject({ id, when: z.optional(condition), region })
  .register(z.globalRegistry, { id: 'branch' })
const branches = z.array(branch).check(z.minLength(2))
const anyObject = z.record(z.string(), z.unknown())

const common = {
  id,
  name: text,
  role: z.optional(id),
  limit: z.optional(limit),
  alerts: z.optional(z.array(alert)),
  form: z.optional(z.array(formLine)),
  records: z.optional(z.array(record)),
  guide: z.optional(z.string()),
  adapt: z.optional(leave),
  branches: z.optional(branches),
  over: z.optional(id),
  region: z.optional(region),
  join: z.optional(join),
  until: z.optional(anyObject),
  template: z.optional(z.string()),
  out: z.array(outcome).check(z.minLength(1)),
}

const step: z.ZodMiniType<Step> = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...common, kind: z.literal('task'), role: id, limit }),
    z.strictObject({ ...common, kind: z.literal('decide') }),
    z.strictObject({ ...common, kind: z.literal('parallel'), branches, join }),
    z.strictObject({ ...common, kind: z.literal('each'), over: id, region, join }),
    z.strictObject({ ...common, kind: z.literal('wait'), until: anyObject }),
    z.strictObject({ ...common, kind: z.literal('call'), template: z.string() }),
  ])
  .register(z.globalRegistry, { id: 'step' })

const someRole = z.refine<object>((roles) => Object.keys(roles).length > 0)

/** The shape of a template. Text lengths count UTF-16 units; every integer is a safe one. */
export const templateSchema = z.strictObject({
  schema: z.literal('quytrinh/1'),
  code: z
    .string()
    .check(z.regex(/^[A-Z0-9Đ][A-Z0-9Đ./-]{1,31}$/))
    .register(z.globalRegistry, {
      description: 'mã gồm 2–32 chữ in hoa, chữ số, dấu chấm, gạch ngang hoặc gạch chéo',
    }),
  name: text,
  /** What it is for, where it applies, what its words mean: prose of the printed procedure. */
  purpose: z.optional(z.string()),
  scope: z.optional(z.string()),
  terms: z.optional(z.string()),
  basis: z.optional(z.array(text)),
  clauses: z.optional(z.array(z.string())),
  roles: z.record(id, role).check(someRole).register(z.globalRegistry, { minProperties: 1 }),
  fields: z.record(id, field),
  limit,
  main: region,
})

export type Template = z.infer<typeof templateSchema>
export type Role = z.infer<typeof role>
/** `n` working hours (wh), working days (wd) or calendar days (cd). */
export type Limit = z.infer<typeof limit>
export type Outcome = z.infer<typeof outcome>
export type Alert = z.infer<typeof alert>
export type RecordKept = z.infer<typeof record>
export type Join = z.infer<typeof join>
export type FormLine = z.infer<typeof formLine>

/** The parts that an overlay (overlay-schema.ts) is made of as well. */
export const parts = { id, text, role, field, limit, record, formLine }

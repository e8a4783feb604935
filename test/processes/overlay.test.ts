import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { overlaySchema } from '../../src/processes/overlay-schema.ts'
import { adapt, rebase, type Op } from '../../src/processes/overlay.ts'
import { checkTemplate, type Outcome, type Step, type Template } from '../../src/processes/template.ts'
import { choices, drawTemplate } from './support/arbitrary.ts'
import { TooMany, unsound } from './support/oracle.ts'
import { all, drawOps, opened } from './support/overlay.ts'
import { patience, runs } from './support/runs.ts'
import { sample, task, to } from './support/sample.ts'

const numbers = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 })
const errors = (template: Template) =>
  checkTemplate(template).problems.filter(({ severity }) => severity === 'error')

/** Runs a property of bases that may be published, with operations on them. */
function each(property: (base: Template, ops: Op[]) => void, most = runs(300)): void {
  fc.assert(
    fc.property(choices, numbers, numbers, (drawn, leaves, by) => {
      const base = opened(drawTemplate(drawn, { steps: 12, depth: 3, guards: 3 }), leaves)
      if (errors(base).length > 0) return
      property(base, drawOps(base, by))
    }),
    { numRuns: most },
  )
}

const ids = (template: Template) => all(template).map(({ step }) => step.id)
const stepOf = (template: Template, id: string): Step | undefined =>
  all(template).find(({ step }) => step.id === id)?.step

describe('base × overlay', patience, () => {
  test('a base is never changed, an operation is done or refused, and the same comes out each time', () => {
    let [done, refused] = [0, 0]
    each((base, ops) => {
      const before = JSON.stringify(base)
      const { template, conflicts } = adapt(base, ops)
      expect(JSON.stringify(base)).toBe(before)
      expect(adapt(base, ops)).toEqual({ template, conflicts })
      const bad = new Set(conflicts.map(({ op }) => op))
      expect(
        adapt(
          base,
          ops.filter((_, i) => !bad.has(i)),
        ).conflicts,
      ).toEqual([])
      done += ops.length - conflicts.length
      refused += conflicts.length
    })
    expect(Math.min(done, refused)).toBeGreaterThan(runs(20))
  })

  test('what is only added to, shortened and recorded passes every check that the base passed', () => {
    each((base, ops) => {
      const { template } = adapt(
        base,
        ops.filter(({ op }) => op !== 'skip'),
      )
      expect(errors(template)).toEqual([])
    })
  })

  test('whatever passes the check is sound, judged by brute force', () => {
    let judged = 0
    each((base, ops) => {
      const { template } = adapt(base, ops)
      if (errors(template).length > 0) return
      try {
        expect(unsound(template, 1500)).toBeUndefined()
        judged++
      } catch (error) {
        if (!(error instanceof TooMany)) throw error
      }
    }, runs(150))
    expect(judged).toBeGreaterThan(runs(20))
  })

  test('only what the base leaves open is different: steps, ways, limits, records', () => {
    each((base, ops) => {
      const { template, conflicts } = adapt(base, ops)
      const bad = new Set(conflicts.map(({ op }) => op))
      const left = ops.filter((_, i) => !bad.has(i))
      const inside = new Set(
        left.flatMap((op) =>
          op.op === 'skip' ? (stepOf(base, op.step) ? ids(only(stepOf(base, op.step)!)) : []) : [],
        ),
      )
      const own = new Set(left.flatMap((op) => (op.op === 'add' ? [op.new.id] : [])))
      expect(all(base).flatMap(({ step }) => unlike(base, template, step, inside, own))).toEqual([])
    })
  })

  test('on another base nothing throws, and every operation that has no place there is told', () => {
    each((base, ops) => {
      const other = structuredClone(base)
      const gone = other.main.steps.at(-1)!
      other.main.steps = [...other.main.steps.slice(0, -1), { ...gone, id: 'moi', name: 'Khác' }]
      const told = rebase(base, other, ops)
      const named = ops.flatMap((op, i) => ('step' in op && op.step === gone.id ? [i] : []))
      const refused = told.filter(({ message }) => message !== undefined).map(({ op }) => op)
      expect(named.filter((i) => !refused.includes(i))).toEqual([])
      expect(adapt(other, ops).conflicts.map(({ op }) => op)).toEqual(
        told.filter(({ message }) => message !== undefined).map(({ op }) => op),
      )
    })
  })
})

/** In what a step of the base does not stand as it stood, but for what the base leaves open. */
function unlike(
  base: Template,
  template: Template,
  step: Step,
  inside: ReadonlySet<string>,
  own: ReadonlySet<string>,
): string[] {
  const now = stepOf(template, step.id)
  if (now === undefined) return inside.has(step.id) ? [] : [`${step.id} is gone`]
  const read = ['id', 'kind', 'name', 'role', 'guide', 'adapt', 'form', 'f', 'mode', 'over', 'join', 'k']
  const bare = (one: Step) => JSON.stringify(one, read)
  const kept = (now.records ?? []).slice(0, step.records?.length ?? 0)
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const locked = step.adapt?.includes('lock') ?? false
  // Own steps and those left out aside, every way leads where it led.
  const ways = step.out.flatMap((one, i) => {
    const was = through(base, one, (id) => inside.has(id) && !stepOf(template, id))
    return through(template, now.out[i]!, (id) => own.has(id)) === was ? [] : [`${step.id} leads elsewhere`]
  })
  return [
    ...((now.limit?.n ?? 0) > (step.limit?.n ?? 0) ? [`${step.id} has longer`] : []),
    ...(locked && !same([now.limit, now.records], [step.limit, step.records])
      ? [`${step.id} is locked`]
      : []),
    ...(same(kept, step.records ?? []) ? [] : [`${step.id} keeps less`]),
    ...(bare(now) === bare(step) ? [] : [`${step.id} reads otherwise`]),
    ...ways,
  ]
}

const only = (step: Step): Template => ({ ...sample(), main: { start: step.id, steps: [step] } })

/** Where an outcome leads when some steps are as if they were not there. */
function through(template: Template, outcome: Outcome, passed: (id: string) => boolean): string {
  let { to: at } = outcome
  for (let i = 0; i < 50 && passed(at); i++) {
    const out = stepOf(template, at)!.out.filter(({ kind = 'forward' }) => kind === 'forward')
    at = (out.find(({ when }) => when === undefined) ?? out.at(-1))!.to
  }
  return at
}

/** a → b → c → END, all left open but c, which is locked. */
const three = (): Template => ({
  ...sample(),
  limit: { n: 9, u: 'wd' },
  main: {
    start: 'a',
    steps: [
      task('a', [to('b')], { role: 'vt', adapt: ['before', 'after', 'skip'] }),
      task('b', [to('c'), to('a', { id: 'tra', kind: 'return' })], {
        role: 'vt',
        adapt: ['before', 'after', 'skip'],
      }),
      task('c', [to('END')], { role: 'vt', adapt: ['lock'] }),
    ],
  },
})
const made = { id: 'moi', name: 'Kiểm tra thể thức', role: 'vt', limit: { n: 2, u: 'wh' as const } }

describe('each operation', () => {
  test('a step before one takes what goes on to it, not what comes back', () => {
    const { template, conflicts } = adapt(three(), [{ op: 'add', at: 'before', step: 'a', new: made }])
    expect(conflicts).toEqual([])
    expect(template.main.start).toBe('moi')
    expect(stepOf(template, 'b')!.out[1]!.to).toBe('a')
  })

  test('a step after one may send back to it', () => {
    const { template } = adapt(three(), [{ op: 'add', at: 'after', step: 'a', new: { ...made, back: true } }])
    expect(stepOf(template, 'a')!.out[0]!.to).toBe('moi')
    expect(stepOf(template, 'moi')!.out.map(({ to: where }) => where)).toEqual(['b', 'a'])
  })

  test('leaving a step out joins what was around it', () => {
    const { template } = adapt(three(), [{ op: 'skip', step: 'b' }])
    expect(stepOf(template, 'a')!.out[0]!.to).toBe('c')
    expect(errors(template)).toEqual([])
  })

  test.each<[string, Op, RegExp]>([
    ['a locked step', { op: 'skip', step: 'c' }, /không cho bỏ bước “Việc c”/],
    ['a locked limit', { op: 'limit', step: 'c', limit: { n: 1, u: 'wd' } }, /khóa bước “Việc c”/],
    ['a locked record', { op: 'record', step: 'c', record: { name: 'Sổ', keep_years: 5 } }, /khóa bước/],
    ['a closed point', { op: 'add', at: 'after', step: 'c', new: made }, /không cho thêm bước sau/],
    [
      'a longer limit',
      { op: 'limit', step: '', limit: { n: 10, u: 'wd' } },
      /không dài hơn bản gốc \(9 ngày/,
    ],
    ['another unit of time', { op: 'limit', step: 'a', limit: { n: 1, u: 'wh' } }, /cùng đơn vị tính/],
    ['a step that is gone', { op: 'skip', step: 'khong_co' }, /không còn bước “khong_co”/],
    ['an id that is taken', { op: 'add', at: 'after', step: 'a', new: { ...made, id: 'b' } }, /mang mã “b”/],
    [
      'a role that is taken',
      { op: 'role', id: 'vt', role: { name: 'Khác', by: 'group' } },
      /vai trò mang mã “vt”/,
    ],
    [
      'a field that is taken',
      { op: 'field', id: 'muc', field: { type: 'text', label: 'M' } },
      /mục mang mã “muc”/,
    ],
    [
      'a record twice',
      { op: 'record', step: 'a', record: { name: 'Phiếu', keep_years: 5 } },
      /đã có hồ sơ “Phiếu”/,
    ],
  ])('%s is refused with the remedy', (_, op, message) => {
    const { template, conflicts } = adapt(three(), [op])
    expect(conflicts).toEqual([{ op: 0, message: expect.stringMatching(message) as string }])
    expect(template).toEqual(three())
    expect(overlaySchema.safeParse([op]).success).toBe(true)
  })

  test('a step that reads differently on the new base is shown side by side', () => {
    const now = three()
    Object.assign(now.main.steps[0]!, { name: 'Việc a, sửa' })
    const told = rebase(three(), now, [
      { op: 'skip', step: 'a' },
      { op: 'skip', step: 'b' },
    ])
    expect(told).toMatchObject([{ op: 0, was: { name: 'Việc a' }, is: { name: 'Việc a, sửa' } }])
    expect(told[0]).not.toHaveProperty('message')
  })
})

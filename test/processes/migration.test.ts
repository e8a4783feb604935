import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { State } from '../../src/processes/case.ts'
import { decide, enabled, replay, start } from '../../src/processes/engine.ts'
import { mayMove, move, type Mapping } from '../../src/processes/migration.ts'
import {
  checkTemplate,
  type Branch,
  type Region,
  type Step,
  type Template,
} from '../../src/processes/template.ts'
import { choices, drawTemplate } from './support/arbitrary.ts'
import { brief, Host, plainTime } from './support/host.ts'
import { configOf, isLegal, rests, type Config } from './support/oracle.ts'
import { patience, runs } from './support/runs.ts'
import { sample, stepOf, task, to } from './support/sample.ts'

const urgent = { muc: 'khan', mat: true, so_to: 3, ngay: '2026-01-05', xa: [{ don_vi: 'x1' }] }

function target(change: (template: Template) => void): Template {
  const template = sample()
  change(template)
  expect(checkTemplate(template).problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return template
}

/** A case of the sample with both branches of its block running. */
function inBlock(): Host {
  const host = new Host(sample())
  host.start()
  host.finish('nhan', 'ok', { fields: urgent })
  return host
}

const why = (template: Template, host: Host, mapping?: Mapping) => {
  const moving = mayMove(template, host.now, mapping)
  return moving.moves ? [] : moving.why
}

const ask = (template: Template, host: Host, more: object = {}) =>
  move(template, host.now, {
    ...host.envelope(),
    template: 'v2',
    seq: host.now.seq,
    reason: 'Bản mới',
    ...more,
  })

const happened = (decision: ReturnType<typeof move>) =>
  'rejected' in decision ? `${decision.rejected}: ${decision.message}` : decision.events.map(brief)

describe('a case moves to another version', () => {
  test('as it is, when every open step stands there too', () => {
    const host = inBlock()
    const next = target(
      (t) =>
        t.main.steps.push(task('them', [to('END')])) &&
        (stepOf(t, 'con').out = [
          to('them', { id: 'x', when: { f: 'mat', is: 'eq', v: true } }),
          to('duyet'),
        ]),
    )
    expect(why(next, host)).toEqual([])
    const due = host.now.clock
    const decision = ask(next, host)
    expect(happened(decision)).toEqual(['moved'])
    const state = replay('events' in decision ? decision.events : [], host.now)
    expect(state).toEqual({ ...host.now, template: 'v2', seq: host.now.seq + 1, at: host.at, clock: due })
  })

  test('under other names, when these are given', () => {
    const host = inBlock()
    const next = target((t) => {
      const text = JSON.stringify(t)
        .replaceAll('"a1"', '"xem"')
        .replaceAll('"nhanh_a"', '"nhanh_xem"')
        .replaceAll('"hai_phong"', '"khoi"')
      Object.assign(t, JSON.parse(text))
    })
    expect(why(next, host)[0]).toContain('“hai_phong” không có ở phiên bản mới')
    const mapping = { a1: 'xem', nhanh_a: 'nhanh_xem', hai_phong: 'khoi' }
    expect(why(next, host, mapping)).toEqual([])
    const decision = ask(next, host, { mapping })
    host.template = next
    host.state = replay('events' in decision ? decision.events : [], host.now)
    expect(host.steps()).toEqual(['khoi', 'xem', 'b1'])
    expect(host.finish('xem', 'ok').map(brief)).toEqual(['closed xem ok', 'entered a2'])
    expect(why(next, host, { nhanh_xem: 'nhanh_b' })[0]).toContain('cùng chuyển thành một nhánh')
  })

  test('a join satisfied there fires at once', () => {
    const host = inBlock()
    host.finish('b1', 'ok')
    const next = target((t) => (stepOf(t, 'hai_phong').join = { mode: 'any' }))
    expect(happened(ask(next, host))).toEqual([
      'moved',
      'cancelled a1 joined cv1,cv2',
      'closed hai_phong ok',
      'entered cho',
      'paused 0',
    ])
  })

  test('of joins inside each other the inner one fires first, and once', () => {
    const nested = (mode: 'all' | 'any') =>
      target((t) => {
        const half = (id: string) => ({
          id,
          region: { start: `${id}1`, steps: [task(`${id}1`, [to('END')])] },
        })
        const join = { mode }
        const block = (id: string, branches: Branch[]): Step => {
          return { id, kind: 'parallel', name: 'Khối', join, branches, out: [to('END')] }
        }
        const inner = block('trong', [half('p'), half('q')])
        const outer = { id: 'm', region: { start: 'trong', steps: [inner] } }
        t.main = { start: 'ngoai', steps: [block('ngoai', [outer, half('n')])] }
        t.limit = { n: 30, u: 'wd' }
      })
    const host = new Host(nested('all'))
    host.start()
    host.finish('p1', 'ok')
    host.finish('n1', 'ok')
    expect(happened(ask(nested('any'), host))).toEqual([
      'moved',
      'cancelled q1 joined cv1,cv2',
      'closed trong ok',
      'branch_done m',
      'closed ngoai ok',
      'finished done',
    ])
  })

  test('a new role is filled anew, others keep their holders', () => {
    const host = inBlock()
    const next = target((t) => (stepOf(t, 'b1').role = 'vt'))
    const decision = ask(next, host)
    const state = replay('events' in decision ? decision.events : [], host.now)
    expect(state?.open.map(({ step, role, holders }) => [step, role, holders])).toEqual([
      ['hai_phong', undefined, []],
      ['a1', 'cv', ['cv1', 'cv2']],
      ['b1', 'vt', ['vt1', 'vt2']],
    ])
    expect(happened(ask(next, host, { persons: () => [] }))).toContain('cannot_move: Không tìm được người')
  })
})

describe('a case stays, and is told why', () => {
  const stays: [string, (template: Template) => void, string][] = [
    [
      'a step is gone',
      (t) => {
        stepOf(t, 'hai_phong').branches![1]!.region.steps[0]!.id = 'khac'
        stepOf(t, 'hai_phong').branches![1]!.region.start = 'khac'
      },
      '“b1” không có ở phiên bản mới',
    ],
    [
      'a step stands elsewhere',
      (t) => {
        const [a, b] = stepOf(t, 'hai_phong').branches!
        ;[a!.region, b!.region] = [b!.region, a!.region]
      },
      '“a1” ở phiên bản mới nằm ở nhánh khác',
    ],
    [
      'a step is of another kind',
      (t) => {
        stepOf(t, 'hai_phong').branches![1]!.region.steps[0] = {
          id: 'b1',
          kind: 'wait',
          name: 'B',
          until: {},
          out: [to('END')],
        }
      },
      '“b1” ở phiên bản mới là loại bước khác',
    ],
    [
      'a branch is gone',
      (t) => {
        stepOf(t, 'hai_phong').branches![1]!.id = 'nhanh_moi'
      },
      'không còn nhánh “nhanh_b”',
    ],
    [
      'a branch was added',
      (t) =>
        void stepOf(t, 'hai_phong').branches!.push({
          id: 'nhanh_c',
          region: { start: 'c1', steps: [task('c1', [to('END')])] },
        }),
      'có thêm nhánh “nhanh_c”',
    ],
    [
      'a field is counted on',
      (t) => {
        t.fields['moi'] = { type: 'boolean', label: 'Trường mới' }
        stepOf(t, 'nhan').form!.push({ f: 'moi', mode: 'req' })
        stepOf(t, 'con').out.unshift(to('END', { id: 'x', when: { f: 'moi', is: 'eq', v: true } }))
      },
      'cần trường “Trường mới”',
    ],
  ]

  test.each(stays)('%s', (_, change, wanted) => {
    const host = inBlock()
    const next = target(change)
    expect(why(next, host).join(' ')).toContain(wanted)
    expect(happened(ask(next, host))).toContain(wanted)
  })

  test('a branch already done should have filled a field', () => {
    const host = inBlock()
    const next = target((t) => {
      t.fields['moi'] = { type: 'boolean', label: 'Trường mới' }
      stepOf(t, 'a2').form = [{ f: 'moi', mode: 'req' }]
      stepOf(t, 'con').out.unshift(to('END', { id: 'x', when: { f: 'moi', is: 'eq', v: true } }))
      // the other way to the call goes round the block
      stepOf(t, 'phan_loai').out[1]!.to = 'hai_phong'
      t.main.steps.splice(3, 1)
    })
    expect(why(next, host)).toEqual([])
    host.finish('a1', 'ok')
    host.finish('a2', 'ok')
    expect(host.steps()).toEqual(['hai_phong', 'b1'])
    expect(why(next, host).join()).toContain('cần trường “Trường mới”')
  })

  test('a step asked about in a branch that a new version only adds under a condition may stay out', () => {
    const next = target(
      (t) =>
        void stepOf(t, 'hai_phong').branches!.push({
          id: 'nhanh_c',
          when: { f: 'mat', is: 'eq', v: true },
          region: { start: 'c1', steps: [task('c1', [to('END')])] },
        }),
    )
    expect(why(next, inBlock())).toEqual([])
  })

  test('what is over, stale, foreign or without reason does not move', () => {
    const host = inBlock()
    expect(happened(ask(sample(), host, { seq: 1 }))).toContain('stale')
    expect(happened(ask(sample(), host, { case: 'hs9' }))).toContain('foreign')
    expect(happened(ask(sample(), host, { reason: ' ' }))).toContain('missing_need')
    host.do({ type: 'withdraw', reason: 'x' })
    expect(why(sample(), host)).toEqual(['Hồ sơ đã kết thúc.'])
  })
})

describe('safe exactly when the mapped configuration is legal', patience, () => {
  test('between drawn templates, judged by the oracle; and moved cases run on', () => {
    const seen = { moves: 0, stays: 0 }
    fc.assert(
      fc.property(
        choices,
        fc.array(fc.nat(1_000_000), { maxLength: 12 }),
        fc.nat(60),
        choices,
        (numbers, walk, from, others) => {
          // the same choices up to a point: two versions that resemble each other
          const [old, next] = [numbers, [...numbers.slice(0, from), ...others]].map((list) =>
            drawTemplate(list.slice(0, 150), { steps: 15, depth: 3, guards: 3 }),
          )
          if (!old || !next || !checkTemplate(old).template || !checkTemplate(next).template) return
          const state = wander(old, walk)
          if (state.status !== 'running') return
          const config = configOf(state)
          const same = sameKinds(old, next, config)
          const known = Object.keys(next.fields).every((id) => Object.hasOwn(old.fields, id))
          const { moves } = mayMove(next, state)
          const legal = isLegal(next.main, config) && same
          expect(moves && !legal).toBe(false)
          // fields the old version does not have may keep a case back; configurations alone may not
          expect(legal && known && !moves).toBe(false)
          seen[moves ? 'moves' : 'stays']++
          if (moves) runsOn(next, state, walk)
        },
      ),
      { numRuns: runs(600) },
    )
    expect(seen.moves).toBeGreaterThan(runs(20))
    expect(seen.stays).toBeGreaterThan(runs(10))
  })
})

const envelope = { id: 'c', case: 'hs', by: 'a', calendar: plainTime, persons: () => ['a'] }

function wander(template: Template, walk: readonly number[], from?: State): State {
  const started = from ? [] : start(template, { ...envelope, at: 0, template: 'v1' })
  let state = from ?? (replay('events' in started ? started.events : []) as State)
  const flags = Object.entries(template.fields).map(
    ([id, { type }], i) => [id, type === 'table' ? [{}, {}] : i % 2 === 0] as const,
  )
  for (const choice of walk) {
    const actions = enabled(template, state).filter(({ outcomes }) => outcomes.length > 0)
    const action = actions[choice % Math.max(actions.length, 1)]
    if (action === undefined) break
    const outcome = action.outcomes[choice % action.outcomes.length] ?? ''
    const decision = decide(template, state, {
      ...envelope,
      at: state.at,
      type: 'complete',
      no: action.no,
      outcome,
      reason: 'x',
      fields: Object.fromEntries(flags),
    })
    if ('rejected' in decision) throw new Error(decision.message)
    state = replay(decision.events, state) as State
  }
  return state
}

function runsOn(template: Template, state: State, walk: readonly number[]): void {
  const decision = move(template, state, {
    ...envelope,
    at: state.at,
    seq: state.seq,
    template: 'v2',
    reason: 'x',
  })
  if ('rejected' in decision) throw new Error(decision.message)
  const moved = replay(decision.events, state) as State
  const after = configOf(wander(template, walk, moved))
  expect(isLegal(template.main, after) && rests(template.main, after)).toBe(true)
}

/** Whether each open step is of one kind in both templates. */
function sameKinds(a: Template, b: Template, config: Config | 'done'): boolean {
  if (config === 'END' || config === 'done') return true
  const kind = (template: Template) => stepsOf(template.main).find(({ id }) => id === config.s)?.kind
  return kind(a) === kind(b) && Object.values(config.b ?? {}).every((inner) => sameKinds(a, b, inner))
}

function stepsOf(region: Region): Step[] {
  return region.steps.flatMap((step) => [
    step,
    ...(step.branches ?? []).flatMap((one) => stepsOf(one.region)),
    ...(step.region ? stepsOf(step.region) : []),
  ])
}

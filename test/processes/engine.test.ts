import { describe, expect, test } from 'vitest'
import { apply, decide, enabled, start } from '../../src/processes/engine.ts'
import { checkTemplate, type Step, type Template } from '../../src/processes/template.ts'
import { brief, Host, plainTime } from './support/host.ts'
import { sample, stepOf, task, to } from './support/sample.ts'

const HOUR = 3_600_000
const urgent = { muc: 'khan', mat: true, so_to: 3, ngay: '2026-01-05', xa: [{ don_vi: 'x1' }] }
const rows = (n: number) => ({
  ...urgent,
  muc: 'thuong',
  xa: Array.from({ length: n }, (_, i) => ({ don_vi: `x${i}` })),
})

function host(change: (template: Template) => void = () => {}): Host {
  const template = sample()
  change(template)
  const { problems } = checkTemplate(template)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const one = new Host(template)
  one.start()
  return one
}

/** Straight from the choice to the approval. */
function short(template: Template): void {
  stepOf(template, 'phan_loai').out = [to('duyet')]
  template.main.steps.splice(2, 4)
  template.limit = { n: 30, u: 'wd' }
}

const refusal = (one: Host, command: Parameters<Host['ask']>[0]) => {
  const decision = one.ask(command)
  return 'rejected' in decision ? decision.rejected : decision.events.map(brief)
}

describe('forward', () => {
  test('a case starts at the first step, with its holders and clocks', () => {
    const one = new Host(sample())
    expect(one.start().map(brief)).toEqual(['started', 'entered nhan'])
    expect(one.now).toMatchObject({
      status: 'running',
      starter: 'vt1',
      seq: 2,
      clock: { due: one.at + 240 * HOUR, version: 'lich-1' },
    })
    expect(one.open('nhan')).toMatchObject({
      no: 1,
      in: 0,
      holders: ['vt1', 'vt2'],
      clock: { from: one.at, due: one.at + 8 * HOUR },
    })
  })

  test('choices and conditional branches are made at once', () => {
    const one = host()
    expect(one.finish('nhan', 'ok', { fields: urgent }).map(brief)).toEqual([
      'closed nhan ok',
      'passed phan_loai khan',
      'entered hai_phong [nhanh_a,nhanh_b]',
      'entered a1',
      'entered b1',
    ])
    const other = host()
    expect(other.finish('nhan', 'ok', { fields: { ...urgent, mat: false } }).map(brief)).toContain(
      'entered hai_phong [nhanh_a]',
    )
  })

  test('a block waits for all branches; the end of the main region ends the case', () => {
    const one = host()
    one.finish('nhan', 'ok', { fields: urgent })
    expect(one.finish('b1', 'ok').map(brief)).toEqual(['closed b1 ok', 'branch_done nhanh_b'])
    one.finish('a1', 'ok')
    expect(one.finish('a2', 'ok').map(brief)).toEqual([
      'closed a2 ok',
      'branch_done nhanh_a',
      'closed hai_phong ok',
      'entered cho',
      'paused 0',
    ])
    one.finish('cho')
    one.finish('con')
    expect(one.finish('duyet', 'ok', { signature: { form: 'h' } }).map(brief)).toEqual([
      'closed duyet ok',
      'finished done',
    ])
    expect(enabled(one.template, one.now)).toEqual([])
    expect(one.now.open).toEqual([])
  })

  test('a turned down case is rejected', () => {
    const one = host(short)
    one.finish('nhan', 'ok', { fields: { ...urgent, so_to: 101 } })
    expect(one.finish('duyet', 'bac').map(brief)).toEqual(['closed duyet bac', 'finished rejected'])
  })
})

describe('joins', () => {
  const three = (join: { mode: 'any' | 'at_least'; k?: number }) =>
    host((t) => {
      const block = stepOf(t, 'hai_phong')
      block.join = join
      block.branches!.push({ id: 'nhanh_c', region: { start: 'c1', steps: [task('c1', [to('END')])] } })
    })

  test('any: the first branch done stops the others, each holder told', () => {
    const one = three({ mode: 'any' })
    one.finish('nhan', 'ok', { fields: urgent })
    expect(one.finish('c1', 'ok').map(brief)).toEqual([
      'closed c1 ok',
      'branch_done nhanh_c',
      'cancelled a1 joined cv1,cv2',
      'cancelled b1 joined cv1,cv2',
      'closed hai_phong ok',
      'entered cho',
      'paused 0',
    ])
  })

  test('at least two of three', () => {
    const one = three({ mode: 'at_least', k: 2 })
    one.finish('nhan', 'ok', { fields: urgent })
    one.finish('c1', 'ok')
    expect(one.steps()).toEqual(['hai_phong', 'a1', 'b1'])
    one.finish('b1', 'ok')
    expect(one.steps()).toEqual(['cho'])
  })

  test('at least two, but fewer run: all of those', () => {
    const one = host()
    one.finish('nhan', 'ok', { fields: rows(1) })
    expect(one.finish('gop_y', 'ok', { fields: { y_kien: 'x' } }).map(brief)).toContain('closed xa_gop_y ok')
  })

  test('no rows: the block completes at once', () => {
    const one = host(
      (t) => stepOf(t, 'nhan').form!.pop() && stepOf(t, 'nhan').form!.push({ f: 'xa', mode: 'rw' }),
    )
    expect(one.finish('nhan', 'ok', { fields: { ...urgent, muc: 'thuong', xa: [] } }).map(brief)).toEqual([
      'closed nhan ok',
      'passed phan_loai con_lai',
      'entered xa_gop_y []',
      'closed xa_gop_y ok',
      'entered cho',
      'paused 0',
    ])
  })

  test('a branch that completes by itself does not disturb the others', () => {
    const one = host((t) => {
      stepOf(t, 'hai_phong').branches![0]!.region = {
        start: 'tu',
        steps: [{ id: 'tu', kind: 'decide', name: 'Tự', out: [to('END')] }],
      }
      stepOf(t, 'hai_phong').join = { mode: 'any' }
    })
    expect(one.finish('nhan', 'ok', { fields: urgent }).map(brief)).toEqual([
      'closed nhan ok',
      'passed phan_loai khan',
      'entered hai_phong [nhanh_a,nhanh_b]',
      'passed tu ok',
      'branch_done nhanh_a',
      'closed hai_phong ok',
      'entered cho',
      'paused 0',
    ])
  })
})

describe('rows', () => {
  test('each row has its own values and persons', () => {
    const one = host()
    const asked: unknown[] = []
    const persons = (role: string, row: unknown) => {
      asked.push([role, row])
      return [`${role}-${(row as { don_vi: string }).don_vi}`]
    }
    one.finish('nhan', 'ok', { fields: rows(3), persons })
    expect(asked).toEqual([0, 1, 2].map((i) => ['tp', { don_vi: `x${i}` }]))
    expect(one.now.open.map(({ key, holders }) => [key, holders])).toEqual([
      ['', []],
      ['0', ['tp-x0']],
      ['1', ['tp-x1']],
      ['2', ['tp-x2']],
    ])
    const second = one.now.open[2]!
    one.do({ type: 'complete', no: second.no, by: 'tp-x1', outcome: 'ok', fields: { y_kien: 'đồng ý' } })
    expect(one.open('xa_gop_y').branches?.map(({ fields, done }) => [fields?.['y_kien'], done])).toEqual([
      [undefined, false],
      ['đồng ý', true],
      [undefined, false],
    ])
    expect(one.now.fields).not.toHaveProperty('y_kien')
  })

  test('every one of 3,321 holders is told', () => {
    const one = host()
    one.finish('nhan', 'ok', { fields: rows(3321) })
    expect(one.now.open).toHaveLength(3322)
    const last = one.now.open.at(-1)!
    const events = one.do({ type: 'complete', no: last.no, by: 'tp1', outcome: 'tra', reason: 'sai' })
    expect(events.filter(({ type }) => type === 'cancelled')).toHaveLength(3321)
  })
})

describe('returns', () => {
  test('out of a block: all of it is cancelled, each holder told, and the target begins anew', () => {
    const one = host()
    const { clock } = one.open('nhan')
    one.finish('nhan', 'ok', { fields: urgent })
    const events = one.finish('a1', 'tra', { reason: 'Thiếu tờ trình' })
    expect(events.map(brief)).toEqual([
      'closed a1 tra',
      'cancelled b1 return cv1,cv2',
      'cancelled hai_phong return',
      'entered nhan',
    ])
    expect(events[0]).toMatchObject({ kind: 'return', reason: 'Thiếu tờ trình' })
    expect(one.now.fields).toEqual(urgent)
    // that way resumes the clock
    expect(one.open('nhan').clock).toEqual(clock)
  })

  test('out of two blocks at once', () => {
    const one = host((t) => {
      stepOf(t, 'xa_gop_y').region = {
        start: 'trong',
        steps: [
          {
            id: 'trong',
            kind: 'parallel',
            name: 'Trong',
            join: { mode: 'all' },
            branches: [
              {
                id: 'p',
                region: {
                  start: 'p1',
                  steps: [task('p1', [to('END'), to('nhan', { id: 'tra', kind: 'return' })])],
                },
              },
              { id: 'q', region: { start: 'q1', steps: [task('q1', [to('END')])] } },
            ],
            out: [to('END')],
          },
        ],
      }
    })
    one.finish('nhan', 'ok', { fields: rows(2) })
    expect(one.steps()).toEqual(['xa_gop_y', 'trong', 'p1', 'q1', 'trong', 'p1', 'q1'])
    expect(one.finish('p1', 'tra', { reason: 'x' }).map(brief)).toEqual([
      'closed p1 tra',
      ...['trong', 'q1', 'trong', 'p1', 'q1'].map(
        (step) => `cancelled ${step} return${step === 'trong' ? '' : ' cv1,cv2'}`,
      ),
      'cancelled xa_gop_y return',
      'entered nhan',
    ])
  })

  test('within a branch: only that branch goes back', () => {
    const one = host()
    one.finish('nhan', 'ok', { fields: urgent })
    one.finish('a1', 'ok')
    expect(one.finish('a2', 'lai', { reasonCode: 'R1' }).map(brief)).toEqual(['closed a2 lai', 'entered a1'])
    expect(one.steps()).toEqual(['hai_phong', 'b1', 'a1'])
  })

  test('to return takes a reason but no complete form', () => {
    const one = host((t) => (stepOf(t, 'a1').form = [{ f: 'y_kien', mode: 'req' }]))
    one.finish('nhan', 'ok', { fields: urgent })
    const { no } = one.open('a1')
    expect(refusal(one, { type: 'complete', no, by: 'cv1', outcome: 'tra' })).toBe('missing_need')
    expect(refusal(one, { type: 'complete', no, by: 'cv1', outcome: 'ok' })).toBe('missing_field')
    expect(refusal(one, { type: 'complete', no, by: 'cv1', outcome: 'tra', reason: 'x' })).toContain(
      'entered nhan',
    )
  })
})

describe('clocks', () => {
  test('a wait stops the clock of the case, and the deadline moves by the time it stood', () => {
    const one = host()
    one.finish('nhan', 'ok', { fields: rows(1) })
    const { due } = one.now.clock
    one.finish('gop_y', 'ok', { fields: { y_kien: 'x' } })
    const paused = one.at
    expect(one.now.clock).toMatchObject({ due, pausedAt: paused })
    one.at += 50 * HOUR
    one.finish('cho')
    expect(one.now.clock).toEqual({
      from: one.now.since,
      due: due + (one.at - paused),
      version: 'lich-1',
      provisional: false,
    })
  })

  const clocked = (clock: 'restart' | 'resume', pause: string[]) => {
    const one = new Host({
      ...sample(),
      main: {
        start: 'soan',
        steps: [
          task('soan', [to('END'), to('bo_sung', { id: 'thieu' })], { limit: { n: 3, u: 'wd', pause } }),
          {
            id: 'bo_sung',
            kind: 'wait',
            name: 'Chờ',
            until: { event: 'x' },
            limit: { n: 5, u: 'wd' },
            out: [to('soan', { clock })],
          },
        ],
      },
      limit: { n: 10, u: 'wd' },
    })
    one.start()
    const { due } = one.open('soan').clock!
    one.finish('soan', 'thieu')
    one.at += 9 * HOUR
    const events = one.finish('bo_sung')
    return { due, now: one.open('soan').clock!.due, at: one.at, events: events.map(brief) }
  }

  test('resume with a stopping wait: the time waited is given back', () => {
    const { due, now, events } = clocked('resume', ['bo_sung'])
    expect(now).toBe(due + 10 * HOUR)
    expect(events).toEqual(['closed bo_sung ok', 'entered soan', 'resumed 3'])
  })
  test('resume with any other wait: the deadline stays', () => {
    const { due, now } = clocked('resume', [])
    expect(now).toBe(due)
  })
  test('restart: a new deadline', () => {
    const { now, at } = clocked('restart', ['bo_sung'])
    expect(now).toBe(at + 24 * HOUR)
  })

  test('resume of a block that a return stopped', () => {
    const one = host((t) => {
      stepOf(t, 'hai_phong').limit = { n: 5, u: 'wd' }
      stepOf(t, 'phan_loai').out[0]!.clock = 'resume'
    })
    one.finish('nhan', 'ok', { fields: urgent })
    const { no, clock } = one.open('hai_phong')
    one.finish('a1', 'tra', { reason: 'x' })
    one.finish('nhan', 'ok')
    expect(one.open('hai_phong').no).toBeGreaterThan(no)
    expect(one.open('hai_phong').clock).toEqual(clock)
  })

  test('clocks kept inside a block end with it', () => {
    const one = host((t) => (stepOf(t, 'a2').out[1]!.clock = 'resume'))
    one.finish('nhan', 'ok', { fields: { ...urgent, mat: false } })
    one.finish('a1', 'ok')
    expect(Object.keys(one.now.kept)).toEqual(['0::nhan', '2:nhanh_a:a1'])
    one.finish('a2', 'ok')
    expect(Object.keys(one.now.kept)).toEqual(['0::nhan'])
  })

  test('a wait beside rows stops their clocks, one inside a row that of the case', () => {
    const wait: Step = { id: 'w', kind: 'wait', name: 'W', until: {}, out: [to('END')] }
    const each = (step: Step): Template['main'] => {
      const region = { start: step.id, steps: [step] }
      const rows: Step = {
        id: 'chia',
        kind: 'each',
        name: 'Chia',
        over: 'xa',
        join: { mode: 'all' },
        region,
        out: [to('END')],
      }
      return { start: 'chia', steps: [rows] }
    }
    const paused = task('r1', [to('END')], { limit: { n: 1, u: 'wd', pause: ['w'] } })
    const block: Step = {
      id: 'doi',
      kind: 'parallel',
      name: 'Đôi',
      join: { mode: 'all' },
      branches: [
        { id: 'm', region: { start: 'w', steps: [wait] } },
        { id: 'n', region: each(paused) },
      ],
      out: [to('END')],
    }
    const beside = new Host({ ...sample(), main: { start: 'doi', steps: [block] } })
    beside.start({ xa: [{}] })
    expect(beside.open('r1').clock?.pausedAt).toBe(beside.at)
    const limit: Template['limit'] = { n: 10, u: 'wd', pause: ['w'] }
    const inside = new Host({ ...sample(), main: each(wait), limit })
    inside.start({ xa: [{}] })
    expect(inside.now.clock.pausedAt).toBe(inside.at)
  })

  test('a wait in one row leaves the clocks of another row alone', () => {
    const one = new Host({
      ...sample(),
      main: {
        start: 'chia',
        steps: [
          {
            id: 'chia',
            kind: 'each',
            name: 'Chia',
            over: 'xa',
            join: { mode: 'all' },
            out: [to('END')],
            region: {
              start: 'doi',
              steps: [
                {
                  id: 'doi',
                  kind: 'parallel',
                  name: 'Đôi',
                  join: { mode: 'all' },
                  out: [to('END')],
                  branches: [
                    {
                      id: 'm',
                      region: {
                        start: 'm1',
                        steps: [
                          task('m1', [to('w')]),
                          { id: 'w', kind: 'wait', name: 'W', until: {}, out: [to('END')] },
                        ],
                      },
                    },
                    {
                      id: 'n',
                      region: {
                        start: 'n1',
                        steps: [task('n1', [to('END')], { limit: { n: 1, u: 'wd', pause: ['w'] } })],
                      },
                    },
                  ],
                },
              ],
            },
          },
        ],
      },
      limit: { n: 10, u: 'wd' },
    })
    one.start({ xa: [{}, {}] })
    one.finish('m1', 'ok')
    expect(one.now.open.filter(({ step }) => step === 'n1').map(({ clock }) => clock?.pausedAt)).toEqual([
      one.at,
      undefined,
    ])
    expect(one.finish('w').map(brief)).toEqual(['closed w ok', 'branch_done m', 'resumed 4'])
  })

  test('limits count from the step, the case, or a day', () => {
    const one = host((t) => (stepOf(t, 'con').limit = { n: 2, u: 'wd', from: 'case' }))
    const since = one.at
    one.finish('nhan', 'ok', { fields: rows(1) })
    one.finish('gop_y', 'ok', { fields: { y_kien: 'x' } })
    one.finish('cho')
    expect(one.open('con').clock).toMatchObject({ from: since, due: since + 16 * HOUR })
    one.finish('con')
    // the first moment of 5 January in Việt Nam
    const day = Date.UTC(2026, 0, 4, 17)
    expect(one.open('duyet').clock).toMatchObject({ from: day, due: day + 8 * HOUR })
  })

  test('a day that nobody named counts from now', () => {
    const template = sample()
    short(template)
    delete stepOf(template, 'nhan').form
    const one = new Host(template)
    one.start()
    one.finish('nhan', 'ok')
    expect(one.open('duyet').clock).toMatchObject({ from: one.at, due: one.at + 8 * HOUR })
  })

  test('time out only when due, and not while stopped', () => {
    const one = host((t) => (stepOf(t, 'cho').limit!.pause = ['cho']))
    one.finish('nhan', 'ok', { fields: rows(1) })
    one.finish('gop_y', 'ok', { fields: { y_kien: 'x' } })
    const { no, clock } = one.open('cho')
    expect(refusal(one, { type: 'timeout', no, at: clock!.due + 1 })).toBe('not_due')
    const other = host()
    other.finish('nhan', 'ok', { fields: rows(1) })
    other.finish('gop_y', 'ok', { fields: { y_kien: 'x' } })
    const open = other.open('cho')
    expect(refusal(other, { type: 'timeout', no: open.no, at: open.clock!.due - 1 })).toBe('not_due')
    expect(refusal(other, { type: 'timeout', no: open.no, at: open.clock!.due })).toEqual([
      'closed cho het_han',
      'entered duyet',
      'resumed 0',
    ])
  })

  test('a block that completes does not take the way of running out of time, wherever that stands', () => {
    const one = host((t) =>
      Object.assign(stepOf(t, 'hai_phong'), {
        limit: { n: 5, u: 'wd' },
        out: [to('END', { id: 'het', kind: 'timeout' }), to('cho')],
      }),
    )
    one.finish('nhan', 'ok', { fields: { ...urgent, mat: false } })
    one.finish('a1', 'ok')
    expect(one.finish('a2', 'ok').map(brief)).toContain('closed hai_phong ok')
  })

  test('the time of a block runs out: what is inside is cancelled', () => {
    const one = host((t) =>
      Object.assign(stepOf(t, 'hai_phong'), {
        limit: { n: 5, u: 'wd' },
        out: [to('cho'), to('END', { id: 'het', kind: 'timeout' })],
      }),
    )
    one.finish('nhan', 'ok', { fields: urgent })
    const { no, clock } = one.open('hai_phong')
    expect(enabled(one.template, one.now)[0]).toEqual({
      no,
      step: 'hai_phong',
      holders: [],
      outcomes: [],
      timeout: 'het',
    })
    expect(refusal(one, { type: 'timeout', no, at: clock!.due })).toEqual([
      'cancelled a1 timeout cv1,cv2',
      'cancelled b1 timeout cv1,cv2',
      'closed hai_phong het',
      'finished expired',
    ])
  })

  test('a deadline is moved for a reason', () => {
    const one = host()
    const { no } = one.open('nhan')
    const deadline = { due: one.at + 99 * HOUR, version: 'lich-2', provisional: true }
    expect(refusal(one, { type: 'redate', no, deadline, reason: ' ' })).toBe('missing_need')
    one.do({ type: 'redate', no, deadline, reason: 'Gia hạn theo TB 12' })
    expect(one.open('nhan').clock).toMatchObject(deadline)
    one.do({ type: 'redate', no: 0, deadline, reason: 'Lịch mới' })
    expect(one.now.clock).toMatchObject(deadline)
    expect(refusal(one, { type: 'redate', no: 0, deadline: { ...deadline, due: 1 }, reason: 'x' })).toBe(
      'bad_value',
    )
  })

  test('a deadline moved while its time stands still goes on standing still', () => {
    const one = host()
    one.finish('nhan', 'ok', { fields: rows(1) })
    one.finish('gop_y', 'ok', { fields: { y_kien: 'x' } })
    const paused = one.at
    const deadline = { due: one.at + 99 * HOUR, version: 'lich-2', provisional: false }
    one.do({ type: 'redate', no: 0, deadline, reason: 'Gia hạn' })
    expect(one.now.clock).toMatchObject({ ...deadline, pausedAt: paused })
    one.finish('cho')
    expect(one.now.clock.due).toBe(deadline.due + one.at - paused)
  })
})

describe('persons', () => {
  test('only a holder, or someone in a holder’s stead; both are recorded', () => {
    const one = host()
    const { no } = one.open('nhan')
    expect(refusal(one, { type: 'complete', no, by: 'khach', outcome: 'ok', fields: urgent })).toBe(
      'not_holder',
    )
    const [closed] = one.do({ type: 'complete', no, by: 'pho', for: 'vt1', outcome: 'ok', fields: urgent })
    expect(closed).toMatchObject({ by: 'pho', for: 'vt1' })
    expect(one.now.acted).toEqual({ vt: ['pho', 'vt1'] })
  })

  test('who drafted does not approve', () => {
    const same = () => ['a', 'b']
    const one = host()
    one.finish('nhan', 'ok', { fields: { ...urgent, mat: false }, persons: same })
    one.finish('a1', 'ok', { by: 'a', persons: same })
    one.finish('a2', 'ok', { by: 'a', persons: same })
    one.finish('cho', undefined, { persons: same })
    one.finish('con', undefined, { persons: same })
    expect(one.open('duyet').holders).toEqual(['b'])
    const { no } = one.open('duyet')
    expect(refusal(one, { type: 'assign', no, holders: ['a'], reason: 'x' })).toBe('must_differ')
    one.do({ type: 'assign', no, holders: ['c'], reason: 'Đi vắng' })
    expect(
      refusal(one, { type: 'complete', no, by: 'a', for: 'c', outcome: 'ok', signature: { form: 'h' } }),
    ).toBe('must_differ')
    expect(refusal(one, { type: 'complete', no, by: 'b', outcome: 'ok', signature: { form: 'h' } })).toBe(
      'not_holder',
    )
    // and who approved once does not draft again
    one.do({ type: 'complete', no, by: 'c', outcome: 'tra', reasonCode: 'x', persons: same })
    one.finish('nhan', 'ok', { persons: () => ['a', 'c'] })
    expect(one.open('a1').holders).toEqual(['a'])
  })

  test('starter, performer of a step, picked', () => {
    const one = host((t) => {
      t.roles['cv'] = { name: 'CV', by: 'performer_of', ref: 'nhan' }
      t.roles['tp'] = { name: 'TP', by: 'pick' }
    })
    one.finish('nhan', 'ok', { by: 'vt2', fields: rows(1), picks: { tp: ['lan'] } })
    expect(one.open('gop_y').holders).toEqual(['lan'])
    const { no } = one.open('gop_y')
    expect(
      refusal(one, {
        type: 'complete',
        no,
        by: 'lan',
        outcome: 'ok',
        fields: { y_kien: 'x' },
        picks: { cv: ['x'] },
      }),
    ).toBe('bad_pick')
    one.do({ type: 'complete', no, by: 'lan', outcome: 'tra', reason: 'x' })
    one.finish('nhan', 'ok', { by: 'vt2', fields: { muc: 'khan' } })
    expect(one.open('a1').holders).toEqual(['vt2'])
  })

  test('who started the case, whoever else could be found', () => {
    const template = sample()
    template.roles['vt'] = { name: 'Người đề nghị', by: 'starter' }
    const one = new Host(template)
    one.start({}, { by: 'an', persons: () => ['binh'] })
    expect(one.open('nhan').holders).toEqual(['an'])
  })

  test('in a block inside a row: those of the row', () => {
    const branches = ['p', 'q'].map((id) => ({
      id,
      region: { start: `${id}1`, steps: [task(`${id}1`, [to('END')])] },
    }))
    const join = { mode: 'all' } as const
    const block: Step = { id: 'trong', kind: 'parallel', name: 'Trong', join, branches, out: [to('END')] }
    const template = sample()
    stepOf(template, 'xa_gop_y').region = { start: 'trong', steps: [block] }
    const one = new Host(template)
    one.start()
    const persons = (_: string, row: unknown) => [(row as { don_vi: string }).don_vi]
    one.finish('nhan', 'ok', { fields: rows(1), persons })
    expect(one.open('p1').holders).toEqual(['x0'])
  })

  test('nobody found: the step is open without holders, and says so', () => {
    const one = host()
    one.finish('nhan', 'ok', { fields: urgent, persons: () => [] })
    expect(one.open('a1')).toMatchObject({ role: 'cv', holders: [] })
    one.do({ type: 'assign', no: one.open('a1').no, holders: ['z'], reason: 'Bổ nhiệm mới' })
    expect(one.finish('a1', 'ok').map(brief)).toEqual(['closed a1 ok', 'entered a2'])
  })
})

describe('forms', () => {
  test.each([
    ['a field of another step', { y_kien: 'x' }, 'not_in_form'],
    ['a field of nothing', JSON.parse('{"__proto__": 1}') as object, 'not_in_form'],
    ['an inherited name', { constructor: 1 }, 'not_in_form'],
    ['a value outside the list', { muc: 'hoa_toc' }, 'bad_value'],
    ['a number below the least', { so_to: 0 }, 'bad_value'],
    ['a number past the safe ones', { so_to: 2 ** 53 }, 'bad_value'],
    ['a day that does not exist', { ngay: '2026-02-30' }, 'bad_value'],
    ['a table with another column', { xa: [{ don_vi: 'x', them: 1 }] }, 'bad_value'],
    ['a required table left without rows', { xa: [] }, 'missing_field'],
    ['a required field left empty', { muc: '' }, 'missing_field'],
  ])('%s', (_, fields, wanted) => {
    const one = host()
    expect(
      refusal(one, {
        type: 'complete',
        no: 1,
        outcome: 'ok',
        fields: { ...urgent, ...fields },
      }),
    ).toBe(wanted)
  })

  test('a field that the form only shows', () => {
    const one = host((t) => stepOf(t, 'nhan').form!.push({ f: 'y_kien', mode: 'ro' }))
    const fields = { ...urgent, y_kien: 'x' }
    expect(refusal(one, { type: 'complete', no: 1, outcome: 'ok', fields })).toBe('not_in_form')
  })

  test('a field that ways and limits go by is changed, but not emptied again', () => {
    const modes = { muc: 'rw', so_to: 'rw', y_kien: 'rw' } as const
    const one = host((t) => {
      short(t)
      stepOf(t, 'nhan').form!.push({ f: 'y_kien', mode: 'rw' })
      stepOf(t, 'duyet').form = Object.entries(modes).map(([f, mode]) => ({ f, mode }))
    })
    one.finish('nhan', 'ok', { fields: { ...urgent, y_kien: 'x' } })
    const send = (fields: Record<string, unknown>) => {
      const { no } = one.open('duyet')
      return refusal(one, { type: 'complete', no, by: 'tp1', outcome: 'tra', reasonCode: 'x', fields })
    }
    expect(send({ so_to: null })).toBe('missing_field')
    expect(send({ so_to: 5, y_kien: '' })).toEqual(['closed duyet tra', 'entered nhan'])
  })

  test('a guarded outcome is offered only when its condition holds with what is filled in', () => {
    const one = host(short)
    one.finish('nhan', 'ok', { fields: urgent })
    const { no } = one.open('duyet')
    expect(enabled(one.template, one.now)[0]?.outcomes).toEqual(['ok', 'tra'])
    expect(refusal(one, { type: 'complete', no, by: 'tp1', outcome: 'bac' })).toBe('hidden_outcome')
    expect(refusal(one, { type: 'complete', no, by: 'tp1', outcome: 'khong_co' })).toBe('no_outcome')
    expect(refusal(one, { type: 'complete', no, by: 'tp1', outcome: 'ok' })).toBe('missing_need')
  })
})

describe('skip and withdraw', () => {
  test('a step is skipped for a reason, if what it must fill is known', () => {
    const one = host()
    expect(refusal(one, { type: 'skip', no: 1, outcome: 'ok', reason: 'x' })).toBe('missing_field')
    one.finish('nhan', 'ok', { fields: urgent })
    const { no } = one.open('b1')
    expect(refusal(one, { type: 'skip', no, outcome: 'ok', reason: '' })).toBe('missing_need')
    const [closed] = one.do({ type: 'skip', no, outcome: 'ok', reason: 'Đã có ý kiến' })
    expect(closed).toMatchObject({ type: 'closed', step: 'b1', skipped: true, reason: 'Đã có ý kiến' })
    expect(refusal(one, { type: 'skip', no: one.open('a1').no, outcome: 'tra', reason: 'x' })).toBe(
      'no_outcome',
    )
    expect(refusal(one, { type: 'skip', no: one.open('hai_phong').no, outcome: 'ok', reason: 'x' })).toBe(
      'wrong_kind',
    )
  })

  test('a case is withdrawn: everyone is told, nothing more can be done', () => {
    const one = host()
    one.finish('nhan', 'ok', { fields: urgent })
    expect(one.do({ type: 'withdraw', reason: 'Trùng hồ sơ' }).map(brief)).toEqual([
      'cancelled b1 withdrawn cv1,cv2',
      'cancelled a1 withdrawn cv1,cv2',
      'cancelled hai_phong withdrawn',
      'finished withdrawn',
    ])
    expect(refusal(one, { type: 'withdraw', reason: 'x' })).toBe('not_running')
  })
})

describe('what is refused', () => {
  test('commands of another case, from before, twice, or for blocks', () => {
    const one = host()
    const command = { type: 'complete', no: 1, outcome: 'ok', fields: urgent } as const
    expect(refusal(one, { ...command, case: 'hs2' })).toBe('foreign')
    expect(refusal(one, { ...command, at: one.now.at - 1 })).toBe('stale')
    expect(refusal(one, { ...command, at: NaN })).toBe('stale')
    one.do(command)
    expect(refusal(one, command)).toBe('not_open')
    expect(refusal(one, { ...command, no: 99 })).toBe('not_open')
    expect(refusal(one, { ...command, no: one.open('hai_phong').no })).toBe('wrong_kind')
    expect(refusal(one, { type: 'timeout', no: one.open('a1').no })).toBe('no_outcome')
  })

  test('a case cannot start with wrong fields', () => {
    const base = {
      id: 'c',
      case: 'hs',
      at: 0,
      by: 'a',
      template: 'v1',
      calendar: plainTime,
      persons: () => [],
    }
    expect(start(sample(), { ...base, fields: { so_to: 'ba' } })).toMatchObject({ rejected: 'bad_value' })
    expect(start(sample(), { ...base, fields: { constructor: 1 } })).toMatchObject({
      rejected: 'not_in_form',
    })
    expect(start(sample(), { ...base, picks: { vt: ['x'] } })).toMatchObject({ rejected: 'bad_pick' })
    expect(start(sample(), { ...base, at: 0.5 })).toMatchObject({ rejected: 'stale' })
  })

  test('an endless template that was never checked is stopped', () => {
    const template = sample()
    template.main = {
      start: 'vong',
      steps: [{ id: 'vong', kind: 'decide', name: 'Vòng', out: [to('vong')] }],
    }
    expect(
      start(template, {
        id: 'c',
        case: 'hs',
        at: 0,
        by: 'a',
        template: 'v1',
        calendar: plainTime,
        persons: () => [],
      }),
    ).toMatchObject({ rejected: 'endless' })
  })

  test('rows of rows of rows past all bounds are refused, soon', () => {
    let region = { start: 'z', steps: [task('z', [to('END')])] }
    for (let i = 0; i < 19; i++) {
      const each: Step = {
        id: `p${i}`,
        kind: 'each',
        name: 'Khối',
        over: 'xa',
        join: { mode: 'all' },
        region,
        out: [to('END')],
      }
      region = { start: each.id, steps: [each] }
    }
    const one = new Host({ ...sample(), main: region })
    const began = performance.now()
    expect(() => one.start({ xa: [{}, {}, {}] })).toThrow(/^endless: Lệnh này mở hơn 10.000 bước cùng lúc/)
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  test('a damaged log is not applied', () => {
    const one = host()
    const [started, entered] = one.events
    expect(() => apply(undefined, entered!)).toThrow('before started')
    expect(() => apply(one.now, started!)).toThrow('started twice')
    expect(() => apply(one.now, { ...entered!, v: 2 } as never)).toThrow('version')
    expect(() =>
      apply(one.now, { v: 1, at: 1, by: 'x', command: 'c', type: 'branch_done', no: 9, key: 'a' }),
    ).toThrow('not open')
  })

  test('ids such as constructor are ordinary', () => {
    const text = JSON.stringify(sample())
      .replaceAll('"a1"', '"constructor"')
      .replaceAll('"muc"', '"constructor"')
      .replaceAll('"cv"', '"constructor"')
    const one = new Host(JSON.parse(text) as Template)
    one.start()
    const { muc, ...rest } = urgent
    one.finish('nhan', 'ok', { fields: { ...rest, constructor: muc } })
    expect(one.finish('constructor', 'ok').map(brief)).toEqual(['closed constructor ok', 'entered a2'])
    expect(decide(one.template, one.now, { ...one.envelope(), type: 'timeout', no: 3 })).toMatchObject({
      rejected: 'not_open',
    })
  })
})

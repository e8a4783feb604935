import { describe, expect, test } from 'vitest'
import { checkTemplate, type Problem, type Template } from '../../src/processes/template.ts'
import { bigTemplate } from './support/big.ts'
import example from './fixtures/qt05.json' with { type: 'json' }
import { sample, stepOf, task, to } from './support/sample.ts'

type Row = [
  title: string,
  damage: (template: Template) => void,
  wanted: { rule: string; severity?: string; path: string; step?: string; says?: string },
]

const main = '/main/steps'

/** Each row damages the sample in one way; the check must name the rule and the place. */
const rows: Row[] = [
  // V1
  [
    'a step id used twice',
    (t) => (stepOf(t, 'a2').id = 'b1'),
    { rule: 'V1', path: `${main}/2/branches/1/region/steps/0/id`, step: 'b1', says: 'đổi mã' },
  ],
  [
    'a branch id that is a step id',
    (t) => (stepOf(t, 'hai_phong').branches![0]!.id = 'cho'),
    { rule: 'V1', path: `${main}/4/id`, step: 'cho' },
  ],
  [
    'an outcome id used twice in a step',
    (t) => (stepOf(t, 'duyet').out[1]!.id = 'ok'),
    { rule: 'V1', path: `${main}/6/out/1/id` },
  ],
  [
    'a role that does not exist',
    (t) => (stepOf(t, 'b1').role = 'constructor'),
    { rule: 'V1', path: `${main}/2/branches/1/region/steps/0/role`, step: 'b1', says: 'Việc b1' },
  ],
  [
    'an outcome to nowhere',
    (t) => (stepOf(t, 'con').out[0]!.to = 'constructor'),
    { rule: 'V1', path: `${main}/5/out/0/to` },
  ],
  [
    'a start that is not a step of its region',
    (t) => (t.main.start = 'a1'),
    { rule: 'V1', path: '/main/start' },
  ],
  [
    'a branch start that does not exist',
    (t) => (stepOf(t, 'xa_gop_y').region!.start = 'x'),
    { rule: 'V1', path: `${main}/3/region/start`, step: 'xa_gop_y' },
  ],
  [
    'a form field that does not exist',
    (t) => (stepOf(t, 'a1').form = [{ f: 'constructor' }]),
    { rule: 'V1', path: `${main}/2/branches/0/region/steps/0/form/0/f` },
  ],
  [
    'a record of a field that does not exist',
    (t) => (stepOf(t, 'b1').records![0]!.field = 'x'),
    { rule: 'V1', path: `${main}/2/branches/1/region/steps/0/records/0/field` },
  ],
  [
    'a condition on a field that does not exist',
    (t) => (stepOf(t, 'phan_loai').out[0]!.when = { f: 'x', is: 'set' }),
    { rule: 'V1', path: `${main}/1/out/0/when/f` },
  ],
  [
    'a table that does not exist',
    (t) => (stepOf(t, 'xa_gop_y').over = 'constructor'),
    { rule: 'V1', path: `${main}/3/over` },
  ],
  [
    'a limit from a field that does not exist',
    (t) => (t.limit.from = 'x'),
    { rule: 'V1', path: '/limit/from' },
  ],
  [
    'a pause by a step that does not wait',
    (t) => (t.limit.pause = ['cho', 'nhan']),
    { rule: 'V1', path: '/limit/pause/1' },
  ],
  [
    'a role apart from one that does not exist',
    (t) => (t.roles['tp']!.not_same_as = ['x']),
    { rule: 'V1', path: '/roles/tp/not_same_as/0' },
  ],
  [
    'an alert to nobody',
    (t) => (stepOf(t, 'duyet').alerts![0]!.to = ['x']),
    { rule: 'V1', path: `${main}/6/alerts/0/to/0` },
  ],
  [
    'a role named performer',
    (t) => (t.roles['performer'] = t.roles['vt']!),
    { rule: 'V1', path: '/roles/performer' },
  ],
  ['a field named case', (t) => (t.fields['case'] = t.fields['ngay']!), { rule: 'V1', path: '/fields/case' }],
  // V2, V3, V4
  [
    'a step nothing leads to',
    (t) => void t.main.steps.push(task('le', [to('END')])),
    { rule: 'V2', path: `${main}/7`, step: 'le' },
  ],
  [
    'a step reached only by a return from inside a block',
    (t) => {
      t.main.steps.push(task('le', [to('END')]))
      stepOf(t, 'a1').out[1]!.to = 'le'
    },
    { rule: 'V2', path: `${main}/7`, step: 'le' },
  ],
  [
    'a region no way leads out of',
    (t) => (stepOf(t, 'a2').out[0]!.to = 'a1'),
    { rule: 'V3', path: `${main}/2/branches/0/region/steps/1/out`, step: 'a2' },
  ],
  [
    'a way into a sibling branch',
    (t) => stepOf(t, 'b1').out.push(to('a1', { id: 'sang' })),
    { rule: 'V4', path: `${main}/2/branches/1/region/steps/0/out/1/to` },
  ],
  [
    'a way into a block',
    (t) => (stepOf(t, 'duyet').out[1]!.to = 'gop_y'),
    { rule: 'V4', path: `${main}/6/out/1/to` },
  ],
  // V5
  [
    'a join of more branches than there are',
    (t) => (stepOf(t, 'hai_phong').join = { mode: 'at_least', k: 3 }),
    { rule: 'V5', path: `${main}/2/join/k`, says: 'giảm k' },
  ],
  [
    'a join of enough, not saying how many',
    (t) => (stepOf(t, 'hai_phong').join = { mode: 'at_least' }),
    { rule: 'V5', path: `${main}/2/join` },
  ],
  [
    'a field filled by two branches that run side by side',
    (t) => {
      for (const id of ['a1', 'b1']) stepOf(t, id).form = [{ f: 'y_kien' }]
    },
    {
      rule: 'V5',
      severity: 'warning',
      path: `${main}/2/branches/1/region/steps/0/form/0`,
      step: 'b1',
      says: 'mỗi nhánh một trường',
    },
  ],
  [
    'only conditional branches',
    (t) => (stepOf(t, 'hai_phong').branches![0]!.when = { f: 'mat', is: 'set' }),
    { rule: 'V5', path: `${main}/2/branches` },
  ],
  [
    'a number with a join that needs none',
    (t) => (stepOf(t, 'hai_phong').join!.k = 1),
    { rule: 'V5', severity: 'warning', path: `${main}/2/join/k` },
  ],
  [
    'parts of another kind of step',
    (t) => (stepOf(t, 'a1').over = 'xa'),
    { rule: 'shape', severity: 'warning', path: `${main}/2/branches/0/region/steps/0/over` },
  ],
  // V6
  [
    'a choice without the rest',
    (t) => (stepOf(t, 'phan_loai').out[1]!.when = { f: 'mat', is: 'eq', v: true }),
    { rule: 'V6', path: `${main}/1/out` },
  ],
  [
    'an unconditional outcome that hides others',
    (t) => delete stepOf(t, 'phan_loai').out[0]!.when,
    { rule: 'V6', path: `${main}/1/out/0` },
  ],
  [
    'a task with nothing offered for sure',
    (t) => (stepOf(t, 'b1').out[0]!.when = { f: 'mat', is: 'eq', v: true }),
    { rule: 'V6', path: `${main}/2/branches/1/region/steps/0/out` },
  ],
  [
    'only a timeout offered for sure',
    (t) => (stepOf(t, 'cho').out[0]!.when = { f: 'mat', is: 'eq', v: true }),
    { rule: 'V6', path: `${main}/4/out` },
  ],
  [
    'two timeouts',
    (t) => stepOf(t, 'cho').out.push(to('con', { id: 'het_2', kind: 'timeout' })),
    { rule: 'V6', path: `${main}/4/out/2` },
  ],
  [
    'a timeout without a limit',
    (t) => delete stepOf(t, 'cho').limit,
    { rule: 'V6', path: `${main}/4/out/1` },
  ],
  [
    'a timeout with a condition',
    (t) => (stepOf(t, 'cho').out[1]!.when = { f: 'mat', is: 'eq', v: true }),
    { rule: 'V6', path: `${main}/4/out/1/when` },
  ],
  [
    'a guard no value satisfies',
    (t) =>
      (stepOf(t, 'phan_loai').out[0]!.when = {
        all: [{ f: 'muc', is: 'eq', v: 'khan' }, { not: { f: 'muc', is: 'in', v: ['khan', 'mat'] } }],
      }),
    { rule: 'V6', severity: 'warning', path: `${main}/1/out/0/when` },
  ],
  [
    'a guard against every value there is',
    (t) =>
      (stepOf(t, 'phan_loai').out[0]!.when = { not: { f: 'muc', is: 'in', v: ['mat', 'khan', 'thuong'] } }),
    { rule: 'V6', severity: 'warning', path: `${main}/1/out/0/when` },
  ],
  [
    'a guard hidden by those before it',
    (t) =>
      stepOf(t, 'phan_loai').out.splice(
        1,
        0,
        to('cho', {
          id: 'hai',
          when: {
            all: [
              { f: 'muc', is: 'in', v: ['khan'] },
              { f: 'so_to', is: 'gt', v: 3 },
            ],
          },
        }),
      ),
    { rule: 'V6', severity: 'warning', path: `${main}/1/out/1/when` },
  ],
  [
    'a signature asked of nobody',
    (t) => (stepOf(t, 'phan_loai').out[1]!.needs = ['signature']),
    { rule: 'V6', severity: 'warning', path: `${main}/1/out/1/needs` },
  ],
  // V7
  [
    'a choice that leads to itself',
    (t) => (stepOf(t, 'phan_loai').out[0]!.to = 'phan_loai'),
    { rule: 'V7', path: `${main}/1/out`, step: 'phan_loai' },
  ],
  [
    'a cycle of rows that may be none',
    (t) =>
      stepOf(t, 'xa_gop_y').out.unshift(
        to('phan_loai', { id: 'lai', when: { f: 'mat', is: 'eq', v: true } }),
      ),
    { rule: 'V7', path: `${main}/1/out` },
  ],
  [
    'a cycle out of a branch',
    (t) => {
      const b = stepOf(t, 'hai_phong').branches![1]!
      b.region.steps[0] = {
        id: 'b1',
        kind: 'decide',
        name: 'B',
        out: [to('hai_phong', { id: 'lai', when: { f: 'mat', is: 'eq', v: true } }), to('END')],
      }
    },
    { rule: 'V7', path: `${main}/2/out`, step: 'hai_phong' },
  ],
  [
    'a cycle of a block whose only branch that always runs completes by itself',
    (t) => {
      const block = stepOf(t, 'hai_phong')
      block.branches![0]!.region = {
        start: 'a1',
        steps: [{ id: 'a1', kind: 'decide', name: 'A', out: [to('END')] }],
      }
      block.out.unshift(to('hai_phong', { id: 'lai', when: { f: 'mat', is: 'eq', v: true } }))
    },
    { rule: 'V7', path: `${main}/2/out`, step: 'hai_phong' },
  ],
  // V8
  [
    'a guard on a field not asked for',
    (t) => (stepOf(t, 'nhan').form = stepOf(t, 'nhan').form!.filter(({ f }) => f !== 'muc')),
    { rule: 'V8', path: `${main}/1/out/0/when`, step: 'phan_loai', says: 'Mức độ' },
  ],
  [
    'a guard on a field that may be left empty',
    (t) => (stepOf(t, 'nhan').form![1]!.mode = 'rw'),
    { rule: 'V8', path: `${main}/2/branches/1/when` },
  ],
  [
    'a limit from a field not filled',
    (t) => (stepOf(t, 'nhan').form![3]!.mode = 'ro'),
    { rule: 'V8', path: `${main}/6/limit/from` },
  ],
  [
    'rows that nobody is asked for',
    (t) => stepOf(t, 'nhan').form!.pop(),
    { rule: 'V8', path: `${main}/3/over` },
  ],
  [
    'rows that may be left empty',
    (t) => (stepOf(t, 'nhan').form![4]!.mode = 'rw'),
    { rule: 'V8', severity: 'warning', path: `${main}/3/over` },
  ],
  [
    'a field filled for its row alone',
    (t) =>
      (stepOf(t, 'con').out = [
        to('nhan', { id: 'a', when: { f: 'y_kien', is: 'eq', v: 'x' } }),
        to('duyet'),
      ]),
    { rule: 'V8', path: `${main}/5/out/0/when` },
  ],
  [
    'a field left empty when time runs out',
    (t) => {
      stepOf(t, 'cho').form = [{ f: 'y_kien', mode: 'req' }]
      stepOf(t, 'duyet').out[2]!.when = { f: 'y_kien', is: 'eq', v: 'x' }
    },
    { rule: 'V8', path: `${main}/6/out/2/when` },
  ],
  [
    'a field filled in a row that is left for a step outside',
    (t) => {
      stepOf(t, 'phan_loai').out = [to('xa_gop_y')]
      stepOf(t, 'xa_gop_y').out = [to('END')]
      stepOf(t, 'gop_y').out = [to('END'), to('duyet', { id: 'ra' })]
      stepOf(t, 'duyet').out[2]!.when = { f: 'y_kien', is: 'eq', v: 'x' }
    },
    { rule: 'V8', path: `${main}/6/out/2/when` },
  ],
  [
    'a field filled only in a branch that may not run',
    (t) => {
      stepOf(t, 'b1').form = [{ f: 'y_kien', mode: 'req' }]
      stepOf(t, 'phan_loai').out = [to('hai_phong')]
      stepOf(t, 'duyet').out[2]!.when = { f: 'y_kien', is: 'eq', v: 'x' }
    },
    { rule: 'V8', path: `${main}/6/out/2/when` },
  ],
  [
    'a field filled in a block whose time runs out',
    (t) => {
      stepOf(t, 'a1').form = [{ f: 'y_kien', mode: 'req' }]
      stepOf(t, 'phan_loai').out = [to('hai_phong')]
      stepOf(t, 'hai_phong').limit = { n: 3, u: 'wd' }
      stepOf(t, 'hai_phong').out = [to('cho'), to('duyet', { id: 'het', kind: 'timeout' })]
      stepOf(t, 'duyet').out[2]!.when = { f: 'y_kien', is: 'eq', v: 'x' }
    },
    { rule: 'V8', path: `${main}/6/out/2/when` },
  ],
  ['a whole limit from a field', (t) => (t.limit.from = 'ngay'), { rule: 'V8', path: '/limit/from' }],
  // V9
  [
    'a value outside the list',
    (t) => (stepOf(t, 'phan_loai').out[0]!.when = { f: 'muc', is: 'eq', v: 'hoa_toc' }),
    { rule: 'V9', path: `${main}/1/out/0/when/v`, says: 'danh mục' },
  ],
  [
    'an order of what has none',
    (t) => (stepOf(t, 'phan_loai').out[0]!.when = { f: 'muc', is: 'lt', v: 'khan' }),
    { rule: 'V9', path: `${main}/1/out/0/when/is` },
  ],
  [
    'text compared with a number',
    (t) => (stepOf(t, 'duyet').out[2]!.when = { any: [{ not: { f: 'so_to', is: 'gt', v: '100' } }] }),
    { rule: 'V9', path: `${main}/6/out/2/when/any/0/not/v` },
  ],
  [
    'a day that does not exist',
    (t) => (stepOf(t, 'duyet').out[2]!.when = { f: 'ngay', is: 'ge', v: '2026-02-30' }),
    { rule: 'V9', path: `${main}/6/out/2/when/v` },
  ],
  [
    'a list where one value is wanted',
    (t) => (stepOf(t, 'duyet').out[2]!.when = { f: 'so_to', is: 'eq', v: [1] }),
    { rule: 'V9', path: `${main}/6/out/2/when/v` },
  ],
  [
    'one value where a list is wanted',
    (t) => (stepOf(t, 'duyet').out[2]!.when = { f: 'so_to', is: 'in', v: 1 }),
    { rule: 'V9', path: `${main}/6/out/2/when/v` },
  ],
  [
    'a table compared',
    (t) => (stepOf(t, 'duyet').out[2]!.when = { f: 'xa', is: 'eq', v: [] }),
    { rule: 'V9', path: `${main}/6/out/2/when/is` },
  ],
  [
    'rows of what is not a table',
    (t) => (stepOf(t, 'xa_gop_y').over = 'so_to'),
    { rule: 'V9', path: `${main}/3/over` },
  ],
  [
    'a limit from what is not a date',
    (t) => (stepOf(t, 'duyet').limit!.from = 'so_to'),
    { rule: 'V9', path: `${main}/6/limit/from` },
  ],
  ['a list field without its list', (t) => delete t.fields['muc']!.enum, { rule: 'V9', path: '/fields/muc' }],
  ['a least above the most', (t) => (t.fields['so_to']!.max = 0), { rule: 'V9', path: '/fields/so_to/min' }],
  // V10 without an organisation
  ['a group without its group', (t) => delete t.roles['vt']!.ref, { rule: 'V10', path: '/roles/vt' }],
  [
    'the performer of no task',
    (t) => (t.roles['vt'] = { name: 'VT', by: 'performer_of', ref: 'cho' }),
    { rule: 'V10', path: '/roles/vt/ref' },
  ],
  [
    'a performer who must differ from himself',
    (t) => (t.roles['tp'] = { name: 'TP', by: 'performer_of', ref: 'a1', not_same_as: ['cv'] }),
    { rule: 'V10', path: '/roles/tp/not_same_as' },
  ],
  // V11
  [
    'steps longer than the whole',
    (t) => (t.limit = { n: 6, u: 'wd' }),
    { rule: 'V11', severity: 'warning', path: '/limit' },
  ],
  [
    'branches longer than their block',
    (t) => (stepOf(t, 'hai_phong').limit = { n: 15, u: 'wh' }),
    { rule: 'V11', severity: 'warning', path: `${main}/2/limit` },
  ],
  [
    'an alert before the step begins',
    (t) => (stepOf(t, 'duyet').alerts![0]!.at = { before: { n: 1, u: 'wd' } }),
    { rule: 'V11', path: `${main}/6/alerts/0/at/before` },
  ],
  [
    'an alert without a limit',
    (t) => (stepOf(t, 'hai_phong').alerts = [{ at: { pct: 50 }, to: ['tp'] }]),
    { rule: 'V11', path: `${main}/2/alerts/0` },
  ],
  // V12
  [
    'a call of itself',
    (t) => (stepOf(t, 'con').template = 'QT.01-MAU'),
    { rule: 'V12', path: `${main}/5/template` },
  ],
  // V13
  [
    'a task without guide',
    (t) => (stepOf(t, 'b1').guide = ' '),
    { rule: 'V13', severity: 'warning', path: `${main}/2/branches/1/region/steps/0/guide` },
  ],
  [
    'a task without result',
    (t) => delete stepOf(t, 'b1').records,
    { rule: 'V13', severity: 'warning', path: `${main}/2/branches/1/region/steps/0/records` },
  ],
  [
    'a record without keep time',
    (t) => delete (stepOf(t, 'b1').records![0] as { keep_years?: number }).keep_years,
    { rule: 'shape', path: `${main}/2/branches/1/region/steps/0/records/0/keep_years`, step: 'b1' },
  ],
]

describe('checkTemplate', () => {
  test('finds nothing wrong with the sample', () => {
    const template = sample()
    const checked = checkTemplate(template)
    expect(checked.problems).toEqual([])
    expect(checked.template).toBe(template)
  })

  test.each<[string, (template: Template) => void]>([
    [
      'a guard of a block on what its branches fill',
      (t) => {
        stepOf(t, 'a1').form = [{ f: 'y_kien', mode: 'req' }]
        const again = to('nhan', { id: 'lai', when: { f: 'y_kien', is: 'eq', v: 'x' } })
        stepOf(t, 'hai_phong').out.unshift(again)
      },
    ],
    [
      'a guard in a row on what was filled there before a block of the row was left',
      (t) => {
        const block = stepOf(t, 'hai_phong')
        const row = stepOf(t, 'xa_gop_y').region!
        stepOf(t, 'phan_loai').out = [to('xa_gop_y')]
        stepOf(t, 'a1').out = [to('a2'), to('xet', { id: 'ra', kind: 'return' })]
        stepOf(t, 'gop_y').out[0]!.to = block.id
        const when = { f: 'y_kien', is: 'eq', v: 'x' } as const
        const choice = { id: 'xet', kind: 'decide', name: 'Xét' } as const
        block.out = [to('xet')]
        row.steps.push(block, { ...choice, out: [to('gop_y', { id: 'lai', when }), to('END')] })
        t.main.steps = t.main.steps.filter((step) => step !== block)
      },
    ],
    [
      'a guard on one value or another',
      (t) => {
        const one = (v: string) => ({ f: 'muc', is: 'eq', v }) as const
        stepOf(t, 'phan_loai').out[0]!.when = { any: [one('khan'), one('mat')] }
      },
    ],
    ['steps just as long as the whole, without the wait that stops the clock', (t) => (t.limit.n = 8)],
    [
      'a step that counts from the beginning of the case',
      (t) => {
        stepOf(t, 'con').limit = { n: 8, u: 'wd', from: 'case' }
        t.limit.n = 8
      },
    ],
    [
      'a way back to a step that is not on the way before',
      (t) => {
        const [first, choice] = t.main.steps
        const five = { limit: { n: 5, u: 'wd' } } as const
        choice!.out = [to('x', { when: { f: 'muc', is: 'eq', v: 'khan' } }), to('y', { id: 'con_lai' })]
        const back = to('x', { id: 'tra', kind: 'return' })
        t.main.steps = [first!, choice!, task('x', [to('END')], five), task('y', [to('END'), back], five)]
        t.limit = { n: 6, u: 'wd' }
      },
    ],
  ])('accepts %s', (_, change) => {
    const template = sample()
    change(template)
    expect(checkTemplate(template).problems).toEqual([])
  })

  test('warns of steps a day longer than the whole', () => {
    const template = sample()
    template.limit.n = 7
    expect(checkTemplate(template).problems.map(({ rule }) => rule)).toEqual(['V11'])
    const late = sample()
    late.limit.n = 8
    stepOf(late, 'con').limit = { n: 9, u: 'wd', from: 'case' }
    expect(checkTemplate(late).problems.map(({ rule }) => rule)).toEqual(['V11'])
  })

  test('accepts the worked example, with advice only', () => {
    const { template, problems } = checkTemplate(example)
    expect(template).toBe(example)
    expect(problems.map(({ rule, severity, step }) => `${rule} ${severity} ${step}`)).toEqual([
      'V8 warning lay_yk',
      ...['tiep_nhan', 'soan', 'duyet'].map((step) => `V13 warning ${step}`),
      ...['duyet', 'yk'].map((step) => `V13 warning ${step}`),
    ])
  })

  test.each(rows)('sees %s', (_, damage, wanted) => {
    const template = sample()
    damage(template)
    const checked = checkTemplate(template)
    const { severity = 'error', says = '', ...place } = wanted
    expect(checked.problems).toContainEqual(
      expect.objectContaining({ ...place, severity, message: expect.stringContaining(says) as string }),
    )
    expect('template' in checked).toBe(severity === 'warning')
    for (const { message } of checked.problems) expect(message).toMatch(/[à-ỹ].*[;:].*\.$/)
  })

  test('calls lead to published templates and never come back', () => {
    const rules = (published: Map<string, string[]>) =>
      checkTemplate(sample(), { published }).problems.map((one: Problem) => one.rule)
    expect(
      rules(
        new Map([
          ['QT.02-CON', ['QT.03']],
          ['QT.03', []],
        ]),
      ),
    ).toEqual([])
    expect(
      rules(
        new Map([
          ['QT.02-CON', ['QT.03']],
          ['QT.03', ['QT.01-MAU']],
        ]),
      ),
    ).toEqual(['V12'])
    expect(
      rules(
        new Map([
          ['QT.02-CON', ['QT.03']],
          ['QT.03', ['QT.02-CON']],
        ]),
      ),
    ).toEqual([])
    expect(rules(new Map())).toEqual(['V12'])
  })
})

describe('V10 with an organisation', () => {
  const check = (persons: Record<string, string[]>) =>
    checkTemplate(sample(), {
      organisation: {
        units: [{ id: 'u1', name: 'Phường Một' }],
        persons: (_, { name }) => persons[name] ?? [],
      },
    }).problems.map(({ severity, path }) => `${severity} ${path}`)

  test('everyone can be found', () => {
    expect(check({ 'Văn thư': ['a', 'b'], 'Chuyên viên': ['a', 'b'], 'Trưởng phòng': ['c'] })).toEqual([])
  })
  test('nobody is an error, one person without cover a warning', () => {
    expect(check({ 'Văn thư': ['a'], 'Chuyên viên': [], 'Trưởng phòng': ['c'] })).toEqual([
      'warning /roles/vt',
      'error /roles/cv',
    ])
  })
  test('the drafter cannot approve', () => {
    expect(check({ 'Văn thư': ['a', 'b'], 'Chuyên viên': ['c'], 'Trưởng phòng': ['c'] })).toEqual([
      'error /roles/tp/not_same_as',
    ])
  })
  test('three who must differ need three persons', () => {
    const template = sample()
    for (const id of ['vt', 'cv', 'tp'])
      template.roles[id]!.not_same_as = ['vt', 'cv', 'tp'].filter((other) => other !== id)
    const rules = (persons: string[]) =>
      checkTemplate(template, {
        organisation: { units: [{ id: 'u', name: 'U' }], persons: () => persons },
      }).problems.filter(({ severity }) => severity === 'error').length
    expect(rules(['a', 'b'])).toBe(3)
    expect(rules(['a', 'b', 'c'])).toBe(0)
  })

  test('200 roles that must all differ, in 50 units, are judged in good time', () => {
    const template = sample()
    const ids = Array.from({ length: 200 }, (_, i) => `r${i}`)
    for (const [i, id] of ids.entries())
      template.roles[id] = { name: id, by: 'pick', cover: 'listed', not_same_as: ids.slice(0, i) }
    const people = Array.from({ length: 150 }, (_, i) => `p${i}`)
    const units = Array.from({ length: 50 }, (_, i) => ({ id: `u${i}`, name: `U${i}` }))
    const began = performance.now()
    checkTemplate(template, { organisation: { units, persons: () => people } })
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

describe('bad input', () => {
  const only = (input: unknown) => {
    const { template, problems } = checkTemplate(input)
    expect(template).toBeUndefined()
    return problems.map(({ rule, path }) => `${rule} ${path}`)
  }

  test.each([
    [undefined],
    [null],
    [1],
    ['x'],
    [[]],
    [{}],
    [new Map()],
    [() => 1],
    [Symbol('x')],
    [10n],
    [NaN],
  ])('%s is refused', (input) => {
    expect(only(input).length).toBeGreaterThan(0)
  })

  test('what only looks like plain data is told as what it is', () => {
    const inherits = Object.assign(Object.create({ x: 1 }) as object, sample())
    expect(only(inherits)).toEqual(['shape /x'])
    // eslint-disable-next-line no-sparse-arrays
    expect(only({ ...sample(), basis: ['a', , 'b'] })).toEqual(['shape /basis/1'])
    const began = performance.now()
    expect(only({ ...sample(), basis: Array(1e9) })).toEqual(['shape /basis'])
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('each fault of the shape names its step, its place and the remedy', () => {
    const broken = sample()
    const damage: Record<string, unknown> = stepOf(broken, 'a2')
    delete damage['limit']
    Object.assign(damage, { kind: 'tassk' })
    Object.assign(stepOf(broken, 'phan_loai').out[0]!, { to: 'Bước 2' })
    Object.assign(broken, { code: 'quy trình', roles: { 'Văn thư': { name: 'Văn thư', by: 'group' } } })
    Object.assign(broken.limit, { n: 0, u: 'd', from: 1 })
    const id = 'mã gồm chữ thường không dấu, chữ số, gạch dưới, bắt đầu bằng chữ, dài nhất 32 ký tự'
    const code = 'mã gồm 2–32 chữ in hoa, chữ số, dấu chấm, gạch ngang hoặc gạch chéo'
    expect(checkTemplate(broken).problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      `/code: Mục “code” không đúng dạng; hãy ghi ${code}.`,
      `/roles/Văn thư: Mục “Văn thư” không đúng dạng; hãy ghi ${id}.`,
      '/limit/n: Mục “n” phải từ 1 đến 10000.',
      '/limit/u: Mục “u” phải là một trong: wh, wd, cd.',
      '/limit/from: Mục “from” phải là step (mặc định), case hoặc mã của một trường ngày.',
      `/main/steps/1/out/0/to: Bước “Phân loại” (phan_loai): mục “to” không đúng dạng; hãy ghi một trong: ${id}; END.`,
      '/main/steps/2/branches/0/region/steps/1/kind: Bước “Việc a2” (a2): mục “kind” phải là một trong: task, decide, parallel, each, wait, call.',
    ])
  })

  test('__proto__ is refused wherever it stands, and changes nothing', () => {
    const plant = (path: string[]) => {
      const copy = JSON.parse(JSON.stringify(sample())) as Record<string, unknown>
      let owner = copy
      for (const key of path) owner = owner[key] as Record<string, unknown>
      Object.defineProperty(owner, '__proto__', { value: { name: 'x', by: 'starter' }, enumerable: true })
      return copy
    }
    expect(only(plant(['roles']))).toEqual(['shape /roles/__proto__'])
    expect(only(plant([]))).toEqual(['shape /__proto__'])
    expect(only(plant(['fields', 'xa', 'columns']))).toEqual(['shape /fields/xa/columns/__proto__'])
    expect(only(plant(['main', 'steps', '4', 'until']))).toEqual(['shape /main/steps/4/until/__proto__'])
    const step = sample()
    stepOf(step, 'a2').id = '__proto__'
    expect(only(step)).toEqual(['shape /main/steps/2/branches/0/region/steps/1/id'])
  })

  test('constructor is an id like any other', () => {
    const text = JSON.stringify(sample())
      .replaceAll('"a2"', '"constructor"')
      .replaceAll('"mat"', '"constructor"')
      .replaceAll('"vt"', '"constructor"')
    expect(checkTemplate(JSON.parse(text)).problems).toEqual([])
  })

  test('numbers past the safe integers are refused', () => {
    const set = (change: (t: Template) => void) => {
      const t = sample()
      change(t)
      return only(t)
    }
    expect(set((t) => (t.fields['so_to']!.max = 2 ** 53))).toEqual(['shape /fields/so_to/max'])
    expect(set((t) => (stepOf(t, 'hai_phong').join!.k = 1e300))).toEqual(['shape /main/steps/2/join/k'])
    expect(set((t) => (stepOf(t, 'duyet').out[2]!.when = { f: 'so_to', is: 'gt', v: 2 ** 60 }))).toEqual([
      'shape /main/steps/6/out/2/when/v',
    ])
    expect(set((t) => (t.limit.n = Infinity))).toEqual(['shape /limit/n'])
  })

  const nested = (depth: number, wrap: (inner: unknown, i: number) => unknown, core: unknown) => {
    let value = core
    for (let i = 0; i < depth; i++) value = wrap(value, i)
    return value
  }
  const block = (inner: unknown, i: number) => ({
    start: `p${i}`,
    steps: [
      {
        id: `p${i}`,
        kind: 'each',
        name: 'Khối',
        over: 'xa',
        join: { mode: 'all' },
        region: inner,
        out: [to('END')],
      },
    ],
  })

  test.each([[21], [50], [1000], [100_000]])(
    '%i regions inside each other are refused with their place',
    (depth) => {
      const template = {
        ...sample(),
        main: nested(depth, block, { start: 'z', steps: [task('z', [to('END')])] }),
      }
      const began = performance.now()
      const found = only(template)
      expect(found).toHaveLength(1)
      expect(found[0]).toMatch(/^shape \/main\/steps\/0\/region\/steps/)
      expect(performance.now() - began).toBeLessThan(3000)
    },
  )

  test('conditions without bottom are refused', () => {
    const template = sample()
    Object.assign(stepOf(template, 'phan_loai').out[0]!, {
      when: nested(50_000, (not) => ({ not }), { f: 'muc', is: 'set' }),
    })
    expect(only(template)[0]).toMatch(/^shape \/main\/steps\/1\/out\/0\/when\/not/)
  })

  test('a value that contains itself is refused', () => {
    const template = sample() as Template & { again?: unknown }
    stepOf(template, 'cho').until!['self'] = template
    expect(only(template)).toHaveLength(1)
  })

  test('1,000 steps are judged in good time, with advice to split', () => {
    const began = performance.now()
    const { template, problems } = checkTemplate(bigTemplate(1000))
    expect(template).toBeDefined()
    expect(problems).toMatchObject([{ rule: 'shape', severity: 'warning', path: '/main' }])
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('5,000 outcomes of one choice are judged in good time', () => {
    const template = sample()
    const choice = stepOf(template, 'phan_loai')
    const same = Array.from({ length: 5000 }, (_, i) =>
      to('cho', { id: `o${i}`, when: { f: 'muc', is: 'eq', v: 'mat' } }),
    )
    choice.out.splice(1, 0, ...same)
    const began = performance.now()
    expect(checkTemplate(template).problems).toHaveLength(4999)
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('too many steps are refused', () => {
    expect(only(bigTemplate(2100))).toEqual(['shape /main'])
  })
})

import { describe, expect, test } from 'vitest'
import { importBpmn } from '../../../src/processes/bpmn.ts'
import { checkTemplate, type Step, type Template } from '../../../src/processes/template.ts'
import { bpmn, el, flows, nodes } from '../support/bpmn.ts'

async function imported(content: string, more = ''): Promise<{ template: Template; notes: string[] }> {
  const { template, notes, refusals } = await importBpmn(bpmn(content, more))
  expect(refusals).toEqual([])
  expect(checkTemplate(template).problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return { template: template as Template, notes: notes.map(({ message }) => message) }
}

async function refusal(content: string, more = ''): Promise<{ element?: string; message: string }> {
  const { template, refusals } = await importBpmn(bpmn(content, more))
  expect(template).toBeUndefined()
  expect(refusals).toHaveLength(1)
  return refusals[0] ?? { message: '' }
}

test('a flow that leads nowhere is named where without it there is no way through, as a note where there is', async () => {
  const steps = el('startEvent', 's') + el('userTask', 't', 'Soạn') + el('endEvent', 'e')
  const flow = (id: string, from: string, to?: string) =>
    el('sequenceFlow', id, '', '', `sourceRef="${from}"${to === undefined ? '' : ` targetRef="${to}"`}`)
  for (const to of [undefined, 'khong-co']) {
    const { refusals } = await importBpmn(bpmn(`${steps}${flow('f1', 's', to)}${flow('f2', 't', 'e')}`))
    expect(refusals.map(({ element }) => element)).toContain('f1')
    expect(refusals[0]?.message).toContain('thiếu một đầu')
  }
  const { refusals, notes } = await importBpmn(bpmn(`${steps}${flow('f1', 's', 't')}${flow('f2', 't')}`))
  expect(refusals).toEqual([])
  expect(notes).toContainEqual(expect.objectContaining({ element: 'f2' }))
})

/** The steps as `id: label>target | …`, blocks with their branches in brackets. */
function drawn(steps: Step[]): string[] {
  return steps.map((step) => {
    const ways = step.out
      .map(({ label, to, kind }) => `${kind === 'timeout' ? '!' : ''}${label}>${to}`)
      .join(' | ')
    const inner =
      step.kind === 'parallel'
        ? step.branches.map(({ region }) => region)
        : step.kind === 'each'
          ? [step.region]
          : []
    const blocks = inner.map((region) => ` [${drawn(region.steps).join('; ')}]`).join('')
    return `${step.id}:${step.kind === 'parallel' ? step.join.mode : ''}${blocks} ${ways}`
  })
}

const gateway = (type: string, id: string, attributes = '') => el(`${type}Gateway`, id, id, '', attributes)
const timer = (duration: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration>${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`

describe('choices', () => {
  test('a gateway after a task becomes the outcomes of the task, a merge nothing', async () => {
    const { template } = await imported(
      nodes({ tasks: 'a b c' }) +
        gateway('exclusive', 'x') +
        gateway('exclusive', 'y') +
        flows('start>a a>x x>b[Đạt] x>c[Chưa] b>y c>y y>end'),
    )
    expect(drawn(template.main.steps)).toEqual([
      'a: Đạt>b | Chưa>c',
      'b: Hoàn thành>END',
      'c: Hoàn thành>END',
    ])
  })

  test('a way back is an outcome like any other', async () => {
    const { template } = await imported(
      nodes({ tasks: 'a b' }) + gateway('exclusive', 'x') + flows('start>a a>b b>x x>end[Ký] x>a[Trả]'),
    )
    expect(drawn(template.main.steps)).toEqual(['a: Chuyển bước tiếp>b', 'b: Ký>END | Trả>a'])
  })

  test('a gateway after no task becomes a step in which a person decides, with a note', async () => {
    const { template, notes } = await imported(
      nodes({ tasks: 'a b' }) + gateway('exclusive', 'x') + flows('start>x x>a[Có] x>b[Không] a>end b>end'),
    )
    expect(template.main.steps[0]).toMatchObject({
      id: 'x',
      kind: 'task',
      out: [
        { label: 'Có', to: 'a' },
        { label: 'Không', to: 'b' },
      ],
    })
    expect(notes).toContainEqual(expect.stringContaining('«x»: cổng rẽ nhánh không đứng ngay sau bước việc'))
  })

  test('several conditional flows out of a task may all be taken: a block, with yes/no fields asked before', async () => {
    const { template } = await imported(
      nodes({ tasks: 'a b c', ends: 'e1 e2' }) + flows('start>a a>b{x} a>c{y} b>e1 c>e2'),
    )
    const [first, block] = template.main.steps
    expect(first?.form).toEqual([
      { f: 'co_x', mode: 'req' },
      { f: 'co_y', mode: 'req' },
    ])
    expect(block).toMatchObject({
      kind: 'parallel',
      branches: [
        { when: { f: 'co_x', is: 'eq', v: true } },
        { when: { f: 'co_y', is: 'eq', v: true } },
        { region: { steps: [{ kind: 'decide' }] } },
      ],
    })
  })

  test('one condition and a default out of a task are a choice of two', async () => {
    const { template } = await imported(
      el('startEvent', 'start') +
        el('userTask', 'a', 'a', '', 'default="f_a_c_2"') +
        nodes({ tasks: 'b c' }).replace(el('startEvent', 'start'), '') +
        flows('start>a a>b{x} a>c b>end c>end'),
    )
    expect(drawn(template.main.steps)[0]).toBe('a: x>b | Sang «c»>c')
  })
})

describe('blocks', () => {
  test('split and join become a block that waits for all', async () => {
    const { template } = await imported(
      nodes({ tasks: 'a b c' }) +
        gateway('parallel', 'p') +
        gateway('parallel', 'q') +
        flows('start>p p>a p>b a>q b>q q>c c>end'),
    )
    expect(drawn(template.main.steps)).toEqual([
      'p:all [a: Hoàn thành>END] [b: Hoàn thành>END] Hoàn thành>c',
      'c: Hoàn thành>END',
    ])
  })

  test('two of three branches that join earlier form a block inside', async () => {
    const { template } = await imported(
      nodes({ tasks: 'a b c d', ends: 'e1 e2' }) +
        gateway('parallel', 'p') +
        gateway('parallel', 'q') +
        flows('start>p p>a p>b p>c a>q b>q q>d d>e1 c>e2'),
    )
    expect(drawn(template.main.steps)).toEqual([
      'p:all [p_1:all [a: Hoàn thành>END] [b: Hoàn thành>END] Hoàn thành>d; d: Hoàn thành>END] [c: Hoàn thành>END] Hoàn thành>END',
    ])
  })

  test('branches that all terminate: the first to finish ends the block', async () => {
    const { template } = await imported(
      el(
        'subProcess',
        's',
        's',
        el('startEvent', 's1') +
          gateway('parallel', 'p') +
          el('userTask', 'a', 'a') +
          el('userTask', 'b', 'b') +
          el('endEvent', 't', '', '<bpmn:terminateEventDefinition/>') +
          flows('s1>p p>a p>b a>t b>t'),
      ) +
        nodes({ tasks: 'c' }) +
        flows('start>s s>c c>end'),
    )
    expect(drawn(template.main.steps)).toEqual([
      'p:any [a: Hoàn thành>END] [b: Hoàn thành>END] Hoàn thành>c',
      'c: Hoàn thành>END',
    ])
  })

  test('an error out of a branch leaves the block for the step behind its edge', async () => {
    const error = '<bpmn:errorEventDefinition errorRef="err"/>'
    const { template } = await imported(
      el(
        'subProcess',
        's',
        's',
        el('startEvent', 's1') +
          gateway('parallel', 'p') +
          gateway('parallel', 'q') +
          gateway('exclusive', 'x') +
          el('userTask', 'a', 'a') +
          el('userTask', 'b', 'b') +
          el('endEvent', 'ok') +
          el('endEvent', 'bad', '', error) +
          flows('s1>p p>a p>b a>x x>q[Được] x>bad[Trả lại] b>q q>ok'),
      ) +
        el('boundaryEvent', 'edge', '', error, 'attachedToRef="s"') +
        nodes({ tasks: 'c d' }) +
        flows('start>c c>s s>d d>end edge>c'),
      el('error', 'err'),
    )
    expect(drawn(template.main.steps)).toEqual([
      'c: Chuyển bước tiếp>p',
      'p:all [a: Được>END | Trả lại>c] [b: Hoàn thành>END] Hoàn thành>d',
      'd: Hoàn thành>END',
    ])
  })

  test('a multi-instance task becomes one branch per row, for as many as the condition asks', async () => {
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:completionCondition>nrOfCompletedInstances &gt;= 3</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>'
    const { template } = await imported(
      nodes({ tasks: 'a' }) + el('userTask', 'm', 'Góp ý', loop) + flows('start>a a>m m>end'),
    )
    expect(template.main.steps[0]?.form).toEqual([{ f: 'ds_m', mode: 'req' }])
    expect(template.main.steps[1]).toMatchObject({
      kind: 'each',
      over: 'ds_m',
      join: { mode: 'at_least', k: 3 },
      region: { steps: [{ kind: 'task', name: 'Góp ý' }] },
    })
    expect(template.fields['ds_m']?.type).toBe('table')
  })
})

describe('events', () => {
  test('an interrupting timer is a time limit, a reminder on the side an alert', async () => {
    const { template } = await imported(
      nodes({ tasks: 'a b' }) +
        el('boundaryEvent', 'late', 'Quá hạn', timer('P5D'), 'attachedToRef="a"') +
        el('boundaryEvent', 'soon', 'Nhắc', timer('P4D'), 'attachedToRef="a" cancelActivity="false"') +
        el('sendTask', 'mail', 'Gửi thư') +
        el('endEvent', 'sent') +
        flows('start>a a>end late>b b>end soon>mail mail>sent'),
    )
    expect(template.main.steps[0]).toMatchObject({
      limit: { n: 5, u: 'cd' },
      alerts: [{ at: { pct: 80 }, to: ['performer'] }],
      out: [
        { label: 'Hoàn thành', to: 'END' },
        { label: 'Quá hạn', to: 'b', kind: 'timeout' },
      ],
    })
  })

  test('an event gateway becomes one wait with an outcome for each event', async () => {
    const { template } = await imported(
      nodes({ tasks: 'a b' }) +
        gateway('eventBased', 'g') +
        el('intermediateCatchEvent', 'm', 'Có phúc đáp', '<bpmn:messageEventDefinition/>') +
        el('intermediateCatchEvent', 't', 'Hết 10 ngày', timer('P10D')) +
        flows('start>a a>g g>m g>t m>end t>b b>end'),
    )
    expect(template.main.steps[1]).toMatchObject({
      kind: 'wait',
      limit: { n: 10, u: 'cd' },
      out: [
        { label: 'Có phúc đáp', to: 'END' },
        { label: 'Hết 10 ngày', to: 'b', kind: 'timeout' },
      ],
    })
  })

  test('a link is a plain flow', async () => {
    const link = '<bpmn:linkEventDefinition name="L"/>'
    const { template } = await imported(
      nodes({ tasks: 'a b' }) +
        el('intermediateThrowEvent', 'out', 'L', link) +
        el('intermediateCatchEvent', 'into', 'L', link) +
        flows('start>a a>out into>b b>end'),
    )
    expect(drawn(template.main.steps)).toEqual(['a: Chuyển bước tiếp>b', 'b: Hoàn thành>END'])
  })

  test('automatic tasks become steps that a person confirms, with a note each', async () => {
    const { template, notes } = await imported(
      nodes({}) +
        el('serviceTask', 'a', 'Tính điểm') +
        el('scriptTask', 'b', 'Chạy lệnh') +
        flows('start>a a>b b>end'),
    )
    expect(template.main.steps.map(({ kind }) => kind)).toEqual(['task', 'task'])
    expect(notes.filter((message) => message.includes('do người xác nhận'))).toHaveLength(2)
  })

  test('documentation and annotations become the guide', async () => {
    const { template } = await imported(
      nodes({}) +
        el('userTask', 'a', 'a', '<bpmn:documentation>Đọc kỹ hồ sơ.</bpmn:documentation>') +
        flows('start>a a>end') +
        '<bpmn:textAnnotation id="t"><bpmn:text>Xong trong ngày.</bpmn:text></bpmn:textAnnotation>' +
        '<bpmn:association id="s" sourceRef="a" targetRef="t"/>',
    )
    expect(template.main.steps[0]?.guide).toBe('Đọc kỹ hồ sơ.\nXong trong ngày.')
  })
})

describe('what does not nest is refused with the gateway named', () => {
  test.each([
    ['branches that merge without a join', 'y', 'start>p p>a p>b a>y b>y y>c c>end'],
    ['a branch that goes back before the split', 'p', 'start>c c>p p>a p>b a>x x>q x>c b>q q>end'],
    ['a join that only one of two ways reaches', 'q', 'start>a a>x x>b x>c b>q c>q q>end'],
    ['a branch that ends before the join', 'p', 'start>p p>a p>b a>x x>q x>end b>q q>c c>end'],
    ['a flow from one branch into another', 'p', 'start>p p>a p>b a>x x>q x>b b>q q>c c>end'],
  ])('%s', async (_, element, drawing) => {
    const found = await refusal(
      nodes({ tasks: 'a b c' }) +
        gateway('parallel', 'p') +
        gateway('parallel', 'q') +
        gateway('exclusive', 'x') +
        gateway('exclusive', 'y') +
        flows(drawing),
    )
    expect(found.element).toBe(element)
    expect(found.message).toContain(`«${element}»`)
  })

  test('an inclusive split before an all-joining gateway', async () => {
    const found = await refusal(
      nodes({ tasks: 'a b' }) +
        gateway('inclusive', 'p') +
        gateway('parallel', 'q') +
        flows('start>p p>a p>b a>q b>q q>end'),
    )
    expect(found.element).toBe('q')
  })

  test('a loop of gateways alone', async () => {
    const found = await refusal(nodes({ tasks: 'a' }) + gateway('exclusive', 'x') + flows('start>a a>x x>x'))
    expect(found.message).toMatch(/không có đường tới điểm kết thúc|vòng lặp/)
  })

  test.each([
    ['adHocSubProcess', ''],
    ['transaction', ''],
    ['complexGateway', ''],
    ['userTask', 'isForCompensation="true"'],
  ])('%s %s', async (type, attributes) => {
    const found = await refusal(
      nodes({ tasks: 'a' }) + el(type, 'odd', 'Lạ', '', attributes) + flows('start>a a>end'),
    )
    expect(found).toMatchObject({ element: 'odd', name: 'Lạ' })
  })
})

describe('files with several processes', () => {
  const small = '<bpmn:startEvent id="vao"/><bpmn:userTask id="z" name="z"/><bpmn:endEvent id="ra"/>'
  const other = `<bpmn:process id="nho">${small}${flows('vao>z z>ra')}</bpmn:process>`

  test('the largest is taken and the others are noted', async () => {
    const { template, notes } = await imported(nodes({ tasks: 'a b' }) + flows('start>a a>b b>end'), other)
    expect(template.code).toBe('QT.01')
    expect(notes).toContainEqual(expect.stringContaining('«nho»'))
  })

  test('another can be asked for', async () => {
    const xml = bpmn(nodes({ tasks: 'a b' }) + flows('start>a a>b b>end'), other)
    expect((await importBpmn(xml, { process: 'nho' })).template?.main.steps.map(({ name }) => name)).toEqual([
      'z',
    ])
    expect((await importBpmn(xml, { process: 'khong_co' })).refusals[0]?.element).toBe('khong_co')
  })
})

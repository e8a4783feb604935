import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { importBpmn } from '../../../src/processes/bpmn.ts'
import { templateSchema } from '../../../src/processes/schema.ts'
import { bpmn, el, flows, nodes } from '../support/bpmn.ts'
import { runs } from '../support/runs.ts'

async function refusedBecause(xml: string): Promise<string> {
  const { template, refusals } = await importBpmn(xml)
  expect(template).toBeUndefined()
  return refusals[0]?.message ?? ''
}

const whole = bpmn(nodes({ tasks: 'a' }) + flows('start>a a>end'))

describe('refused before parsing', () => {
  test('a document type definition, the carrier of entity bombs', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    expect(await refusedBecause(whole.replace('<bpmn:definitions', `${bomb}<bpmn:definitions`))).toContain(
      'DOCTYPE',
    )
  })

  test('more than 50 MB, counted in bytes: what is not XML at all is refused for its size', async () => {
    expect(await refusedBecause('<'.repeat(50 * 1024 * 1024 + 1))).toContain('50 MB')
    expect(await refusedBecause('ộ'.repeat(18 * 1024 * 1024))).toContain('50 MB')
  })

  test('more tags or attributes than any process has', async () => {
    expect(await refusedBecause(`<a>${'<b/>'.repeat(200_001)}</a>`)).toContain('thẻ')
    expect(await refusedBecause(`<a ${'b="" '.repeat(500_001)}/>`)).toContain('thuộc tính')
  })
})

describe('refused with a reason', () => {
  test.each([
    ['nothing', ''],
    ['text', 'xin chào'],
    ['half a file', whole.slice(0, 300)],
    ['another XML', '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'],
    ['BPMN without a process', bpmn('').replace(/<bpmn:process.*<\/bpmn:process>/, '')],
    ['an empty process', bpmn('')],
    ['only a start and an end', bpmn(nodes({}) + flows('start>end'))],
    ['a process that never ends', bpmn(nodes({ tasks: 'a b' }) + flows('start>a a>b b>a'))],
  ])('%s', async (_, xml) => {
    expect(await refusedBecause(xml)).toMatch(/^[\p{Lu}«].+\.$/su)
  })

  test('subprocesses nested without end', async () => {
    let inner = nodes({ tasks: 'a' }) + flows('start>a a>end')
    for (let depth = 0; depth < 60; depth++) {
      inner = `<bpmn:startEvent id="s${depth}"/><bpmn:endEvent id="e${depth}"/>${el('subProcess', `p${depth}`, '', inner)}${flows(`s${depth}>p${depth} p${depth}>e${depth}`)}`
    }
    expect(await refusedBecause(bpmn(inner))).toContain('lồng sâu')
  })

  test('elements nested ten thousand deep', async () => {
    const deep = `${'<bpmn:subProcess>'.repeat(10_000)}${'</bpmn:subProcess>'.repeat(10_000)}`
    expect(await refusedBecause(bpmn(deep))).toMatch(/sâu/)
  })
})

test('a long chain of 5,000 tasks and a wide split of 500 branches are imported', async () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `t${index}`)
  const chain = ids.slice(1).map((id, index) => `t${index}>${id}`)
  const long = await importBpmn(
    bpmn(nodes({ tasks: ids.join(' ') }) + flows(`start>t0 ${chain.join(' ')} t4999>end`)),
  )
  expect(long.template?.main.steps).toHaveLength(5000)
  const some = ids.slice(0, 500)
  const gateways = el('parallelGateway', 'p') + el('parallelGateway', 'q')
  const ways = some.map((id) => `p>${id} ${id}>q`).join(' ')
  const wide = await importBpmn(
    bpmn(nodes({ tasks: some.join(' ') }) + gateways + flows(`start>p ${ways} q>end`)),
  )
  expect(wide.template?.main.steps[0]).toMatchObject({ kind: 'parallel', branches: { length: 500 } })
})

test('3,000 repeated tasks, all in one lane and each with a note, are imported', async () => {
  const ids = Array.from({ length: 3000 }, (_, index) => `t${index}`)
  const loop = '<bpmn:multiInstanceLoopCharacteristics/>'
  const lane = `<bpmn:lane id="l" name="Văn thư">${ids.map((id) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`).join('')}</bpmn:lane>`
  const notes = ids.map(
    (id) =>
      `<bpmn:textAnnotation id="n_${id}"><bpmn:text>${id}</bpmn:text></bpmn:textAnnotation><bpmn:association id="a_${id}" sourceRef="${id}" targetRef="n_${id}"/>`,
  )
  const chain = ids.slice(1).map((id, index) => `t${index}>${id}`)
  const content = `<bpmn:laneSet id="ls">${lane}</bpmn:laneSet>${nodes({})}${ids.map((id) => el('userTask', id, id, loop)).join('')}`
  const { template } = await importBpmn(
    bpmn(`${content}${flows(`start>t0 ${chain.join(' ')} t2999>end`)}${notes.join('')}`),
  )
  const each = template?.main.steps.find(({ id }) => id === 't2999')
  expect(each).toMatchObject({ kind: 'each', region: { steps: [{ guide: 't2999', role: 'van_thu' }] } })
})

test('names and ids that are traps for JavaScript stay plain names', async () => {
  const traps = ['__proto__', 'constructor', 'toString', 'END', 'performer', 'case']
  const tasks = traps.map((name, index) => el('userTask', index % 2 ? name : `x_${name}`, name)).join('')
  const ids = traps.map((name, index) => (index % 2 ? name : `x_${name}`))
  const chain = ids.map((id, index) => `${id}>${ids[index + 1] ?? 'end'}`).join(' ')
  const { template } = await importBpmn(bpmn(nodes({}) + tasks + flows(`start>${ids[0]} ${chain}`)))
  expect(templateSchema.safeParse(template).success).toBe(true)
  expect(template?.main.steps.map(({ name }) => name)).toEqual(traps)
})

test('whatever is cut, doubled or swapped in a reference file, the import answers and never throws', async () => {
  const files = ['A.4.1', 'B.2.0', 'C.5.0', 'C.9.0', 'C.9.2'].map((name) =>
    readFileSync(new URL(`../fixtures/miwg/${name}.bpmn`, import.meta.url), 'utf8').replace(
      /<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/,
      '',
    ),
  )
  const change = fc.tuple(fc.nat(100_000), fc.nat(100_000), fc.constantFrom('cut', 'double', 'swap', 'break'))
  await fc.assert(
    fc.asyncProperty(
      fc.nat(files.length - 1),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      async (file, changes) => {
        let tags = (files[file] ?? '').split(/(?=<)/)
        for (const [a, b, how] of changes) {
          const [one, two] = [a % tags.length, b % tags.length]
          const [tag, other] = [tags[one] ?? '', tags[two] ?? '']
          if (how === 'cut') tags.splice(one, 1)
          if (how === 'double') tags.splice(one, 0, tag)
          if (how === 'swap') tags = tags.with(one, other).with(two, tag)
          if (how === 'break') tags[one] = tag.replace(/"([^"]*)"/, `"${/"([^"]*)"/.exec(other)?.[1] ?? ''}"`)
        }
        const { template, refusals } = await importBpmn(tags.join(''))
        expect(template === undefined).toBe(refusals.length > 0)
        for (const { message } of refusals) expect(message).not.toContain('không lường trước')
        expect(template === undefined || templateSchema.safeParse(template).success).toBe(true)
      },
    ),
    { numRuns: runs(60) },
  )
})

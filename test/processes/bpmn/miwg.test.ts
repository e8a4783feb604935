import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { exportBpmn, importBpmn } from '../../../src/processes/bpmn.ts'
import { checkTemplate, type Template } from '../../../src/processes/template.ts'
import { controlFlow } from '../support/flow.ts'
import { stripped } from '../support/bpmn.ts'

const folder = new URL('../fixtures/miwg/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

/** The reference files that cannot be nested regions, and the elements that say why. */
const refused: Record<string, string[]> = {
  // work that a non-interrupting event opens beside the main line
  'A.3.0.bpmn': ['_428dcbf5-8e5e-48e0-9c0c-d93003fa8c82'],
  // Parallel Gateway 5: the event on Task 32 goes past the joining gateway, which then waits for ever
  'B.2.0.bpmn': ['_1215d072-524b-4724-99d7-a0a406435904'],
  // compensation: thrown, caught and its handlers
  'C.6.0.bpmn': [
    '_6a5cdbbf-2618-496e-b728-955dc215ef9d',
    '_99bf4db9-3616-4ed1-a0f8-b8175c3fd46f',
    '_e4b9fa74-efd8-409f-a2e4-ad917df767b4',
    '_8af17ed4-6e13-463b-8333-d397b3002c65',
    '_3a2f133c-3ae1-4e21-94b5-6e8cf51acd74',
    '_0198160d-b56c-4919-9920-db5f32d16b3f',
    '_b25ecc7c-4eff-4a70-96f2-6b2f94cf19b1',
    '_fe3f9094-097b-416d-adeb-4b7e7e753f3c',
  ],
}

const files = readdirSync(folder).filter((name) => name.endsWith('.bpmn'))

test('all 21 reference files are here', () => {
  expect(files).toHaveLength(21)
})

describe.each(files.filter((name) => !(name in refused)))('%s', (name) => {
  test('is imported as a sound template', async () => {
    const { template, refusals } = await importBpmn(read(name))
    expect(refusals).toEqual([])
    const errors = checkTemplate(template).problems.filter(({ severity }) => severity === 'error')
    expect(errors).toEqual([])
  })

  test('is exported and imported again to identical JSON', async () => {
    const { template } = await importBpmn(read(name))
    const again = await importBpmn(await exportBpmn(template as Template))
    expect(JSON.stringify(again.template)).toBe(JSON.stringify(template))
  })

  test('keeps its control flow when another tool drops our extension', async () => {
    const { template } = await importBpmn(read(name))
    const again = await importBpmn(stripped(await exportBpmn(template as Template)))
    expect(controlFlow(again.template as Template)).toEqual(controlFlow(template as Template))
  })
})

test.each(Object.entries(refused))('%s is refused, naming what stands in the way', async (name, elements) => {
  const { template, refusals } = await importBpmn(read(name))
  expect(template).toBeUndefined()
  expect(refusals.map(({ element }) => element)).toEqual(elements)
  for (const { message } of refusals) expect(message).toMatch(/^«.+»: .+\.$/)
})

test('C.9.0: an interrupting event subprocess is a way out of every step', async () => {
  const { template } = await importBpmn(read('C.9.0.bpmn'))
  const handlers = ['handle_timeout', 'cancel_application']
  const main = template?.main.steps.filter(({ kind, id }) => kind === 'task' && !handlers.includes(id)) ?? []
  expect(main.map(({ name }) => name)).toContain('Send rejection')
  for (const step of main) expect(step.out.map(({ to }) => to)).toEqual(expect.arrayContaining(handlers))
})

test('C.9.2: event subprocesses beside the main line wait, work and wait again', async () => {
  const { template } = await importBpmn(read('C.9.2.bpmn'))
  const block = template?.main.steps.find(({ kind }) => kind === 'parallel')
  expect(block?.branches?.map(({ region }) => region.steps.map(({ name }) => name))).toEqual([
    ['Decide on application'],
    ['Chờ: Document requested', 'Lập danh sách: Document Request', 'Document Request'],
    ['Chờ: Accelerated decision', 'Notify customer about delay', 'Accelerate decision making'],
    ['Chờ: Fraud suspected', 'Check for Fraud'],
  ])
})

test('C.5.0: lanes become roles, data objects fields, a parallel gateway a block', async () => {
  const { template } = await importBpmn(read('C.5.0.bpmn'))
  expect(Object.values(template?.roles ?? {}).map(({ name }) => name)).toContain('Corporate Account Manager')
  expect(Object.values(template?.fields ?? {}).map(({ label }) => label)).toContain('ID document')
  const block = template?.main.steps.find(({ kind }) => kind === 'parallel')
  expect(block?.branches?.map(({ region }) => region.steps.map(({ name }) => name))).toEqual([
    ['Add personal data'],
    ['Perform know your customer (KYC) activities'],
  ])
})

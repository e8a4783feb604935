import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importBpmn } from '../../src/processes/bpmn.ts'
import { sample } from './support/sample.ts'

const cli = fileURLToPath(new URL('../../src/processes/cli.ts', import.meta.url))
const miwg = (name: string) => fileURLToPath(new URL(`fixtures/miwg/${name}.bpmn`, import.meta.url))

type Run = { code: number; out: string; err: string }

function run(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

let folder = ''
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'process-'))
  await writeFile(file('good.json'), JSON.stringify(sample()))
  const broken = sample()
  broken.main.start = 'khong_co'
  await writeFile(file('broken.json'), JSON.stringify(broken))
  await writeFile(file('text.json'), 'xin chào')
})

afterAll(() => rm(folder, { recursive: true }))

test('check says what a good template is called, and that nothing is wrong', async () => {
  expect(await run('check', file('good.json'))).toEqual({
    code: 0,
    out: 'QT.01-MAU “Quy trình mẫu”: 0 lỗi, 0 cảnh báo.\n',
    err: '',
  })
})

test('check lists problems with rule and path, and exits with 1', async () => {
  const { code, out } = await run('check', file('broken.json'))
  expect(code).toBe(1)
  expect(out).toMatch(/^Lỗi V1 tại \/main\/start: .*khong_co/)
  expect(out).toMatch(/\nChưa dùng được: 1 lỗi, 0 cảnh báo\.\n$/)
})

test('what is not JSON is a problem of the content', async () => {
  const expected = { code: 1, out: '', err: 'Tệp không phải JSON hợp lệ.\n' }
  expect(await run('check', file('text.json'))).toEqual(expected)
  expect(await run('export', file('text.json'))).toEqual(expected)
  const comma = '{\n  "schema": "quytrinh/1",,\n}'
  await writeFile(file('comma.json'), comma)
  expect((await run('check', file('comma.json'))).err).toBe(
    'Tệp không phải JSON hợp lệ: sai ở dòng 2, cột 26.\n',
  )
})

test('what is wrong with the form of a file is said in words', async () => {
  await writeFile(file('list.json'), '[]')
  const { code, out } = await run('check', file('list.json'))
  expect([code, out.split('\n')[0]]).toEqual([1, 'Lỗi hình thức tại /: Toàn bộ nội dung phải là nhóm mục.'])
})

test.each([
  ['a file that is not there', ['check', 'khong-co.json'], 'Không đọc được tệp “khong-co.json”.'],
  ['a folder', ['import', tmpdir()], `Không đọc được tệp “${tmpdir()}”.`],
  [
    'a folder to write into that is not there',
    ['export', 'GOOD', '--out', '/khong/co/a.bpmn'],
    'Không ghi được tệp “/khong/co/a.bpmn”.',
  ],
])('%s exits with 2 and says only that', async (_, args, says) => {
  const { code, out, err } = await run(...args.map((arg) => (arg === 'GOOD' ? file('good.json') : arg)))
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: `${says}\n` })
})

test('a limit that cannot be is told without the names of the code', async () => {
  const { code, err } = await run('explain', '--from', '2026-04-29T16:10', '--limit', '0wd')
  expect({ code, err }).toEqual({ code: 1, err: 'Thời hạn phải là số nguyên từ 1 trở lên.\n' })
})

test('what a file holds that is not text does not reach the terminal', async () => {
  await writeFile(file('garbage.bpmn'), '<\u001b[31m\u0007\u009b?ó <<<')
  const { code, err } = await run('import', file('garbage.bpmn'))
  expect(code).toBe(1)
  expect(err).toBe('Không nhập được: Tệp không phải BPMN 2.0 đọc được: sai ở dòng 1, cột 1.\n')
})

test('import prints the template, and notes apart from it', async () => {
  const { code, out, err } = await run('import', miwg('C.5.0'))
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual((await importBpmn(await readFile(miwg('C.5.0'), 'utf8'))).template)
  expect(err).toMatch(/^Ghi chú: «.+»/)
})

test('import of a file that does not nest names the element and exits with 1', async () => {
  const { code, out, err } = await run('import', miwg('B.2.0'))
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain('Không nhập được: «Parallel Gateway 5»')
})

test('import takes the process that is asked for', async () => {
  const { code, out } = await run(
    'import',
    miwg('C.4.0'),
    '--process',
    '_da743a6f-d9e5-4fcf-8a96-d2fd5cfb73d4',
  )
  expect(code).toBe(0)
  expect(out).toContain('Validate provided information')
})

test('export and import lead back to the template, through files and in UTF-16', async () => {
  expect(await run('export', file('good.json'), '--out', file('good.bpmn'))).toEqual({
    code: 0,
    out: '',
    err: '',
  })
  const xml = await readFile(file('good.bpmn'), 'utf8')
  await writeFile(file('wide.bpmn'), `\uFEFF${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le')
  for (const name of ['good.bpmn', 'wide.bpmn']) {
    const { code, out } = await run('import', file(name))
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual(sample())
  }
})

test('export of a template with errors lists them and exits with 1', async () => {
  const { code, out, err } = await run('export', file('broken.json'))
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain('Lỗi V1')
})

test('explain derives a deadline over the holidays at the end of April 2026', async () => {
  const { code, out } = await run('explain', '--from', '2026-04-29T16:10', '--limit', '3wd')
  expect(code).toBe(0)
  // 30/4 and 1/5 (Thursday and Friday) are days off, so the third working day after the 29th is Wednesday.
  expect(out).toContain('thứ Tư')
  expect(out).toMatch(/Đến hạn: .*06\/05\/2026/)
  expect(out).toContain('30/04/2026')
})

test('explain takes a moment with its own offset', async () => {
  const [here, there] = await Promise.all([
    run('explain', '--from', '2026-04-29T16:10', '--limit', '4wh'),
    run('explain', '--from', '2026-04-29T09:10Z', '--limit', '4wh'),
  ])
  expect(there).toEqual(here)
})

test.each([
  ['no command', []],
  ['an unknown command', ['delete', 'a.json']],
  ['an unknown option', ['check', '--fast']],
  ['an option without its value', ['explain', '--from']],
  ['a day that does not exist', ['explain', '--from', '2026-02-30T08:00', '--limit', '3wd']],
  ['a limit without a unit', ['explain', '--from', '2026-02-20T08:00', '--limit', '3']],
])('%s is wrong use: exit code 2 and how to use it', async (_, args) => {
  const { code, out, err } = await run(...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(/^\p{Lu}[^\n]*\n\nCách dùng: npm run process/u)
})

test('help is no wrong use', async () => {
  const { code, out } = await run('--help')
  expect(code).toBe(0)
  expect(out).toContain('Cách dùng')
})

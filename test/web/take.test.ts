// @vitest-environment happy-dom
import { render } from 'lit-html'
import { strFromU8, unzipSync } from 'fflate'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Cut } from '../../web/api/all.ts'
import type { Page } from '../../web/api/types.ts'
import { createTake } from '../../web/parts/take.ts'
import { Problem } from '../../web/api/problem.ts'
import { deferred, settled } from './support/page.ts'

type Row = { name: string }
const read = vi.fn<(page: Cut) => Promise<Page<Row>>>()
let files: { name: string; blob: Blob }[] = []

function open(): HTMLElement {
  const draw = (): unknown => render(button(), document.body)
  const button = createTake<Row>({
    name: 'Danh bạ: tỉnh',
    columns: [{ title: 'Tên', of: ({ name }) => name }],
    read,
    draw,
  })
  draw()
  return document.body
}
const press = (label: string): void =>
  [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === label)!.click()

beforeEach(() => {
  document.body.replaceChildren()
  Reflect.deleteProperty(document.body, '_$litPart$')
  read.mockReset()
  files = []
  let blob: Blob
  vi.spyOn(URL, 'createObjectURL').mockImplementation((made) => {
    blob = made as Blob
    return 'blob:x'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    files.push({ name: this.download, blob })
  })
})

test('every page that the filters leave goes into one file, named by the day', async () => {
  read.mockImplementation(({ cursor }) =>
    Promise.resolve(
      cursor
        ? { items: [{ name: '=1+1' }] }
        : { items: [{ name: 'Tỉnh ủy' }, { name: 'Đảng ủy' }], next: 'b' },
    ),
  )
  open()
  press('Xuất Excel')
  await vi.waitFor(() => expect(files).toHaveLength(1))
  expect(files[0]!.name).toMatch(/^Danh bạ- tỉnh \d{4}-\d\d-\d\d\.xlsx$/)
  const parts = unzipSync(new Uint8Array(await files[0]!.blob.arrayBuffer()))
  const texts = [...strFromU8(parts['xl/worksheets/sheet1.xml']!).matchAll(/<t [^>]*>([^<]*)/g)]
  expect(texts.map(([, text]) => text)).toEqual(['Tên', 'Tỉnh ủy', 'Đảng ủy', "'=1+1"])
  expect(read.mock.calls.map(([{ cursor }]) => cursor)).toEqual([undefined, 'b'])
})

test('it can be stopped, and then there is no file', async () => {
  const page = deferred<Page<Row>>()
  read.mockReturnValue(page.promise)
  const body = open()
  press('Xuất Excel')
  await vi.waitFor(() => expect(body.textContent).toContain('Đang lấy 0 dòng…'))
  press('Hủy')
  page.resolve({ items: [{ name: 'a' }], next: 'b' })
  await vi.waitFor(() => expect(body.textContent).toContain('Xuất Excel'))
  expect(files).toEqual([])
  expect(read).toHaveBeenCalledTimes(1)
})

test('what the server refuses is told beside the button', async () => {
  read.mockRejectedValue(new Problem(403, 'forbidden', 'Đồng chí không có quyền xem nhật ký.'))
  const body = open()
  press('Xuất Excel')
  await vi.waitFor(() => expect(body.querySelector('[role=alert]')?.textContent).toContain('không có quyền'))
  await settled()
  expect(files).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Step, Template } from '../../src/processes/template.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { drafted, everybodys, inForce, opened, opinion } from './support.ts'
import type { Office } from './support.ts'

const TODAY = '2026-03-02'

let instance: Instance
let place: Place
let office: Office
let unitId: string
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Điền Phiếu')
  office = {
    api: place.api,
    author: await joinCommittee(instance, place.handle, { name: 'Lê Chi', roles: ['office_chief'] }),
    approver: await joinCommittee(instance, place.handle, { name: 'Phạm Dung', roles: ['leader'] }),
  }
  unitId = (await place.clerk.post(`${place.api}/units`, { name: 'Ban Tổ chức' })).body.id
})
afterAll(() => instance.stop())

const task = (id: string, role: string, f: string, to: string): Step => ({
  id,
  kind: 'task',
  name: `Bước ${id}`,
  role,
  limit: { n: 1, u: 'wd' },
  guide: 'Làm.',
  form: [{ f, mode: 'req' }],
  records: [{ name: 'Phiếu', keep_years: 5 }],
  out: [{ id: 'xong', label: 'Xong', to }],
})

/** One branch of the chief and one of the leader, side by side; both fill the same field. */
const sideBySide = (): Template =>
  opinion({
    fields: { y_kien: { type: 'text', label: 'Ý kiến' }, khac: { type: 'date', label: 'Ngày xong' } },
    main: {
      start: 'hai_ben',
      steps: [
        {
          id: 'hai_ben',
          kind: 'parallel',
          name: 'Hai bên',
          join: { mode: 'all' },
          branches: [
            { id: 'nhanh_a', region: { start: 'mot', steps: [task('mot', 'lam', 'y_kien', 'END')] } },
            { id: 'nhanh_b', region: { start: 'hai', steps: [task('hai', 'duyet', 'y_kien', 'END')] } },
          ],
          out: [{ id: 'xong', label: 'Xong', to: 'ba' }],
        },
        task('ba', 'lam', 'khac', 'END'),
      ],
    },
  })

/** Everybody named in a table is asked, each on a row of their own. */
const round = (): Template =>
  opinion({
    fields: {
      cac_noi: {
        type: 'table',
        label: 'Nơi được hỏi',
        columns: { noi: { type: 'unit', label: 'Nơi' } },
      },
      y_kien: { type: 'text', label: 'Ý kiến' },
      khac: { type: 'date', label: 'Ngày xong' },
    },
    main: {
      start: 'chon',
      steps: [
        task('chon', 'lam', 'cac_noi', 'hoi'),
        {
          id: 'hoi',
          kind: 'each',
          name: 'Lấy ý kiến',
          over: 'cac_noi',
          join: { mode: 'all' },
          region: { start: 'tra_loi', steps: [task('tra_loi', 'lam', 'y_kien', 'END')] },
          out: [{ id: 'xong', label: 'Xong', to: 'ba' }],
        },
        task('ba', 'lam', 'khac', 'END'),
      ],
    },
  })

const act = (who: Caller, id: string, no: number, fields: object) =>
  who.post(`${place.api}/cases/${id}/steps`, { no, outcome: 'xong', fields })
const page = async (id: string) => (await office.approver.get(`${place.api}/cases/${id}`)).body
const filledOf = (body: { history: { filled?: { text: string }[]; row?: string }[] }) =>
  body.history.flatMap(({ filled = [], row }) => filled.map(({ text }) => [row, text]))

test('a field that two branches fill is told to its author, and what was written over still stands in the history', async () => {
  const { draftId } = await drafted(office, sideBySide())
  const { problems } = (await office.author.get(`${place.api}/procedure-versions/${draftId}`)).body
  expect(problems).toMatchObject([{ rule: 'V5', severity: 'warning', step: 'hai' }])

  const { id: procedureId } = await inForce(office, TODAY, sideBySide())
  const id = await opened(place.api, office.author, procedureId)
  const seen = (await page(id)).open.filter(({ kind }: { kind: string }) => kind === 'task')
  const [first, second] = seen.map(({ no }: { no: number }) => no)
  expect((await act(office.author, id, first, { y_kien: 'Đồng ý' })).status).toBe(200)
  // Who comes second sees what stands there already.
  const { form } = (await page(id)).open.find(({ no }: { no: number }) => no === second)
  expect(form).toMatchObject([{ f: 'y_kien', value: 'Đồng ý', text: 'Đồng ý' }])
  expect((await act(office.approver, id, second, { y_kien: 'Không đồng ý' })).status).toBe(200)
  const body = await page(id)
  expect(body.fields).toMatchObject([{ f: 'y_kien', text: 'Không đồng ý' }])
  expect(filledOf(body)).toEqual([
    [undefined, 'Đồng ý'],
    [undefined, 'Không đồng ý'],
  ])
})

test('two who fill it in the same moment are not mixed: each is written whole, or told to look again', async () => {
  const { id: procedureId } = await inForce(office, TODAY, sideBySide())
  const id = await opened(place.api, office.author, procedureId)
  const seen = (await page(id)).open.filter(({ kind }: { kind: string }) => kind === 'task')
  const [first, second] = seen.map(({ no }: { no: number }) => no)
  const both = [
    () => act(office.author, id, first, { y_kien: 'Một' }),
    () => act(office.approver, id, second, { y_kien: 'Hai' }),
  ]
  const answers = await Promise.all(both.map((go) => go()))
  expect(answers.map(({ status }) => status)).toContain(200)
  const told = ({ status, body }: (typeof answers)[number]) =>
    status === 200 || (status === 409 && String(body.detail).includes('Đề nghị tải lại'))
  expect(answers.filter((one) => !told(one))).toEqual([])
  const again = async (i: number) => (await both[i]!()).status
  for (const [i, { status }] of answers.entries()) expect(status === 200 ? status : await again(i)).toBe(200)
  const texts = filledOf(await page(id)).map(([, text]) => text)
  expect(new Set(texts)).toEqual(new Set(['Hai', 'Một']))
})

test('every opinion of a round is read in the case, under the place that gave it', async () => {
  const { id: procedureId } = await inForce(office, TODAY, round(), everybodys)
  const id = await opened(place.api, office.author, procedureId)
  const rows = [{ noi: unitId }, { noi: 'noi-khac' }]
  expect((await act(office.author, id, 1, { cac_noi: rows })).status).toBe(200)
  const asked = (await page(id)).open.filter(({ step }: { step: string }) => step === 'tra_loi')
  expect(asked.map(({ row }: { row: string }) => row)).toEqual(['Ban Tổ chức', 'noi-khac'])
  for (const { no, row } of asked) await act(office.author, id, no, { y_kien: `Ý kiến của ${row}` })
  const last = (await page(id)).open[0]
  expect((await act(office.author, id, last.no, { khac: '2026-03-31' })).body).toMatchObject({
    status: 'done',
  })
  const body = await page(id)
  expect(body.fields).toMatchObject([{ text: 'Ban Tổ chức; noi-khac' }, { text: '31/03/2026' }])
  expect(filledOf(body)).toEqual([
    [undefined, 'Ban Tổ chức; noi-khac'],
    ['Ban Tổ chức', 'Ý kiến của Ban Tổ chức'],
    ['noi-khac', 'Ý kiến của noi-khac'],
    [undefined, '31/03/2026'],
  ])
})

test('a field named twice in a form, and one that the form does not have, are refused with their name', async () => {
  const template = sideBySide()
  template.main.steps[1]!.form = [{ f: 'khac', mode: 'req' }, { f: 'khac' }]
  const { draftId } = await drafted(office, template)
  const { problems } = (await office.author.get(`${place.api}/procedure-versions/${draftId}`)).body
  expect(problems.map(({ rule, path }: { rule: string; path: string }) => `${rule} ${path}`)).toContain(
    'V1 /main/steps/1/form/1',
  )
  const { id: procedureId } = await inForce(office, TODAY, opinion())
  const id = await opened(place.api, office.author, procedureId)
  const body = { no: 1, outcome: 'chuyen', fields: { noi_dung: 'Việc', ket_qua: 'Sớm' } }
  const done = await office.author.post(`${place.api}/cases/${id}/steps`, body)
  expect([done.status, done.body.fields[0].field]).toEqual([422, 'fields'])
})

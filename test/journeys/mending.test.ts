import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkTemplate } from '../../src/processes/template.ts'
import type { Rule } from '../../src/processes/check/problem.ts'
import type { Outcome, Step, Template } from '../../src/processes/template.ts'
import { drafted, opinion } from '../cases/support.ts'
import { browserFound, expectAccessible, openBrowser } from '../support/browser.ts'
import type { Opened } from '../support/browser.ts'
import { openStranger } from '../support/exchange.ts'
import { invited, signedIn } from '../support/journey.ts'

let opened: Opened

const out = (to: string, more: Partial<Outcome> = {}): Outcome => ({ id: 'xong', label: 'Xong', to, ...more })
const task = (id: string, to: string): Step => ({
  id,
  kind: 'task',
  name: `Bước ${id}`,
  role: 'lam',
  limit: { n: 1, u: 'wh' },
  guide: 'Làm.',
  records: [{ name: 'Phiếu', keep_years: 5 }],
  out: [out(to)],
})
const decide = (id: string, to: string): Step => ({ id, kind: 'decide', name: `Chọn ${id}`, out: [out(to)] })
const both = (join: object = { mode: 'all' }, inside = 'END'): Step =>
  ({
    id: 'hai_ben',
    kind: 'parallel',
    name: 'Hai bên',
    join,
    branches: [
      { id: 'nhanh_a', region: { start: 'mot', steps: [task('mot', inside)] } },
      { id: 'nhanh_b', region: { start: 'hai', steps: [task('hai', 'END')] } },
    ],
    out: [out('END')],
  }) as Step

const first = ({ main }: Template): Step => main.steps[0]!
/** Puts steps at the end, the first of them where the last one led. */
const put = ({ main }: Template, ...steps: Step[]): void => {
  main.steps.at(-1)!.out[0]!.to = steps[0]!.id
  main.steps.push(...steps)
}

/** For every rule something that breaks it, and what it is to be told at. */
const ROWS: Record<Rule, [damage: (template: Template) => unknown, place: string]> = {
  shape: [(t) => (first(t).name = ''), 'mend-tiep_nhan'],
  V1: [(t) => (first(t).role = 'khong_co'), 'mend-tiep_nhan'],
  V2: [(t) => t.main.steps.push(task('le', 'END')), 'mend-le'],
  V3: [(t) => put(t, task('mai', 'mai')), 'mend-mai'],
  V4: [(t) => put(t, both(undefined, 'hai')), 'mend-mot'],
  V5: [(t) => put(t, both({ mode: 'at_least', k: 3 })), 'mend-hai_ben'],
  V6: [
    (t) =>
      first(t).out.push(out('END', { id: 'a', kind: 'timeout' }), out('END', { id: 'b', kind: 'timeout' })),
    'mend-tiep_nhan',
  ],
  V7: [
    (t) => put(t, { ...decide('xoay', 'vong'), out: [out('vong')] } as Step, decide('vong', 'xoay')),
    'mend-xoay',
  ],
  V8: [
    (t) => first(t).out.unshift(out('END', { id: 'som', when: { f: 'ket_qua', is: 'eq', v: 'x' } })),
    'mend-tiep_nhan',
  ],
  V9: [(t) => (t.fields['so'] = { type: 'integer', label: 'Số', min: 3, max: 1 }), 'mend-field-3'],
  V10: [(t) => delete t.roles['duyet']!.ref, 'mend-role-duyet'],
  V11: [(t) => (t.limit = { n: 1, u: 'wd' }), 'mend-limit'],
  V12: [
    (t) =>
      put(t, { id: 'goi', kind: 'call', name: 'Gọi', template: 'QT.KHONG-CO', out: [out('END')] } as Step),
    'mend-goi',
  ],
  V13: [(t) => delete first(t).guide, 'mend-tiep_nhan'],
}

describe.runIf(browserFound())('what is wrong with a process is told where it is', () => {
  beforeAll(async () => {
    opened = await openBrowser()
  }, 120_000)
  afterAll(() => opened.stop())

  test('by every rule, in its own words, at its place in the editor', async () => {
    const place = await openStranger(opened, 'Đảng ủy xã Sửa Chỗ Sai')
    await opened.confirm(place.handle)
    const chief = await invited(opened, place, 'Lê Chi', ['office_chief'])
    const page = await signedIn(opened, chief, place, { width: 1366, height: 768 }, false)
    const office = { api: place.api, author: chief.caller, approver: chief.caller }
    for (const [rule, [damage, id]] of Object.entries(ROWS)) {
      const template = opinion()
      damage(template)
      const { draftId } = await drafted(office, template)
      const { problems } = (await chief.caller.get(`${place.api}/procedure-versions/${draftId}`)).body
      const of = (one: { rule: string; step?: string }) =>
        one.rule === rule && (one.step === undefined || id === `mend-${one.step}`)
      const told = problems.find(of)
      expect([rule, told?.message]).toEqual([rule, expect.stringMatching(/hãy|chỉ được/)])
      const sentence = told.message.replaceAll(/ \([a-z_]+\)/g, '')
      const remedy = sentence.split('; ').at(-1)
      await page.goto(`/${place.handle}/quy-trinh/soan/${draftId}`)
      const said = page.locator(`[id="${id}"]`).getByText(remedy)
      await said.first().waitFor({ state: 'attached' })
      // The list beside the table leads there, and opens what it is folded into.
      await page.getByRole('button', { name: sentence }).first().press('Enter')
      await said.first().waitFor()
      const inside = await page.evaluate((at) => {
        const mend = document.querySelector(`[id="${at}"]`)
        const around =
          mend?.closest('tr')?.previousElementSibling ?? mend?.previousElementSibling ?? mend?.parentElement
        return around?.contains(document.activeElement) ?? false
      }, id)
      expect([rule, inside]).toEqual([rule, true])
      if (rule === 'V5' || rule === 'V9') await expectAccessible(page)
    }
    expect(checkTemplate(opinion()).template).toBeDefined()
    await page.context().close()
  }, 180_000)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/core/dates.ts'
import { planEdit, planOpening, termOf } from '../../src/organisation/structure/term-rules.ts'
import type { TermDays, TermPlan, Used } from '../../src/organisation/structure/term-rules.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500)

/** Terms and the documents issued in them, changed by the plans as the verbs do. */
class Office {
  terms: TermDays[] = [{ id: 't0', name: 'Một', opensOn: '2020-06-01', closesOn: null }]
  issued: { termId: string; day: string }[] = []

  issue(day: string): void {
    const term = termOf(this.terms, day)
    if (term !== undefined) this.issued.push({ termId: term.id, day })
  }

  used(): Map<string, Used> {
    const used = new Map<string, Used>()
    for (const term of this.terms) {
      const days = this.issued.filter((one) => one.termId === term.id).map((one) => one.day)
      const at = (day: string) => ({ day, what: 'Văn bản' })
      const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)]
      if (first !== undefined && last !== undefined) used.set(term.id, { first: at(first), last: at(last) })
    }
    return used
  }

  open(opensOn: string): boolean {
    const last = this.terms.toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1)).at(-1)!
    const plan = planOpening(this.terms, opensOn, this.used().get(last.id))
    if (!this.apply(plan)) return false
    this.terms.push({ id: `t${this.terms.length}`, name: 'Mới', opensOn, closesOn: null })
    return true
  }

  edit(id: string, change: { opensOn?: string; closesOn?: string | null }): boolean {
    return this.apply(planEdit(this.terms, id, change, this.used()))
  }

  apply(plan: TermPlan): boolean {
    if (!plan.ok) return false
    for (const days of plan.days)
      Object.assign(
        this.terms.find((term) => term.id === days.id)!,
        days,
      )
    return true
  }
}

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2020-01-01', days))
const step = fc.oneof(
  fc.record({ act: fc.constant('issue' as const), day }),
  fc.record({ act: fc.constant('open' as const), day }),
  fc.record({ act: fc.constant('move' as const), day, which: fc.nat() }),
  fc.record({ act: fc.constant('close' as const), day: fc.option(day), which: fc.nat() }),
)

test('whatever is opened, moved and closed, terms never overlap and no document changes its term', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const office = new Office()
      for (const one of steps) {
        const before = structuredClone(office.terms)
        const which = 'which' in one ? office.terms[one.which % office.terms.length]!.id : ''
        if (one.act === 'issue') office.issue(one.day)
        else if (one.act === 'open') office.open(one.day)
        else if (one.act === 'move') office.edit(which, { opensOn: one.day })
        else office.edit(which, { closesOn: one.day })
        const order = office.terms.toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1))
        order.forEach((term, i) => {
          const next = order[i + 1]
          expect(term.closesOn === null || term.opensOn <= term.closesOn).toBe(true)
          expect(next === undefined || (term.closesOn !== null && term.closesOn < next.opensOn)).toBe(true)
        })
        for (const { termId, day: on } of office.issued) expect(termOf(office.terms, on)?.id).toBe(termId)
        expect(before.every((term) => office.terms.some((now) => now.id === term.id))).toBe(true)
      }
    }),
    { numRuns: RUNS },
  )
})

describe('a term', () => {
  const terms = (): TermDays[] => [
    { id: 'a', name: '2015-2020', opensOn: '2015-08-01', closesOn: '2020-07-31' },
    { id: 'b', name: '2020-2025', opensOn: '2020-08-01', closesOn: null },
  ]
  const used = (first: string, last: string): Used => ({
    first: { day: first, what: 'Văn bản số 01-NQ/TU' },
    last: { day: last, what: 'Văn bản số 99-CV/TU' },
  })

  test('that opens closes the one before on the day before', () => {
    expect(planOpening(terms(), '2025-08-16', used('2020-08-05', '2025-08-15'))).toEqual({
      ok: true,
      days: [{ id: 'b', opensOn: '2020-08-01', closesOn: '2025-08-15' }],
    })
  })

  test('cannot open on a day on which the last one still gave a number, and says which', () => {
    expect(planOpening(terms(), '2025-08-15', used('2020-08-05', '2025-08-15'))).toEqual({
      ok: false,
      field: 'opensOn',
      message:
        'Văn bản số 99-CV/TU, ngày 15/08/2025, đã lấy số trong nhiệm kỳ 2020-2025 và không thể chuyển sang nhiệm kỳ khác. Không đặt được ngày 15/08/2025.',
    })
  })

  test('whose opening moves takes the closing of the one before along', () => {
    const plan = planEdit(
      terms(),
      'b',
      { opensOn: '2020-09-01' },
      new Map([['b', used('2020-09-01', '2021-01-01')]]),
    )
    expect(plan).toMatchObject({
      ok: true,
      days: [
        { id: 'a', closesOn: '2020-08-31' },
        { id: 'b', opensOn: '2020-09-01' },
      ],
    })
  })

  test('keeps its first document when its opening would move past it', () => {
    const plan = planEdit(
      terms(),
      'b',
      { opensOn: '2020-09-02' },
      new Map([['b', used('2020-09-01', '2021-01-01')]]),
    )
    expect(plan).toMatchObject({ ok: false, field: 'opensOn' })
    expect(plan).toHaveProperty('message', expect.stringContaining('01-NQ/TU, ngày 01/09/2020'))
  })

  test('but the last one closes only when the next opens', () => {
    expect(planEdit(terms(), 'a', { closesOn: '2020-01-01' }, new Map())).toMatchObject({
      ok: false,
      field: 'closesOn',
    })
  })
})

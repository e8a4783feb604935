import { html, type TemplateResult } from 'lit-html'
import { LIMITS } from '../../limits.ts'
import { findCommittees } from '../../parts/committees.ts'
import { dateField, selectField, textField } from '../../parts/field.ts'
import { missing, type Errors } from '../../parts/form.ts'
import { createPicker, type Picker } from '../../parts/picker.ts'
import type { Visit } from '../../screen.ts'
import { readDate, today } from '../../text/dates.ts'
import type { Answers, State } from './state.ts'
import { dayProblem } from '../../parts/day.ts'

/** What is wrong on a step before the server is asked. Dates that can be read are kept as read. */
export function checkStep(visit: Visit<'signup'>, step: number, answers: Answers): Errors {
  const t = visit.words.signup
  const values = answers as Record<string, string>
  if (step === 0) return missing(values, { kind: t.kind, name: t.name, place: t.place })
  if (step === 1) {
    const errors = missing(values, { suffix: t.suffix })
    return answers.code ? { ...errors, ...readInto(answers, 'codeFrom') } : errors
  }
  if (step === 2)
    return {
      ...missing(values, { term: t.term, opensOn: t.opensOn }),
      ...readInto(answers, 'opensOn'),
    }
  return {}
}

function readInto(answers: Answers, name: 'codeFrom' | 'opensOn'): Errors {
  const read = readDate(answers[name] ?? '')
  if (!read) return { [name]: dayProblem(answers[name] ?? '') }
  answers.read = { ...answers.read, [name]: read }
  return {}
}

/** The fields of a step. */
export function stepFields(visit: Visit<'signup'>, state: State, errors: Errors): TemplateResult {
  return [bodyFields, signFields, termFields][state.step]?.(visit, state, errors) ?? html``
}

function bodyFields(
  visit: Visit<'signup'>,
  { answers, kinds, superior, draw }: State,
  errors: Errors,
): TemplateResult {
  const t = visit.words.signup
  const choose = (id: string): void => {
    answers.kind = id
    answers.suffix = kinds.find((kind) => kind.id === id)?.suffix ?? ''
    draw()
  }
  return html`
    ${selectField({
      name: 'kind',
      label: t.kind,
      empty: t.kindNone,
      value: answers.kind,
      error: errors['kind'],
      choices: kinds.map(({ id, name, historic }) => ({
        value: id,
        label: historic ? t.historic(name) : name,
      })),
      change: choose,
    })}
    ${textField({ name: 'name', label: t.name, hint: t.nameHint, value: answers.name, error: errors['name'], limit: LIMITS.committeeName })}
    ${textField({ name: 'place', label: t.place, hint: t.placeHint, value: answers.place, error: errors['place'] })}
    ${superior.view(errors['superior'])}
  `
}

/** The committee above, looked up in the directory. */
export function superiorPicker(visit: Visit<'signup'>, answers: Answers, keep: () => void): Picker {
  const { draw } = visit
  const t = visit.words.signup
  return createPicker({
    name: 'superior',
    label: t.superior,
    hint: t.superiorHint,
    optional: true,
    placeholder: t.superiorPlace,
    find: async (typed) => [{ label: t.found, options: await findCommittees(typed) }],
    shown: () => answers.superiorName ?? '',
    pick: ({ key, label }) => {
      answers.superior = key
      answers.superiorName = label
      keep()
    },
    free: (text) => {
      if (text) return
      delete answers.superior
      delete answers.superiorName
      keep()
    },
    draw,
  })
}

function signFields(visit: Visit<'signup'>, { answers, draw }: State, errors: Errors): TemplateResult {
  const t = visit.words.signup
  const type = (value: string): void => {
    answers.suffix = value.trim()
    draw()
  }
  return html`
    ${textField({
      name: 'suffix',
      label: t.suffix,
      hint: t.suffixHint,
      value: answers.suffix,
      error: errors['suffix'],
      narrow: true,
      input: type,
    })}
    ${textField({ name: 'handle', label: t.handle, hint: t.handleHint, optional: true, value: answers.handle, error: errors['handle'] })}
    ${textField({ name: 'code', label: t.code, hint: t.codeHint, optional: true, value: answers.code, error: errors['code'] })}
    ${dateField({ name: 'codeFrom', label: t.codeFrom, optional: true, value: answers.codeFrom, error: errors['codeFrom'] })}
  `
}

function termFields(visit: Visit<'signup'>, { answers, draw }: State, errors: Errors): TemplateResult {
  const t = visit.words.signup
  const year = Number(today().slice(0, 4))
  const type = (value: string): void => {
    answers.term = value.trim()
    draw()
  }
  return html`
    ${textField({
      name: 'term',
      label: t.term,
      hint: t.termHint,
      value: answers.term ?? `${year - (year % 5)}-${year - (year % 5) + 5}`,
      error: errors['term'],
      narrow: true,
      input: type,
    })}
    ${dateField({ name: 'opensOn', label: t.opensOn, hint: t.opensOnHint, value: answers.opensOn, error: errors['opensOn'] })}
  `
}

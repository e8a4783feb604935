import { html, nothing, type TemplateResult } from 'lit-html'
import type { DocumentType, Member, Organisation } from '../../api/office.ts'
import { LIMITS } from '../../limits.ts'
import {
  areaField,
  checkField,
  choicesOf,
  chosenOf,
  dateField,
  selectField,
  textField,
} from '../../parts/field.ts'
import { matching } from '../../parts/match.ts'
import { createPicker } from '../../parts/picker.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date, readDate, today } from '../../text/dates.ts'
import { bookFields } from './book-fields.ts'
import type { Keeper } from './draft.ts'
import { dayProblem } from '../../parts/day.ts'

type Setup = {
  keeper: Keeper
  types: DocumentType[]
  members: Member[]
  organisation?: Organisation
}
type Errors = Record<string, string>

/** The fields of a document but its files and receivers. Every change goes to the keeper, which saves it. */
export type Fields = {
  facts: (errors: Errors) => TemplateResult
  signer: (errors: Errors) => TemplateResult
  /** @param hour the field of what must be there by an hour */
  more: (hour: unknown) => TemplateResult
}

/** @param setup.members who may sign; anybody else is written as free text */
export function createFields(
  visit: Inside<'compose'>,
  { keeper, types, members, organisation }: Setup,
): Fields {
  const type = typePicker(visit, keeper, types)
  const signer = signerPicker(visit, keeper, members)
  const due = dueInput(visit, keeper)
  const issuers = organisation?.issuers.filter(({ closed }) => !closed) ?? []
  // With one issuer there is nothing to choose, unless the draft was begun elsewhere without it.
  const choices = issuers.length > 1 || !keeper.draft.issuerId ? issuers : []
  return {
    facts: (errors) =>
      html`${type.view(errors['typeId'])} ${issuerFields(visit, keeper, choices, organisation, errors)}
      ${subjectField(visit, keeper, errors)}`,
    signer: (errors) => html`${authorityFields(visit, keeper)} ${signer.view(errors['signerName'])}`,
    more: (hour) =>
      html`<div class="pair">${urgencyField(visit, keeper)} ${due()}</div>
        ${hour} ${paperField(visit, keeper)} ${bookFields(visit, keeper)}`,
  }
}

function subjectField(visit: Inside<'compose'>, keeper: Keeper, errors: Errors): TemplateResult {
  const t = visit.words.compose
  return areaField({
    name: 'subject',
    label: t.subject,
    hint: t.subjectHint,
    rows: 3,
    limit: LIMITS.subject,
    value: keeper.draft.subject,
    error: errors['subject'],
    input: (subject) => keeper.change({ subject: subject.trim() }),
  })
}

function authorityFields(visit: Inside<'compose'>, keeper: Keeper): TemplateResult {
  const t = visit.words.compose
  const authorities = choicesOf(t.authorities)
  return html`<div class="pair">
    ${selectField({
      name: 'authority',
      label: t.authority,
      value: keeper.draft.authority ?? '',
      choices: authorities,
      change: (value) => keeper.change({ authority: chosenOf(authorities, value) }),
    })}
    ${textField({
      name: 'signerTitle',
      label: t.signerTitle,
      value: keeper.draft.signerTitle,
      limit: LIMITS.signerTitle,
      input: (signerTitle) => keeper.change({ signerTitle: signerTitle.trim() }),
    })}
  </div>`
}

function urgencyField(visit: Inside<'compose'>, keeper: Keeper): TemplateResult {
  return selectField({
    name: 'urgency',
    label: visit.words.compose.urgency,
    value: String(keeper.draft.urgency ?? 0),
    choices: common().urgency.map((label, value) => ({ value: String(value), label })),
    change: (value) => keeper.change({ urgency: Number(value) }),
  })
}

/** The day an answer is wanted by; what is no date is told once it is long enough to be one. */
function dueInput(visit: Inside<'compose'>, keeper: Keeper): () => TemplateResult {
  const t = visit.words.compose
  let wrong: string | undefined
  const past = (): string | undefined =>
    keeper.draft.dueOn && keeper.draft.dueOn < today() ? t.duePast(date(keeper.draft.dueOn)) : undefined
  return () =>
    html`${dateField({
        name: 'dueOn',
        label: t.dueOn,
        optional: true,
        value: date(keeper.draft.dueOn),
        error: wrong,
        input: (typed) => {
          const read = readDate(typed)
          wrong = typed.trim().length >= 8 && !read ? dayProblem(typed) : undefined
          keeper.change({ dueOn: read })
        },
      })}
      <p class="warn small" role="status">${past()}</p>`
}

function paperField(visit: Inside<'compose'>, keeper: Keeper): TemplateResult {
  const t = visit.words.compose
  return checkField({
    name: 'paperFollows',
    label: t.paperFollows,
    hint: t.paperHint,
    checked: keeper.draft.paperFollows ?? false,
    change: (paperFollows) => keeper.change({ paperFollows }),
  })
}

function typePicker(
  visit: Inside<'compose'>,
  keeper: Keeper,
  types: DocumentType[],
): ReturnType<typeof createPicker> {
  const { draw } = visit
  const t = visit.words.compose
  const usable = types.filter(({ hidden }) => !hidden)
  const option = ({ id, name, symbol }: DocumentType): { key: string; label: string; note: string } => ({
    key: id,
    label: name,
    note: symbol,
  })
  return createPicker({
    name: 'typeId',
    label: t.type,
    placeholder: t.typePlace,
    find: (typed) => {
      const found = matching(typed, usable, ({ name, symbol }) => `${name} ${symbol}`)
      return [
        { label: t.typesParty, options: found.filter(({ office }) => !office).map(option) },
        { label: t.typesOffice, options: found.filter(({ office }) => office).map(option) },
      ]
    },
    shown: () => types.find(({ id }) => id === keeper.draft.typeId)?.name ?? '',
    pick: ({ key }) => keeper.change({ typeId: key }),
    draw,
  })
}

function signerPicker(
  visit: Inside<'compose'>,
  keeper: Keeper,
  members: Member[],
): ReturnType<typeof createPicker> {
  const { draw } = visit
  const t = visit.words.compose
  return createPicker({
    name: 'signerName',
    label: t.signer,
    placeholder: t.signerPlace,
    find: (typed) => [
      {
        label: t.members,
        options: matching(typed, members, ({ name }) => name).map(({ id, name, position }) => ({
          key: id,
          label: name,
          ...(position ? { note: position.name } : {}),
        })),
      },
    ],
    shown: () => keeper.draft.signerName ?? '',
    pick: ({ key, label, note }) =>
      keeper.change({ signerId: key, signerName: label, ...(note ? { signerTitle: note } : {}) }),
    free: (text) => {
      if (text !== keeper.draft.signerName) keeper.change({ signerId: undefined, signerName: text })
    },
    draw,
  })
}

function issuerFields(
  visit: Inside<'compose'>,
  keeper: Keeper,
  issuers: Organisation['issuers'],
  organisation: Organisation | undefined,
  errors: Errors,
): TemplateResult | typeof nothing {
  const t = visit.words.compose
  if (!organisation) return nothing
  const { deciding } = organisation
  return html`<div class="pair">
    ${
      issuers.length > 0
        ? selectField({
            name: 'issuerId',
            label: t.issuer,
            ...(keeper.draft.issuerId ? {} : { empty: t.issuerNone }),
            error: errors['issuerId'],
            value: keeper.draft.issuerId,
            choices: issuers.map(({ id, name, suffix }) => ({ value: id, label: `${name} (${suffix})` })),
            change: (issuerId) => keeper.change({ issuerId }),
          })
        : nothing
    }
    ${
      deciding.length > 0
        ? selectField({
            name: 'decidingBody',
            label: t.deciding,
            empty: t.decidingNone,
            error: errors['decidingBody'],
            value: keeper.draft.decidingBody,
            choices: deciding.map(({ id, name }) => ({ value: id, label: name })),
            change: (decidingBody) => keeper.change({ decidingBody }),
          })
        : nothing
    }
  </div>`
}

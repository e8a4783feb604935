import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import type { CopyOutlook } from '../../api/types.ts'
import { LIMITS } from '../../limits.ts'
import { findCommittees } from '../../parts/committees.ts'
import { openDialog } from '../../parts/dialog.ts'
import { areaField, choicesOf, chosenOf, selectField, submitButton, textField } from '../../parts/field.ts'
import { createForm, missing, type Values } from '../../parts/form.ts'
import { createPicker } from '../../parts/picker.ts'
import { createUploads } from '../../parts/upload.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { AUTHORITIES, BELOW, signing, whereTo, type State } from './fields.ts'

export type Side = 'incoming' | 'document'
type Visit = Inside<'issued'>
/**
 * Copies a paper and sends it: everything is filled in as the last time, so that a superior's paper goes on to the
 * cells with this button and one more.
 * @param done brings the screen up to date
 */
export async function copyDialog(
  visit: Visit,
  side: Side,
  { id, notation }: { id: string; notation: string },
  done: () => Promise<void>,
): Promise<void> {
  const t = visit.words.issued.copies
  const read = (): Promise<CopyOutlook> =>
    side === 'incoming'
      ? visit.ask('GET /incoming/{id}/copying', { id })
      : visit.ask('GET /documents/{id}/copying', { id })
  const outlook = await read()
  const send = intention(visit.ask)
  const draw = (): void => state.dialog.draw()
  const form = createForm({
    draw,
    check: (values) => ({
      ...missing(values, { signerName: t.signerName, signerTitle: t.signerTitle }),
      ...(recipientsOf(state, values).length === 0 ? { recipients: t.noRecipient } : {}),
    }),
    mend: ({ fields }) =>
      Object.fromEntries(Object.entries(fields).map(([name, text]) => [name.replace(/\.\d+$/u, ''), text])),
    send: async (values) => {
      const body = bodyOf(state, values)
      const sending =
        side === 'incoming'
          ? send('POST /incoming/{id}/copies', { id, body })
          : send('POST /documents/{id}/copies', { id, body })
      const made = await sending.catch(async (problem: unknown) => {
        // The number that the button promised is another paper's: the button shows the one that is next now.
        if (problem instanceof Problem && problem.code === 'number_gone') Object.assign(outlook, await read())
        throw problem
      })
      state.dialog.close()
      say(t.done(made.notation, made.recipients))
      await done()
    },
  })
  const state: State = {
    visit,
    outlook,
    form,
    kind: outlook.kinds[0]?.id ?? '',
    chosen: [],
    files: filesOf(visit, draw),
    places: createPicker({
      name: 'recipients',
      label: t.others,
      placeholder: t.othersPlace,
      find: async (typed) => [{ label: t.committees, options: await findCommittees(typed) }],
      pick: (option) => (state.chosen = [...state.chosen.filter(({ key }) => key !== option.key), option]),
      draw,
    }),
    dialog: { draw: () => undefined, close: () => undefined },
  }
  state.dialog = openDialog(t.title(notation), () => body(state))
}

const filesOf = (visit: Visit, draw: () => void) =>
  createUploads({
    files: [],
    addressOf: (asked) => visit.urlOf('PUT /files/{sha256}', asked),
    limit: visit.here.limits.fileBytes,
    mayDeclare: visit.may('files.declare'),
    changed: () => undefined,
    draw,
  })

function recipientsOf({ outlook, chosen }: State, values: Values) {
  const ticked = (prefix: string, { id }: { id: string }): boolean => values[prefix + id] !== undefined
  return [
    ...(values[`g-${BELOW}`] === undefined ? [] : [{ kind: 'group' as const, id: BELOW }]),
    ...outlook.groups.filter((one) => ticked('g-', one)).map(({ id }) => ({ kind: 'group' as const, id })),
    ...chosen.map(({ key }) => ({ kind: 'committee' as const, handle: key })),
    ...outlook.units.filter((one) => ticked('u-', one)).map(({ id }) => ({ kind: 'unit' as const, id })),
  ]
}

function bodyOf(state: State, values: Values) {
  const { outlook, files } = state
  const { signerName = '', signerTitle = '', part, issuerId, decidingBody, overrideReason } = values
  const kind = outlook.kinds.find(({ id }) => id === state.kind)?.id ?? 'relayed'
  const main = issuerId === undefined || issuerId === outlook.issuers[0]?.id
  return {
    kind,
    authority: chosenOf(choicesOf(AUTHORITIES), values['authority'] ?? '') ?? ('' as const),
    signerName,
    signerTitle,
    recipients: recipientsOf(state, values),
    files: files.files().map(({ sha256, name }) => ({ sha256, name })),
    ...(part ? { part } : {}),
    ...(main ? {} : { issuerId }),
    ...(decidingBody ? { decidingBody } : {}),
    ...(overrideReason ? { overrideReason } : {}),
    ...(main && outlook.next ? { number: outlook.next.number } : {}),
  }
}

function body(state: State): TemplateResult {
  const { visit, outlook, form } = state
  const t = visit.words.issued.copies
  if (outlook.refused) return html`<p class="alert bad" role="note">${outlook.refused}</p>`
  return html`<p class="lead">${outlook.cited}</p>
    ${outlook.remarks.map((one) => html`<p class="alert warn" role="note">${one}</p>`)} ${form.summary()}
    <form novalidate @submit=${form.submit}>
      ${
        outlook.ended
          ? areaField({
              name: 'overrideReason',
              label: t.override(outlook.ended),
              rows: 2,
              limit: LIMITS.overrideReason,
              error: form.errors['overrideReason'],
            })
          : nothing
      }
      ${whereTo(state)}
      ${selectField({
        name: 'kind',
        label: t.kind,
        value: state.kind,
        choices: outlook.kinds.map(({ id, name }) => ({ value: id, label: name })),
        error: form.errors['kind'],
        change: (value) => {
          state.kind = value
          state.dialog.draw()
        },
      })}
      ${
        state.kind === 'extract'
          ? textField({ name: 'part', label: t.part, hint: t.partHint, error: form.errors['part'] })
          : outlook.files.length > 0
            ? html`<p class="hint">${t.filesGo(outlook.files.length)}</p>`
            : nothing
      }
      ${signing(state)}
      ${
        state.kind === 'extract' || outlook.files.length === 0
          ? state.files.view(form.errors['files'])
          : html`<details class="more">
              <summary>${t.ownFiles}</summary>
              ${state.files.view(form.errors['files'])}
            </details>`
      }
      <p class="row">
        ${submitButton(outlook.next ? t.number(outlook.next.notation) : t.numberNone, form.busy)}
      </p>
    </form>`
}

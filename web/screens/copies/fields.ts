import { html, nothing, type TemplateResult } from 'lit-html'
import type { CopyOutlook } from '../../api/types.ts'
import { LIMITS } from '../../limits.ts'
import { checkField, choicesOf, selectField, textField } from '../../parts/field.ts'
import type { Dialog } from '../../parts/dialog.ts'
import type { Form } from '../../parts/form.ts'
import type { Option, Picker } from '../../parts/picker.ts'
import type { Uploads } from '../../parts/upload.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'

/** What the dialog of a copy holds while it is open. */
export type State = {
  visit: Inside<'issued'>
  outlook: CopyOutlook
  kind: string
  chosen: Option[]
  files: Uploads
  form: Form
  places: Picker
  dialog: Dialog
}

export const AUTHORITIES = { 'T/L': 'T/L', 'T/M': 'T/M', 'K/T': 'K/T', 'Q.': 'Q.' }
export const BELOW = 'subordinates'

/** All below first and ticked, since that is where a superior's paper goes; then groups, others, units. */
export function whereTo(state: State): TemplateResult {
  const { visit, outlook, form, places, chosen } = state
  const t = visit.words.issued.copies
  const drop = (key: string) => (): void => {
    state.chosen = chosen.filter((one) => one.key !== key)
    state.dialog.draw()
  }
  return html`<fieldset>
    <legend>${t.recipients}</legend>
    ${outlook.below > 0 ? checkField({ name: `g-${BELOW}`, label: t.below(outlook.below), checked: true }) : nothing}
    ${outlook.groups.map(({ id, name, count }) => checkField({ name: `g-${id}`, label: t.group(name, count) }))}
    ${places.view(form.errors['recipients'])}
    <ul class="gathered">
      ${chosen.map(
        ({ key, label }) =>
          html`<li>
            <span>${label}</span>
            <button class="link small" type="button" aria-label=${t.remove(label)} @click=${drop(key)}>
              ${common().remove}
            </button>
          </li>`,
      )}
    </ul>
    ${
      outlook.units.length > 0
        ? html`<details class="more">
            <summary>${t.units}</summary>
            ${outlook.units.map(({ id, name }) => checkField({ name: `u-${id}`, label: name }))}
          </details>`
        : nothing
    }
  </fieldset>`
}

/** Who signs, folded away once it is known. */
export function signing({ visit, outlook, form }: State): TemplateResult {
  const t = visit.words.issued.copies
  const { signer, issuers, bodies } = outlook
  const known = signer.name !== '' && signer.title !== ''
  return html`<details
    class="more"
    ?open=${!known || Boolean(form.errors['signerName'] ?? form.errors['signerTitle'])}
  >
    <summary>
      ${t.signing}: ${known ? `${signer.authority} ${signer.title} ${signer.name}`.trim() : '…'}
    </summary>
    ${
      issuers.length > 1
        ? selectField({
            name: 'issuerId',
            label: t.issuer,
            choices: issuers.map(({ id, name }) => ({ value: id, label: name })),
          })
        : nothing
    }
    ${selectField({
      name: 'authority',
      label: t.authority,
      value: signer.authority,
      empty: t.authorityNone,
      choices: choicesOf(AUTHORITIES),
    })}
    ${selectField({
      name: 'decidingBody',
      label: t.body,
      value: signer.body,
      empty: '—',
      choices: bodies.map(({ id, name }) => ({ value: id, label: name })),
    })}
    ${textField({
      name: 'signerName',
      label: t.signerName,
      value: signer.name,
      limit: LIMITS.signerName,
      error: form.errors['signerName'],
    })}
    ${textField({
      name: 'signerTitle',
      label: t.signerTitle,
      value: signer.title,
      limit: LIMITS.signerTitle,
      error: form.errors['signerTitle'],
    })}
  </details>`
}

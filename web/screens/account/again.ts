import { html, nothing, type TemplateResult } from 'lit-html'
import { textField } from '../../parts/field.ts'
import { missing, type Errors, type Values } from '../../parts/form.ts'
import { me } from '../../session.ts'

type Words = { password: string; code: string; codeHint: string }

/** What is said again before the ways into an account change: the password, and a code where the second factor is on. */
export type Again = {
  fields: (errors: Errors) => TemplateResult
  check: (values: Values) => Errors
  /** What the API wants of what was typed. */
  said: (values: Values) => { password: string; code?: string }
  /** The errors the API names, by the names of these fields. */
  mend: (fields: Errors) => Errors | undefined
}

/** @param name sets these fields apart from those of other forms of the page */
export function again(name: string, t: Words): Again {
  const [password, code] = [`${name}Password`, `${name}Code`]
  const asks = (): boolean => me()?.user.twoFactor === true
  return {
    fields: (errors) =>
      html`${textField({
        name: password,
        label: t.password,
        type: 'password',
        autocomplete: 'current-password',
        error: errors[password],
      })}
      ${
        asks()
          ? textField({
              name: code,
              label: t.code,
              hint: t.codeHint,
              autocomplete: 'one-time-code',
              narrow: true,
              error: errors[code],
            })
          : nothing
      }`,
    check: (values) => missing(values, { [password]: t.password, ...(asks() ? { [code]: t.code } : {}) }),
    said: (values) => ({ password: values[password] ?? '', ...(asks() ? { code: values[code] ?? '' } : {}) }),
    mend: (fields) => {
      const found = {
        ...(fields['password'] ? { [password]: fields['password'] } : {}),
        ...(fields['code'] ? { [code]: fields['code'] } : {}),
      }
      return Object.keys(found).length === 0 ? undefined : found
    },
  }
}

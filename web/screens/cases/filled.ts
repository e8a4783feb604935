import { html, type TemplateResult } from 'lit-html'
import type { FileRef } from '../../api/types.ts'
import type { Inside } from '../../screen.ts'
import { size } from '../../text/dates.ts'

/** The files attached in a field; none where it holds anything else, as once a text that told of one. */
export const filesIn = (value: unknown): FileRef[] =>
  Array.isArray(value)
    ? value.filter(
        (one: unknown): one is FileRef => typeof one === 'object' && one !== null && 'sha256' in one,
      )
    : []

/** What was filled in as people read it: files by their names, each to be opened. */
export function filledText(
  visit: Inside<'cases'>,
  id: string,
  { value, text }: { value?: unknown; text?: string | undefined },
): string | TemplateResult[] {
  const files = filesIn(value)
  if (files.length === 0) return text ?? ''
  return files.map(
    ({ sha256, name, size: bytes }) =>
      html`<a href=${visit.urlOf('GET /cases/{id}/files/{sha256}', { id, sha256 })} download=${name}
          >${name}</a
        >
        <span class="quiet nowrap">${size(bytes)}</span> `,
  )
}

import { html, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import type { Inside } from '../../screen.ts'

type Arrived = AnswerOf<'GET /arrived-asks/{id}'>

/** What came to be read: a draft on which an opinion is asked. */
export function filesOf(visit: Inside, { id, files }: Pick<Arrived, 'id' | 'files'>): TemplateResult {
  return html`${files.map(
    ({ sha256, name }) =>
      html`<a href=${visit.urlOf('GET /arrived-asks/{id}/files/{sha256}', { id, sha256 })} download=${name}
        >${name}</a
      > `,
  )}`
}

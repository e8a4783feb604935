import { html, type TemplateResult } from 'lit-html'

/** Numbers and symbols as the Party and the state write them: 04-NQ/TU, 1742-CV/BTCTU, 15/QĐ-UBND. */
const notation = /(\d{1,5}[a-z]?\s?-\s?\p{L}{1,5}\/[\p{L}\d.-]+|\d{1,5}(?:\/\d{4})?\/\p{L}{1,5}-\p{L}+)/gu

/** A text with its numbers and symbols kept whole at the end of a line. */
export function kept(text: string | undefined): (string | TemplateResult)[] {
  return (text ?? '')
    .split(notation)
    .map((part, index) => (index % 2 === 1 ? html`<span class="nowrap">${part}</span>` : part))
}

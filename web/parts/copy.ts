import { Problem } from '../api/problem.ts'
import { common } from '../text/common.ts'

/**
 * Copies a text, also where the page is not in a secure context and the clipboard is missing.
 * @throws Problem that says how to copy it by hand
 */
export async function copyText(text: string): Promise<void> {
  const done = navigator.clipboard
    ? await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      )
    : copyByField(text)
  if (!done) throw new Problem(0, 'copy', common().copyFailed)
}

function copyByField(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'unseen'
  const from = document.activeElement
  // Within an open dialog only what lies in it can be selected.
  const [dialog] = [...document.querySelectorAll('dialog[open]')].slice(-1)
  ;(dialog ?? document.body).append(field)
  field.select()
  // oxlint-disable-next-line typescript/no-deprecated -- the only way where there is no clipboard
  const done = document.execCommand('copy')
  field.remove()
  if (from instanceof HTMLElement) from.focus()
  return done
}

/** Prints one part of the page alone, as codes to keep in a safe. */
export function printAlone(part: Element | null): void {
  if (!part) return
  const sheet = document.createElement('div')
  sheet.className = 'print-alone'
  sheet.append(part.cloneNode(true))
  document.body.append(sheet)
  document.documentElement.classList.add('prints-alone')
  try {
    print()
  } finally {
    document.documentElement.classList.remove('prints-alone')
    sheet.remove()
  }
}

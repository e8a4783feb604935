/** Keys of a screen: the key as the browser names it → what it does and how the help calls it. */
export type Keys = Record<string, { label: string; run: () => void }>

const kept = 'lt.keys'

/** Whether single letters act as shortcuts; a person may turn them off (WCAG 2.1.4). */
export function keysOn(): boolean {
  return localStorage.getItem(kept) !== 'off'
}

/** Turns the single-letter shortcuts on or off in this browser. */
export function setKeys(on: boolean): void {
  localStorage.setItem(kept, on ? 'on' : 'off')
}

/**
 * Listens for single keys anywhere but in a field. The first table that knows the key has it.
 * @param tables asked at every key, so that they may change with the screen
 */
export function listen(tables: () => Keys[]): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (!keysOn() || typing(event.target) || document.querySelector('dialog[open]')) return
    const found = tables().find((table) => table[event.key])?.[event.key]
    if (!found) return
    event.preventDefault()
    found.run()
  })
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  ) {
    return true
  }
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
}

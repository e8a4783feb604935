import type { Keys } from '../shell/keys.ts'
import { common } from '../text/common.ts'

/**
 * j and k move the focus along the rows of a list: the elements marked `data-row`, which are links, so that Enter
 * opens them by itself.
 * @param select what x does with the row under the focus
 */
export function rowKeys(select?: (row: HTMLElement) => void): Keys {
  const t = common().keys
  const keys: Keys = {
    j: { label: t.next, run: () => step(1) },
    k: { label: t.previous, run: () => step(-1) },
  }
  if (select) {
    keys['x'] = {
      label: t.select,
      run: () => {
        const row = document.activeElement?.closest('tr, li')?.querySelector<HTMLElement>('[data-row]')
        if (row) select(row)
      },
    }
  }
  return keys
}

function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')]
  const here = rows.findIndex((row) => row.closest('tr, li')?.contains(document.activeElement))
  const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1)
  rows[next]?.focus()
  rows[next]?.scrollIntoView({ block: 'nearest' })
}

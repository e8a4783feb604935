/** What nobody came back for is forgotten after so long (ms). */
const KEPT = 30 * 86_400_000

/** Forgets what was left unsaved in this browser (backup.ts) by whoever has not come back to it, whoever it was. */
export function forgetLeftovers(): void {
  for (const slot of Object.keys(localStorage)) {
    if (!slot.startsWith('lt.draft.')) continue
    const { at } = JSON.parse(localStorage.getItem(slot) ?? '{}') as { at?: number }
    if ((at ?? 0) < Date.now() - KEPT) localStorage.removeItem(slot)
  }
}

import type { Locator, Page } from 'playwright-core'

/** Far more stops than a page has: past that a control cannot be reached by Tab. */
const MOST_STOPS = 150

/** Moves the focus by Tab, as somebody without a mouse does, until it is on this control. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor()
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never comes to ${String(control)}`)
}

/** Goes to a control by Tab and presses a key there. */
export async function pressOn(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press(key)
}

/** Goes to a field by Tab and types. */
export async function typeIn(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.insertText(text)
}

/** Goes to a list of choices by Tab and moves down to the one with this label. */
export async function chooseIn(page: Page, field: Locator, label: string): Promise<void> {
  await tabTo(page, field)
  const labels = await field.locator('option').allTextContents()
  const now = await field.evaluate((element) => (element as HTMLSelectElement).selectedIndex)
  const wanted = labels.findIndex((one) => one.trim() === label)
  if (wanted < 0) throw new Error(`No choice "${label}" among: ${labels.join(', ')}`)
  for (let i = now; i < wanted; i += 1) await page.keyboard.press('ArrowDown')
  for (let i = now; i > wanted; i -= 1) await page.keyboard.press('ArrowUp')
}

/** Types into a search field, moves to the option offered and takes it. */
export async function pickIn(page: Page, field: Locator, typed: string, option: string): Promise<void> {
  await typeIn(page, field, typed)
  const offered = page.getByRole('option', { name: option }).first()
  await offered.waitFor()
  for (let i = 0; i < 20; i += 1) {
    const active = await field.getAttribute('aria-activedescendant')
    if (active !== null && (await page.locator(`[id="${active}"]`).textContent())?.includes(option) === true)
      break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
}

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../web/style/tokens.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
const lightTokens = tokens(light)
const schemes = { light: lightTokens, dark: { ...lightTokens, ...tokens(dark) } }

function tokens(part: string): Record<string, string> {
  return Object.fromEntries(
    [...part.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  )
}

/** Relative luminance and contrast by WCAG 2.2. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['paper', 'sheet', 'sunken', 'hover']
const pairs: [text: string, ground: string, least: number][] = [
  ...grounds.flatMap((ground): [string, string, number][] => [
    ['ink', ground, 7],
    ['ink-2', ground, 4.5],
    ['ink-3', ground, 4.5],
    ['accent-ink', ground, 4.5],
    ['good', ground, 4.5],
    ['warn', ground, 4.5],
    ['bad', ground, 4.5],
  ]),
  ['page-ink', 'page', 7],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['ink', 'accent-soft', 7],
  ['ink', 'line', 4.5],
  ['good', 'good-soft', 4.5],
  ['warn', 'warn-soft', 4.5],
  ['bad', 'bad-soft', 4.5],
  // Borders of controls carry no text: 3 is enough to find them.
  ['line-2', 'sheet', 3],
  ['line-2', 'paper', 3],
]

for (const [scheme, values] of Object.entries(schemes)) {
  test.each(pairs)(`${scheme}: %s on %s reaches %d`, (text, ground, least) => {
    const [one, other] = [values[text], values[ground]]
    expect(one).toBeDefined()
    expect(other).toBeDefined()
    expect(contrast(one!, other!)).toBeGreaterThanOrEqual(least)
  })
}

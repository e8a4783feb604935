import { readdir } from 'node:fs/promises'

/** One figure of the benchmark, printed as one line of JSON. */
export type Figure = { name: string; value: number; unit: string }

/**
 * Every `*.bench.ts` beside this file exports `bench(): AsyncIterable<Figure>`; they run one after another so
 * that they do not disturb each other. Arguments choose by the start of a file's name: `npm run bench -- edge`.
 */
const wanted = process.argv.slice(2)
const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.bench.ts')).sort()
for (const file of files) {
  if (wanted.length > 0 && !wanted.some((name) => file.startsWith(name))) continue
  const { bench } = (await import(`./${file}`)) as { bench: () => AsyncIterable<Figure> }
  for await (const figure of bench()) console.log(JSON.stringify(figure))
}

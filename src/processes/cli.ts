import { readFile, stat, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { exportBpmn, importBpmn } from './bpmn.ts'
import { checkTemplate, type Limit, type Problem } from './template.ts'

const usage = `Cách dùng: npm run process -- <lệnh>

  check TỆP.json                      kiểm tra quy trình, liệt kê lỗi và cảnh báo
  import TỆP.bpmn [--process MÃ]      đọc tệp BPMN 2.0 thành quy trình (JSON)
  export TỆP.json                     ghi quy trình thành tệp BPMN 2.0
  explain --from 2026-04-29T16:10 --limit 3wd
                                      tính hạn từng dòng theo lịch quốc gia (giờ Việt Nam);
                                      wh giờ làm việc, wd ngày làm việc, cd ngày

  --out TỆP    ghi kết quả của import, export vào tệp thay vì in ra

Mã thoát: 0 được, 1 có lỗi trong nội dung, 2 gọi sai cách.`

/** Thrown for a call that cannot be carried out as written; the usage follows its message. */
class WrongUse extends Error {}

/** Thrown for a file that cannot be read or written. */
class NoFile extends Error {}

const largest = 50 * 1024 * 1024

const options = {
  out: { type: 'string' },
  process: { type: 'string' },
  from: { type: 'string' },
  limit: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Values = { out?: string; process?: string; from?: string; limit?: string; help?: boolean }

/** Runs one command. @returns the exit code: 0 fine, 1 problems in the content, 2 wrong use */
async function run(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parse(args)
    if (values.help) return print(usage)
    const [command, file, ...others] = positionals
    if (others.length > 0) throw new WrongUse(`Thừa tham số: ${others.join(' ')}`)
    if (command === 'check') return check(await readTemplate(file))
    if (command === 'import') return await fromBpmn(await readText(file), values)
    if (command === 'export') return await toBpmn(await readTemplate(file), values)
    if (command === 'explain' && file === undefined) return await derive(values)
    throw new WrongUse(command === undefined ? 'Chưa có lệnh.' : `Không có lệnh “${positionals.join(' ')}”.`)
  } catch (error) {
    if (!(error instanceof WrongUse || error instanceof NoFile)) throw error
    complain(error instanceof NoFile ? error.message : `${error.message}\n\n${usage}`)
    return 2
  }
}

function parse(args: string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    const [, named = 'đã cho'] = (error instanceof Error && /'(?:-\w, )?(-[^' ]*)/.exec(error.message)) || []
    const isKnown = Object.hasOwn(options, named.slice(2))
    throw new WrongUse(isKnown ? `Tham số ${named} dùng sai.` : `Không hiểu tham số ${named}.`)
  }
}

function print(text: string): 0 {
  console.log(plain(text))
  return 0
}

function complain(text: string): void {
  console.error(plain(text))
}

/** What files hold must not steer the terminal. */
function plain(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, ' ')
}

/** The text of a file: UTF-8, or UTF-16 if its first bytes say so. */
async function readText(file: string | undefined): Promise<string> {
  if (file === undefined) throw new WrongUse('Chưa có tên tệp.')
  try {
    if ((await stat(file)).size > largest) throw new NoFile(`Tệp “${file}” lớn hơn 50 MB.`)
    const bytes = await readFile(file)
    const wide =
      bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? 'utf-16be'
          : 'utf-8'
    return new TextDecoder(wide).decode(bytes)
  } catch (error) {
    if (error instanceof NoFile) throw error
    throw new NoFile(`Không đọc được tệp “${file}”.`)
  }
}

/** The content of a JSON file; undefined, and said so, when it is not JSON. */
async function readTemplate(file: string | undefined): Promise<unknown> {
  const text = await readText(file)
  try {
    return JSON.parse(text)
  } catch (error) {
    const found = error instanceof Error && /line (\d+) column (\d+)/.exec(error.message)
    const place = found ? `: sai ở dòng ${found[1]}, cột ${found[2]}` : ''
    complain(`Tệp không phải JSON hợp lệ${place}.`)
    return undefined
  }
}

function check(input: unknown): number {
  if (input === undefined) return 1
  const { template, problems } = checkTemplate(input)
  for (const problem of problems) print(problemText(problem))
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const count = `${errors} lỗi, ${problems.length - errors} cảnh báo`
  print(template ? `${template.code} “${template.name}”: ${count}.` : `Chưa dùng được: ${count}.`)
  return errors > 0 ? 1 : 0
}

function problemText({ severity, rule, path, message }: Problem): string {
  const kind = severity === 'error' ? 'Lỗi' : 'Cảnh báo'
  return `${kind} ${rule === 'shape' ? 'hình thức' : rule} tại ${path || '/'}: ${message}`
}

async function fromBpmn(xml: string, { process: wanted, out }: Values): Promise<number> {
  const { template, notes, refusals } = await importBpmn(xml, {
    ...(wanted !== undefined && { process: wanted }),
  })
  for (const { message } of notes) complain(`Ghi chú: ${message}`)
  for (const { message } of refusals) complain(`Không nhập được: ${message}`)
  if (!template) return 1
  return await give(`${JSON.stringify(template, null, 2)}\n`, out)
}

async function toBpmn(input: unknown, { out }: Values): Promise<number> {
  if (input === undefined) return 1
  const { template, problems } = checkTemplate(input)
  if (template) return await give(await exportBpmn(template), out)
  for (const problem of problems) complain(problemText(problem))
  return 1
}

async function give(text: string, out: string | undefined): Promise<number> {
  if (out === undefined) process.stdout.write(text)
  else {
    await writeFile(out, text).catch(() => {
      throw new NoFile(`Không ghi được tệp “${out}”.`)
    })
  }
  return 0
}

async function derive({ from, limit }: Values): Promise<number> {
  const instant = instantOf(from ?? '')
  const found = /^(\d{1,5})(wh|wd|cd)$/.exec(limit ?? '')
  if (instant === undefined) throw new WrongUse('Tham số --from phải là thời điểm như 2026-04-29T16:10.')
  if (!found) throw new WrongUse('Tham số --limit phải là số và đơn vị như 4wh, 3wd hoặc 10cd.')
  const [{ CalendarError }, { nationalLayer }, { compileCalendar, explain }] = await Promise.all([
    import('../calendar/error.ts'),
    import('../calendar/vietnam.ts'),
    import('../calendar/worktime.ts'),
  ])
  try {
    const calendar = compileCalendar('quốc gia', nationalLayer())
    const { lines } = explain(calendar, instant, { n: Number(found[1]), u: found[2] as Limit['u'] })
    return print(lines.map(({ text }) => text).join('\n'))
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error
    complain(error.problems.map(({ message }) => message).join('\n'))
    return 1
  }
}

/** A moment in Vietnamese time, unless it names another. */
function instantOf(text: string): number | undefined {
  const found = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  const instant = found ? Date.parse(`${found[1]}${found[2] ?? '+07:00'}`) : NaN
  // Date.parse takes the 30th of February for the 2nd of March.
  const day = Number(text.slice(8, 10))
  const exists = found !== null && new Date(`${found[1]}Z`).getUTCDate() === day
  return Number.isNaN(instant) || !exists ? undefined : instant
}

process.exitCode = await run(process.argv.slice(2))

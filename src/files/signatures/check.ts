import { Gone } from '../../core/errors.ts'
import type { Call } from '../../core/context.ts'
import { Damaged, hasBlocks, readChecked } from '../blocks.ts'
import { budget, Exhausted, pauses } from '../readers/budget.ts'
import type { Budget } from '../readers/budget.ts'
import { join } from '../readers/bytes.ts'
import { DAMAGED, LOST } from '../serve.ts'
import type { Served } from '../serve.ts'
import { rootsIn } from './chain.ts'
import { signedIn } from './cms.ts'
import { findRanges, statedOf } from './find.ts'
import { measure } from './measure.ts'
import { reportOn, tellSignature } from './report.ts'
import type { Read } from './report.ts'
import type { SignaturesAnswer } from './schema.ts'

/** Larger files are not read twice while somebody waits (bytes). */
const LARGEST = 64 * 1024 * 1024
/** What a byte of a signature costs to take apart, in steps. */
const STEPS = 8
const TOO_LARGE = 'Chưa kiểm tra được chữ ký số: tệp quá lớn. Đề nghị tải về, kiểm tra bằng phần mềm ký số.'
const TOO_MUCH =
  'Chưa kiểm tra được chữ ký số: tệp quá phức tạp, hoặc có quá nhiều chữ ký. Đề nghị kiểm tra bằng phần mềm ký số.'

/**
 * Looks at the signatures of a stored PDF from its bytes, every time anew: nothing that was found before, here or where
 * the file came from, is believed. Two readings of the file and one of each signature's place, bounded by its size.
 * @throws Gone when the store does not have the file as it was brought in
 */
export async function checkSignatures(
  { files, trustedRoots }: Pick<Call, 'files' | 'trustedRoots'>,
  file: Served,
): Promise<SignaturesAnswer> {
  const { name, sha256, size } = file
  const found = { name, sha256, signatures: [] }
  if (file.type !== 'application/pdf') return found
  if (size > LARGEST) return { ...found, unchecked: TOO_LARGE }
  const whole = () => chunksOf(files, file)
  const spending = budget()
  const pause = pauses(spending)
  try {
    const { found: ranges, many } = await findRanges(whole(), spending, pause)
    if (many) return { ...found, unchecked: TOO_MUCH }
    const read: Read[] = []
    for (const range of ranges) {
      const stated = await statedOf(range, size, (at, length) => partOf(files, file, at, length), spending)
      read.push({ stated, signed: stated && signedIn(stated.der) })
      // Taking a signature apart is work too; others get their turn before the next.
      spending.spend(STEPS * (stated?.der.length ?? 0))
      await pause()
    }
    return { ...found, signatures: await reports(read, size, whole, spending, trustedRoots) }
  } catch (error) {
    if (error instanceof Exhausted) return { ...found, unchecked: TOO_MUCH }
    throw error
  }
}

async function reports(
  read: Read[],
  size: number,
  whole: () => AsyncIterable<Uint8Array>,
  spending: Budget,
  trustedRoots: string,
): Promise<SignaturesAnswer['signatures']> {
  if (read.length === 0) return []
  const roots = rootsIn(trustedRoots)
  const stated = read.flatMap((one) => (one.stated === undefined ? [] : [{ ...one, stated: one.stated }]))
  const wanted = stated.map(
    ({ stated: { span }, signed }) => ({ span, hash: signed?.hash ?? 'SHA-256' }) as const,
  )
  const measured = await measure(whole(), wanted, size, spending, pauses(spending))
  const told = await Promise.all(
    read.map(async (one) => {
      const at = stated.findIndex(({ stated: of }) => of === one.stated)
      return reportOn(one, measured[at], size, roots)
    }),
  )
  return told
    .toSorted((a, b) => a.covers.bytes - b.covers.bytes)
    .map((one, i) => ({ no: i + 1, of: told.length, told: tellSignature(one), ...one }))
}

async function* chunksOf(files: Call['files'], file: Served): AsyncGenerator<Uint8Array> {
  try {
    const body = await readChecked(files, file)
    if (body === undefined) throw new Gone(LOST)
    yield* body as unknown as AsyncIterable<Uint8Array>
  } catch (error) {
    throw error instanceof Damaged ? new Gone(DAMAGED) : error
  }
}

async function partOf(
  files: Call['files'],
  file: Served,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  if (hasBlocks(file)) {
    const body = await readChecked(files, file, { offset, length })
    if (body === undefined) throw new Gone(LOST)
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) parts.push(chunk)
    return join(parts)
  }
  let base = 0
  for await (const chunk of chunksOf(files, file)) {
    parts.push(chunk.subarray(Math.max(0, offset - base), Math.max(0, offset + length - base)))
    base += chunk.length
  }
  return join(parts)
}

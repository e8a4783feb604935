import { callerOf, filledOnce, median } from './filled.ts'
import { startHost } from './host.ts'
import type { Figure } from './run.ts'

const TIMES = 21

/** Subjects as they are typed: one many share, one few share, one nobody has, one whose words all have and none together. */
const SUBJECTS = [
  'Về việc triển khai kế hoạch 7 tại xã 7',
  'Về triển khai kế hoạch 42 tại xã 542 và các xã khác',
  'Về chuyển đổi số trong hoạt động của các cơ quan đảng',
  'Về an toàn, triển khai và kế hoạch, thị trường của xã',
]

/**
 * Papers in force that are like what is being written, asked of a committee with 10,000 papers and of one with
 * 1,000,000 over HTTP: the slowest of the medians of several subjects in ms.
 */
export async function* bench(): AsyncIterable<Figure> {
  const { folder, places } = await filledOnce()
  const host = await startHost(folder)
  try {
    for (const [i, size] of ['10k', '1m'].entries()) {
      const place = places[i]
      if (place === undefined) continue
      const caller = callerOf(place)
      const medians: number[] = []
      for (const subject of SUBJECTS) {
        const path = `${place.api}/similar-documents?type=chi-thi&subject=${encodeURIComponent(subject)}`
        const times: number[] = []
        for (let n = 0; n < TIMES; n += 1) times.push(await host.time(caller, { path }))
        medians.push(median(times))
      }
      yield { name: `similar.ms_${size}`, value: Math.max(...medians), unit: 'ms' }
    }
  } finally {
    await host.stop()
  }
}

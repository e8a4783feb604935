import { fuzz } from '../support/fuzz.ts'
import { startInstance } from '../support/instance.ts'
import type { Figure } from './run.ts'

/** Requests from the description of the API, other ones each day, and how many of them are answered as a fault of ours. */
export async function* bench(): AsyncIterable<Figure> {
  const instance = await startInstance()
  try {
    const requests = 6_000
    const { wrong } = await fuzz(instance, requests, Math.floor(Date.now() / 86_400_000))
    for (const one of wrong.slice(0, 5)) console.error(JSON.stringify(one).slice(0, 1000))
    yield { name: 'fuzz.requests', value: requests, unit: 'requests' }
    yield { name: 'fuzz.5xx', value: wrong.filter(({ status }) => status >= 500).length, unit: 'answers' }
  } finally {
    await instance.stop()
  }
}

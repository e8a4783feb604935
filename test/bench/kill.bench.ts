import { killUnderLoad } from '../support/kill.ts'
import type { Figure } from './run.ts'

const KILLS = 20

/** What is broken after an instance was killed this often in the middle of issuing and accepting. */
export async function* bench(): AsyncIterable<Figure> {
  const { kills, issued, accepted, broken } = await killUnderLoad(KILLS)
  if (issued === 0 || accepted === 0) throw new Error('nothing was told: nothing was tried')
  for (const one of broken) console.error(one)
  yield { name: 'kill.cycles', value: kills, unit: 'kills' }
  yield { name: 'kill.issued', value: issued, unit: 'papers told' }
  yield { name: 'kill.accepted', value: accepted, unit: 'arrivals told' }
  yield { name: 'kill.broken', value: broken.length, unit: 'facts' }
}

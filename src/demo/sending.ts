import { accept, issue } from './clerk.ts'
import type { Sending } from './clerk.ts'
import { province } from './places.ts'
import type { Place } from './places.ts'
import { at, workday } from './world.ts'
import type { World } from './world.ts'

/** The clerk of the province sends a paper at a time of a working day, so many before today. */
export const send = (world: World, before: number, time: string, sending: Sending) => {
  at(world, workday(world, before), time)
  return issue(world, province, sending)
}

/** Places accept a paper, each some minutes after the other. */
export async function taken(
  world: World,
  before: number,
  time: string,
  notation: string,
  by: [Place, string?][],
): Promise<void> {
  at(world, workday(world, before), time)
  for (const [place, unit] of by) {
    await accept(world, place, notation, unit)
    world.clock.now += 11 * 60_000
  }
}

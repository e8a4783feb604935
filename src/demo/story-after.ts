import { cells } from './cells.ts'
import { accept, clerkOf, recipient, staffOf } from './clerk.ts'
import { communes, province } from './places.ts'
import { send, taken } from './sending.ts'
import { setUp } from './set-up.ts'
import { at, call, workday } from './world.ts'
import type { World } from './world.ts'

const [tanLap, namSoi, sonHa] = communes
const api = `/api/c/${tanLap.handle}`

/** Two cells of Tân Lập join, and get a conclusion of the province as a sao lục; one of them has taken it. */
export async function copied(world: World, notation: string): Promise<void> {
  const admin = staffOf(tanLap, 'chanh-van-phong')
  for (const place of cells) {
    at(world, workday(world, 16), '08:00')
    await setUp(world, place)
    await call(world, admin, 'POST', `${api}/links/${place.handle}/acceptance`, {})
  }
  at(world, workday(world, 15), '09:20')
  const clerk = clerkOf(tanLap)
  const { items } = await call<{ items: { id: string; notation: string }[] }>(
    world,
    clerk,
    'GET',
    `${api}/incoming?limit=100`,
  )
  const original = items.find((one) => one.notation === notation)
  if (original === undefined) throw new Error(`${notation} is not in the book of ${tanLap.handle}`)
  const copy = await call<{ notation: string }>(
    world,
    clerk,
    'POST',
    `${api}/incoming/${original.id}/copies`,
    {
      kind: 'relayed',
      authority: 'T/L',
      decidingBody: 'standing_board',
      signerName: 'Hà Thị Phương',
      signerTitle: 'Chánh Văn phòng',
      recipients: [{ kind: 'group', id: 'subordinates' }],
    },
  )
  at(world, workday(world, 15), '16:40')
  await accept(world, cells[0], copy.notation)
}

/** A regulation is replaced because a basis was cited wrongly. */
export async function replaced(world: World, id: string): Promise<void> {
  const again = await send(world, 12, '10:05', {
    paper: 'quy-dinh-theo-doi-dia-ban',
    to: communes.map(recipient),
    more: { relates: [{ kind: 'replaces', documentId: id }], note: 'Thay thế do viện dẫn sai căn cứ.' },
  })
  await taken(world, 11, '08:10', again.notation, [[tanLap], [sonHa]])
}

/** A letter goes out a second time by mistake: one has taken it and is asked for it, from the others it came back. */
export async function recalled(world: World): Promise<void> {
  const twice = await send(world, 2, '10:52', {
    paper: 'cong-van-tap-huan',
    suffix: 'VPTU',
    to: [recipient(tanLap), recipient(namSoi)],
  })
  at(world, workday(world, 2), '11:05')
  await accept(world, tanLap, twice.notation)
  at(world, workday(world, 2), '11:20')
  await call(world, clerkOf(province), 'POST', `/api/c/${province.handle}/documents/${twice.id}/recall`, {
    reason: 'Gửi trùng công văn đã phát hành cùng buổi sáng.',
  })
}

import { and, eq, sql } from 'drizzle-orm'
import { migrate } from '../../migrations/apply.ts'
import { expectOne, isConstraint } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Visit } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { setMailbox } from '../exchange/mailbox.ts'
import { connect } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { committeeActs } from '../directory/acts.ts'
import { eventRow, indexCommittee } from '../directory/change.ts'
import type { Steps } from '../directory/schema.ts'
import { committee } from '../entrance/control-tables.ts'
import type { Setup } from '../entrance/control-tables.ts'
import { seedTenant } from './seed.ts'

type Entry = typeof committee.$inferSelect & { setup: Setup }

/** What one step gives the directory to remember, beside that it is done. */
type Progress = { location?: string; schemaVersion?: number }

type Step = {
  id: string
  label: string
  run(platform: Platform, visit: Visit, entry: Entry): Promise<Progress>
}

/**
 * What it takes to bring a committee up, in order. A step may be repeated after any failure: each leaves the
 * same whether it ran once or many times.
 */
const STEPS: readonly Step[] = [
  {
    id: 'database',
    label: 'Tạo cơ sở dữ liệu riêng của cơ quan',
    run: async ({ tenants }, _, { id }) => ({ location: await tenants.create(id) }),
  },
  {
    id: 'schema',
    label: 'Dựng sổ và bảng biểu',
    run: async (platform, _, entry) => ({
      schemaVersion: await migrate(await open(platform, entry), 'tenant'),
    }),
  },
  {
    id: 'content',
    label: 'Mở nhiệm kỳ, nhập danh mục loại văn bản, giao quyền quản trị và văn thư',
    async run(platform, visit, entry) {
      await seedTenant(connect(await open(platform, entry), 'tenant', visit.trips), visit, entry)
      return {}
    },
  },
  {
    id: 'mailbox',
    label: 'Mở hộp thư trên trục liên thông',
    async run(_, { exchange }, entry) {
      await exchange.batch([setMailbox(exchange, entry.id, true)])
      return {}
    },
  },
]

const LAST = { id: 'ready', label: 'Đưa cơ quan vào danh bạ' }

/** The steps with what is done, for the page that watches. */
export const showSteps = (setup: Pick<Setup, 'done'>): Steps['steps'] =>
  [...STEPS, LAST].map(({ id, label }, i) => ({ id, label, done: i < setup.done }))

/**
 * Does the next step of a committee's set-up; to be called until `ready`. Whatever failed before, calling again
 * goes on from there. Only who signed the committee up may call it.
 * @throws NotFound for anybody else, and for a handle nobody has
 */
export async function provision(visit: Visit, handle: string): Promise<Steps> {
  const { platform } = visit
  const entry = await entryOf(visit, handle)
  if (entry.state !== 'provisioning' || entry.setup === null) return finished(handle)
  const { setup } = entry
  const step = STEPS[setup.done]
  if (step === undefined) return openDoors(visit, { ...entry, setup })
  const progress = await step.run(platform, visit, { ...entry, setup })
  const done = setup.done + 1
  // A rival that did the same step leaves nothing to do here: the same progress is already written.
  await visit.control
    .update(committee)
    .set({ ...progress, setup: sql`json_set(${committee.setup}, '$.done', ${done})` })
    .where(and(eq(committee.id, entry.id), sql`json_extract(${committee.setup}, '$.done') = ${setup.done}`))
  return { handle, state: 'provisioning', steps: showSteps({ done }) }
}

async function entryOf({ control, person }: Visit, handle: string) {
  const [entry] = await control
    .select()
    .from(committee)
    .where(and(eq(committee.handle, handle), eq(committee.createdBy, person.id)))
  if (entry === undefined) throw new NotFound()
  return entry
}

async function open(platform: Platform, { location }: Entry) {
  if (location === null) throw new NotFound()
  return platform.tenants.open(location)
}

/** The last step: from here on the committee is seen, found and entered. One batch, so all of it or nothing. */
async function openDoors(visit: Visit, entry: Entry): Promise<Steps> {
  const { control, person } = visit
  const statements: Statement[] = [
    control
      .update(committee)
      .set({ state: 'ready', setup: null })
      .where(and(eq(committee.id, entry.id), eq(committee.state, 'provisioning'))),
    expectOne(control),
    ...indexCommittee(control, entry.id),
    eventRow(control, person, committeeActs.open(entry), visit.clock()),
  ]
  try {
    await control.batch(statements as [Statement, ...Statement[]])
  } catch (error) {
    if (!isConstraint(error)) throw error
  }
  return finished(entry.handle)
}

const finished = (handle: string): Steps => ({
  handle,
  state: 'ready',
  steps: showSteps({ done: STEPS.length + 1 }),
})

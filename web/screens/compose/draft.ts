import { call } from '../../api/client.ts'
import { intention, type Intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import type { Authority, Document, Draft, Recipient } from '../../api/types.ts'
import { api, here } from '../../session.ts'

/** What a person writes of a document, with the names of its receivers. */
export type Writing = Omit<Draft, 'recipients'> & { recipients?: Recipient[] }

export type SaveState = 'new' | 'dirty' | 'saving' | 'saved' | 'failed' | 'stale'

/** Keeps what is being written: saves it by itself, in this browser at once and on the server a moment later. */
export type Keeper = {
  draft: Writing
  /** The document as the server last told it: its checks, the number it would get. */
  document?: Document
  state: SaveState
  savedAt?: number
  problem?: unknown
  /** What this browser still held of an older version of the document. */
  older?: Writing
  change: (patch: { [key in keyof Writing]?: Writing[key] | undefined }) => void
  flush: () => Promise<void>
  keepMine: () => Promise<void>
}

type Setup = {
  draw: () => void
  /** The draft has got an identity on the server. */
  born: (id: string) => void
  document?: Document
  etag?: string
  draft?: Writing
}

type Backup = { draft: Writing; version: number }
type Engine = {
  keeper: Keeper
  setup: Setup
  create: Intention
  etag: string | undefined
  timer?: ReturnType<typeof setTimeout>
  running?: Promise<void>
}

/** @param setup.document the draft as it is on the server; without it a new one begins with the first change */
export function createKeeper(setup: Setup): Keeper {
  const { document, draft } = setup
  const keeper: Keeper = {
    draft: draft ?? (document ? draftOf(document) : {}),
    ...(document ? { document, savedAt: Date.now() } : {}),
    state: document ? 'saved' : 'new',
    change: (patch) => change(engine, patch),
    flush: () => flush(engine),
    keepMine: () => keepMine(engine),
  }
  const engine: Engine = { keeper, setup, create: intention(), etag: setup.etag }
  restore(keeper)
  return keeper
}

function change(engine: Engine, patch: Parameters<Keeper['change']>[0]): void {
  const { keeper, setup } = engine
  keeper.draft = clean({ ...keeper.draft, ...patch })
  if (keeper.state !== 'stale') keeper.state = 'dirty'
  keep({ draft: keeper.draft, version: keeper.document?.version ?? 0 }, keeper.document?.id)
  clearTimeout(engine.timer)
  engine.timer = setTimeout(() => void flush(engine), 900)
  setup.draw()
}

async function flush(engine: Engine): Promise<void> {
  clearTimeout(engine.timer)
  await engine.running
  if (engine.keeper.state !== 'dirty' && engine.keeper.state !== 'failed') return
  engine.running = save(engine)
  await engine.running
  delete engine.running
  if (engine.keeper.state === 'dirty') await flush(engine)
}

async function save(engine: Engine): Promise<void> {
  const { keeper, setup } = engine
  const sent = keeper.draft
  keeper.state = 'saving'
  setup.draw()
  try {
    const { data, version } = await store(engine, sent)
    keeper.document = data
    keeper.savedAt = Date.now()
    keeper.state = keeper.draft === sent ? 'saved' : 'dirty'
    engine.etag = version ?? `"v${data.version}"`
    delete keeper.problem
    forget(data.id)
  } catch (problem) {
    fail(engine, problem)
  }
  setup.draw()
}

async function store(engine: Engine, sent: Writing): Promise<{ data: Document; version?: string }> {
  const { keeper, setup, create, etag } = engine
  if (!keeper.document) {
    const { id } = await create.post<{ id: string }>(api('documents'), toInput(sent))
    forget(undefined)
    setup.born(id)
    return call<Document>('GET', api('documents', id))
  }
  const path = api('documents', keeper.document.id)
  try {
    await call('PUT', path, { body: toInput(sent), ...(etag ? { version: etag } : {}) })
    return await call<Document>('GET', path)
  } catch (problem) {
    // The answer to an earlier save may have been lost: then the newer version is this very text.
    if (!(problem instanceof Problem) || problem.status !== 412) throw problem
    const answer = await call<Document>('GET', path)
    if (same(draftOf(answer.data), sent)) return answer
    throw problem
  }
}

function fail(engine: Engine, problem: unknown): void {
  const { keeper } = engine
  keeper.problem = problem
  keeper.state = problem instanceof Problem && problem.status === 412 ? 'stale' : 'failed'
  if (problem instanceof Problem && problem.uncertain)
    engine.timer = setTimeout(() => void flush(engine), 5000)
}

/** Puts my text over the one somebody else saved meanwhile. */
async function keepMine(engine: Engine): Promise<void> {
  const { keeper } = engine
  if (!keeper.document) return
  engine.etag = (await call<Document>('GET', api('documents', keeper.document.id))).version
  keeper.state = 'dirty'
  await flush(engine)
}

/** What was written here but never reached the server comes back, unless the server's text is newer. */
function restore(keeper: Keeper): void {
  const backup = kept(keeper.document?.id)
  if (!backup) return
  if (backup.version === (keeper.document?.version ?? 0)) keeper.change(backup.draft)
  else keeper.older = backup.draft
}

/** The part of a document that a person writes. */
export function draftOf(document: Document): Writing {
  const { type, issuer, signer, replyTo } = document
  return clean({
    typeId: type?.id,
    issuerId: issuer?.id,
    decidingBody: document.decidingBody,
    subject: document.subject,
    signerId: signer.id,
    signerName: signer.name,
    signerTitle: signer.title,
    authority: signer.authority as Authority,
    urgency: document.urgency,
    dueOn: document.dueOn,
    replyTo: replyTo?.deliveryId,
    recipients: document.recipients,
    files: document.files.map(({ sha256, name }) => ({ sha256, name })),
    paperFollows: document.paperFollows,
    overrideReason: document.overrideReason,
    copies: document.copies,
    note: document.note,
  })
}

/** A draft without its empty fields: what is missing is not sent. */
function clean(draft: { [key in keyof Writing]: Writing[key] | undefined }): Writing {
  const filled = Object.entries(draft).filter(
    ([, value]) => value !== undefined && value !== '' && value !== null,
  )
  return Object.fromEntries(filled) as Writing
}

/** The same as the API takes it: receivers by their keys alone. */
function toInput({ recipients, ...rest }: Writing): Draft {
  if (!recipients) return rest
  return {
    ...rest,
    recipients: recipients.map(({ kind, id, handle }) =>
      kind === 'committee' ? { kind, handle: handle ?? id } : { kind, id },
    ),
  }
}

function same(one: Writing, other: Writing): boolean {
  const sorted = (draft: Writing): string =>
    JSON.stringify(Object.entries(draft).sort(([a], [b]) => (a < b ? -1 : 1)))
  return sorted(one) === sorted(other)
}

const slot = (id: string | undefined): string => `lt.draft.${here().committee.handle}.${id ?? 'moi'}`

function keep(backup: Backup, id: string | undefined): void {
  try {
    localStorage.setItem(slot(id), JSON.stringify(backup))
  } catch {
    // A full or forbidden store only takes the second net away; the server still gets every save.
  }
}

function kept(id: string | undefined): Backup | undefined {
  const text = localStorage.getItem(slot(id))
  return text ? (JSON.parse(text) as Backup) : undefined
}

/** Drops what this browser kept of a draft. */
export function forget(id: string | undefined): void {
  localStorage.removeItem(slot(id))
}

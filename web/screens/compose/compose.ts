import { readAll } from '../../api/all.ts'
import { ask } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import type { Document, Entry, Incoming } from '../../api/types.ts'
import { orNone } from '../../parts/behind.ts'
import { createForm } from '../../parts/form.ts'
import { createUploads } from '../../parts/upload.ts'
import type { Inside, View } from '../../screen.ts'
import { learnMore } from '../../text/words.ts'
import { createBackup } from './backup.ts'
import { Keeper } from './draft.ts'
import { createFields } from './fields.ts'
import { page } from './page.ts'
import { ownerOf } from './owner.ts'
import { createRecipients } from './recipients.ts'
import type { Books } from './books.ts'
import type { State } from './state.ts'
import { createStore } from './store.ts'
import { ABOUT } from '../outgoing/about.ts'
import { draftOf, filesOf, type Writing } from './writing.ts'
import '../../style/compose.css'

/** Writing a document: facts, files and receivers on the left; on the right its head, the checks, the issuing. */
export default async function compose(visit: Inside<'compose'>): Promise<View> {
  const { params, query, signal, draw } = visit
  const id = params['id']
  const [books, found, reply, receiver, earlier] = await Promise.all([
    readBooks(visit),
    id ? readDraft(visit, id) : undefined,
    readReply(visit, query.get('traLoi')),
    readReceiver(query.get('noiNhan'), signal),
    readEarlier(visit),
  ])
  if (found && (found.state !== 'draft' || !visit.may('drafts.write')))
    visit.go(visit.at('van-ban-di', found.id), { replace: true })
  const keeper = new Keeper({
    store: createStore(visit),
    backup: createBackup(ownerOf(visit), id ?? aboutOf(reply, receiver, earlier)),
    draw,
    born: (born) => visit.rename(visit.at('van-ban-di', 'soan', born)),
    ...(found ? { stored: found } : { draft: beginning(books, reply, receiver, earlier) }),
  })
  const state = assemble(visit, keeper, books)
  const answered = found?.replyTo
  if (reply) state.reply = { notation: reply.notation, sender: reply.sender.name }
  else if (answered) state.reply = { notation: answered.notation, sender: answered.senderName }
  addEventListener('pagehide', () => void keeper.flush(), { signal })
  void comeBehind(visit, state)
  const t = visit.words.compose
  return {
    title: () => state.form.titled(keeper.draft.subject ?? t.title),
    wide: true,
    leave: () => void keeper.flush(),
    body: () => page(visit, state),
  }
}

/** Comes behind the screen: one can write before the rest is there, and issue when the line is gone and back. */
async function comeBehind(visit: Inside<'compose'>, state: State): Promise<void> {
  try {
    const [more, { createBehind }] = await Promise.all([
      learnMore(visit, ['drafting', 'issuing']),
      import('./behind.ts'),
    ])
    state.behind = createBehind(more, state)
  } catch (problem) {
    // Without it one can write, and the document is the same.
    state.lost = problem
  }
  state.draw()
}

/** What a new document is for: an answer to one paper, a letter to one body, or nothing in particular. */
function aboutOf(
  reply: Incoming | undefined,
  receiver: Entry | undefined,
  earlier: Earlier | undefined,
): string {
  const about = earlier && `${earlier.kind}-${earlier.document.id}`
  return ['moi', reply?.deliveryId, receiver?.handle, about].filter(Boolean).join('-')
}

async function readBooks(visit: Inside<'compose'>): Promise<Books> {
  const { signal } = visit
  const [types, groups, members, organisation] = await Promise.all([
    visit.ask('GET /document-types', { signal }),
    visit.ask('GET /recipient-groups', { signal }).catch(orNone),
    readAll((page) => visit.ask('GET /members', { query: { ...page, state: 'active' }, signal })).catch(
      orNone,
    ),
    visit.ask('GET /organisation', { signal }).catch(orNone),
  ])
  return {
    // A copy is made from the page of its original, never written as a draft.
    types: types.items.filter(({ id }) => id !== 'ban-sao'),
    groups: groups?.items ?? [],
    members: members ?? [],
    ...(organisation ? { organisation } : {}),
  }
}

/** A draft is its author's and theirs whom it names: for anybody else it is not there, and that is said calmly. */
function readDraft(visit: Inside<'compose'>, id: string): Promise<Document> {
  return createStore(visit)
    .read(id)
    .catch((problem: unknown) => {
      throw problem instanceof Problem && problem.status === 404
        ? new Problem(404, problem.code, visit.words.compose.outOfReach)
        : problem
    })
}

function readReply(visit: Inside<'compose'>, incomingId: string | null): Promise<Incoming | undefined> {
  const { signal } = visit
  return incomingId ? visit.ask('GET /incoming/{id}', { id: incomingId, signal }) : Promise.resolve(undefined)
}

function readReceiver(handle: string | null, signal: AbortSignal): Promise<Entry | undefined> {
  return handle ? ask('GET /directory/{handle}', { handle, signal }) : Promise.resolve(undefined)
}

type Earlier = { kind: keyof typeof ABOUT; document: Document }

/** The paper of ours that a new one replaces, amends, corrects or repeals, as the address names it. */
async function readEarlier({ query, ask: asked, signal }: Inside<'compose'>): Promise<Earlier | undefined> {
  const kinds = Object.keys(ABOUT) as (keyof typeof ABOUT)[]
  for (const kind of kinds) {
    const id = query.get(ABOUT[kind])
    if (id) return { kind, document: await asked('GET /documents/{id}', { id, signal }) }
  }
  return undefined
}

/** What a later paper has of the one it is about: the same type, unless it corrects it, and the same recipients. */
function laterOf({ kind, document }: Earlier): Writing {
  const { issuerId, decidingBody, typeId, recipients = [] } = draftOf(document)
  return {
    ...(issuerId ? { issuerId } : {}),
    ...(decidingBody ? { decidingBody } : {}),
    ...(kind === 'corrects' ? { typeId: 'cong-van' } : typeId ? { typeId } : {}),
    recipients,
    relates: [{ kind, documentId: document.id }],
  }
}

/** What a new document starts with: the main issuer; as an answer or to somebody also to whom. */
function beginning(
  { organisation }: Books,
  reply: Incoming | undefined,
  receiver: Entry | undefined,
  earlier: Earlier | undefined,
): Writing {
  const to = reply?.sender ?? receiver
  const issuer = organisation?.issuers.find(({ main }) => main)
  return {
    ...(issuer ? { issuerId: issuer.id } : {}),
    authority: 'T/M',
    ...(earlier ? laterOf(earlier) : {}),
    ...(reply?.deliveryId ? { replyTo: reply.deliveryId, urgency: reply.urgency } : {}),
    ...(to
      ? { recipients: [{ kind: 'committee' as const, id: to.handle, handle: to.handle, name: to.name }] }
      : {}),
  }
}

function assemble(visit: Inside<'compose'>, keeper: Keeper, books: Books): State {
  const { draw } = visit
  const files = createUploads({
    files: filesOf(keeper.draft, keeper.document),
    addressOf: (asked) => visit.urlOf('PUT /files/{sha256}', asked),
    limit: visit.here.limits.fileBytes,
    mayDeclare: visit.may('documents.issue'),
    changed: () => keeper.change({ files: files.files().map(({ sha256, name }) => ({ sha256, name })) }),
    draw,
  })
  const recipients = createRecipients(visit, {
    ...books,
    chosen: () => keeper.draft.recipients ?? [],
    change: (chosen) => keeper.change({ recipients: chosen }),
    draw,
  })
  const fields = createFields(visit, { keeper, ...books })
  const form = createForm({ draw, title: visit.words.compose.issueErrors, send: () => keeper.flush() })
  return { keeper, books, fields, files, recipients, form, send: intention(visit.ask), draw }
}

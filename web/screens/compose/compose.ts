import { call, get } from '../../api/client.ts'
import { intention } from '../../api/intention.ts'
import type { DocumentType, Group, Member, Organisation } from '../../api/office.ts'
import type { Document, Entry, Incoming, Page } from '../../api/types.ts'
import { createUploads } from '../../parts/upload.ts'
import { go, rename } from '../../router.ts'
import type { Visit, View } from '../../screen.ts'
import { api, at, here, may } from '../../session.ts'
import { words } from '../../text/words.ts'
import { createFields } from './fields.ts'
import { createKeeper, type Keeper, type Writing } from './draft.ts'
import { page } from './page.ts'
import { createRecipients } from './recipients.ts'
import type { Books, State } from './state.ts'

/** Writing a document: facts, files and receivers on the left; on the right its head, the checks, the issuing. */
export default async function compose(visit: Visit): Promise<View> {
  const { params, query, signal, draw } = visit
  const id = params['id']
  const [books, found, reply, receiver] = await Promise.all([
    readBooks(signal),
    id ? call<Document>('GET', api('documents', id), { signal }) : undefined,
    readReply(query.get('traLoi'), signal),
    readReceiver(query.get('noiNhan'), signal),
  ])
  if (found && found.data.state !== 'draft') go(at('van-ban-di', found.data.id), { replace: true })
  const keeper = createKeeper({
    draw,
    born: (born) => rename(at('van-ban-di', 'soan', born)),
    ...(found ? { document: found.data } : { draft: beginning(books, reply, receiver) }),
    ...(found?.version ? { etag: found.version } : {}),
  })
  const state = assemble(keeper, books, found?.data, draw)
  const answered = found?.data.replyTo
  if (reply) state.reply = { notation: reply.notation, sender: reply.sender.name }
  else if (answered) state.reply = { notation: answered.notation, sender: answered.senderName }
  addEventListener('pagehide', () => void keeper.flush(), { signal })
  // It comes behind the screen, to be there when the line is not.
  void import('./issue.ts').catch(() => undefined)
  const t = words('compose')
  return {
    title: () => keeper.draft.subject ?? t.title,
    wide: true,
    leave: () => void keeper.flush(),
    body: () => page(state),
  }
}

async function readBooks(signal: AbortSignal): Promise<Books> {
  const [types, groups, members, organisation] = await Promise.all([
    get<Page<DocumentType>>(api('document-types'), signal),
    get<Page<Group>>(api('recipient-groups'), signal).catch(() => ({ items: [] })),
    get<Page<Member>>(api('members'), signal).catch(() => ({ items: [] })),
    get<Organisation>(api('organisation'), signal).catch(() => undefined),
  ])
  return {
    types: types.items,
    groups: groups.items,
    members: members.items,
    ...(organisation ? { organisation } : {}),
  }
}

function readReply(incomingId: string | null, signal: AbortSignal): Promise<Incoming | undefined> {
  return incomingId ? get<Incoming>(api('incoming', incomingId), signal) : Promise.resolve(undefined)
}

function readReceiver(handle: string | null, signal: AbortSignal): Promise<Entry | undefined> {
  return handle
    ? get<Entry>(`/api/directory/${encodeURIComponent(handle)}`, signal)
    : Promise.resolve(undefined)
}

/** What a new document starts with: the main issuer; as an answer or to somebody also to whom. */
function beginning(
  { organisation }: Books,
  reply: Incoming | undefined,
  receiver: Entry | undefined,
): Writing {
  const to = reply?.sender ?? receiver
  const issuer = organisation?.issuers.find(({ main }) => main)
  return {
    ...(issuer ? { issuerId: issuer.id } : {}),
    authority: 'T/M',
    ...(reply?.deliveryId ? { replyTo: reply.deliveryId, urgency: reply.urgency } : {}),
    ...(to
      ? { recipients: [{ kind: 'committee' as const, id: to.handle, handle: to.handle, name: to.name }] }
      : {}),
  }
}

function assemble(keeper: Keeper, books: Books, document: Document | undefined, draw: () => void): State {
  const files = createUploads({
    files: document?.files ?? [],
    base: api('files'),
    limit: here().limits.fileBytes,
    mayDeclare: may('documents.issue'),
    changed: () => keeper.change({ files: files.files().map(({ sha256, name }) => ({ sha256, name })) }),
    draw,
  })
  const recipients = createRecipients({
    ...books,
    chosen: () => keeper.draft.recipients ?? [],
    change: (chosen) => keeper.change({ recipients: chosen }),
    draw,
  })
  const fields = createFields({ keeper, ...books, draw })
  return { keeper, books, fields, files, recipients, errors: {}, send: intention(), busy: false, draw }
}

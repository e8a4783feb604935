import { html, nothing, type TemplateResult } from 'lit-html'
import type { Group, GroupWhole, Organisation } from '../../api/office.ts'
import type { Recipient } from '../../api/types.ts'
import { findCommittees } from '../../parts/committees.ts'
import { matching } from '../../parts/match.ts'
import { createPicker, type Option, type Options } from '../../parts/picker.ts'
import type { Inside } from '../../screen.ts'
import { ownerOf } from './owner.ts'
import { common } from '../../text/common.ts'

/** The receivers of a document: a search field over groups, own units and the directory, and what was gathered. */
export type Recipients = { view: (count: number | undefined, error?: string) => TemplateResult }

type Setup = {
  chosen: () => Recipient[]
  change: (recipients: Recipient[]) => void
  groups: Group[]
  organisation?: Organisation
  draw: () => void
}

/** @param setup.chosen the receivers as the draft has them now */
export function createRecipients(visit: Inside<'compose'>, setup: Setup): Recipients {
  const t = visit.words.compose
  const opened = new Map<string, GroupWhole>()
  const picker = createPicker({
    name: 'recipients',
    label: t.recipients,
    hint: t.recipientsHint,
    placeholder: t.recipientsPlace,
    find: (typed) => find(visit, typed, setup.groups, setup.organisation),
    pick: (option) => add(visit, setup, option),
    draw: setup.draw,
  })
  return {
    view: (count, error) => html`
      ${picker.view(error)}
      <p class="gathered-count" role="status">${t.recipientCount(count ?? setup.chosen().length)}</p>
      <ul class="gathered">
        ${setup.chosen().map((ref) => line(visit, setup, opened, ref))}
      </ul>
    `,
  }
}

function add(visit: Inside<'compose'>, { chosen, change }: Setup, { key, label }: Option): void {
  if (!chosen().some((one) => keyOf(one) === key)) change([...chosen(), refOf(key, label)])
  remember(visit, { key, label })
}

function line(
  visit: Inside<'compose'>,
  setup: Setup,
  opened: Map<string, GroupWhole>,
  ref: Recipient,
): TemplateResult {
  const t = visit.words.compose
  const group = ref.kind === 'group' ? setup.groups.find(({ id }) => id === ref.id) : undefined
  const members = group && opened.get(group.id)?.members
  const { name } = ref
  const remove = (): void => setup.change(setup.chosen().filter((one) => keyOf(one) !== keyOf(ref)))
  return html`<li>
    <span>${name}</span>
    ${
      group
        ? html`<button
            class="link small"
            type="button"
            aria-expanded=${members !== undefined}
            @click=${() => show(visit, setup, opened, group.id)}
          >
            ${t.showGroup} ${t.groupNote(group.count)}
          </button>`
        : nothing
    }
    <button class="link small" type="button" aria-label=${t.removeRecipient(name)} @click=${remove}>
      ${common().remove}
    </button>
    ${members ? html`<p class="small quiet members">${members.map((one) => one.name).join(' · ')}</p>` : nothing}
  </li>`
}

async function show(
  visit: Inside<'compose'>,
  { draw }: Setup,
  opened: Map<string, GroupWhole>,
  id: string,
): Promise<void> {
  if (!opened.delete(id)) opened.set(id, await visit.ask('GET /recipient-groups/{id}', { id }))
  draw()
}

function keyOf(ref: Recipient): string {
  return `${ref.kind}:${ref.kind === 'committee' ? (ref.handle ?? ref.id) : ref.id}`
}

function refOf(key: string, name: string): Recipient {
  const at = key.indexOf(':')
  const [kind, id] = [key.slice(0, at), key.slice(at + 1)]
  if (kind === 'committee') return { kind, id, handle: id, name }
  return { kind: kind === 'group' ? 'group' : 'unit', id, name }
}

async function find(
  visit: Inside<'compose'>,
  typed: string,
  groups: Group[],
  organisation: Organisation | undefined,
): Promise<Options> {
  const t = visit.words.compose
  const committees = await findCommittees(typed)
  const own = visit.here.committee.handle
  const units = organisation?.units.filter(({ closed }) => !closed) ?? []
  return [
    { label: t.recentOnes, options: typed ? [] : recent(visit) },
    {
      label: t.groups,
      options: matching(typed, groups, ({ name }) => name).map(({ id, name, count }) => ({
        key: `group:${id}`,
        label: name,
        note: t.groupNote(count),
      })),
    },
    {
      label: t.committees,
      options: committees
        .filter(({ key }) => key !== own)
        .map((option) => ({ ...option, key: `committee:${option.key}` })),
    },
    {
      label: t.units,
      options: matching(typed, units, ({ name }) => name).map(({ id, name }) => ({
        key: `unit:${id}`,
        label: name,
      })),
    },
  ]
}

const slot = (visit: Inside<'compose'>): string => `lt.recipients.${ownerOf(visit)}`

function recent(visit: Inside<'compose'>): Option[] {
  return JSON.parse(localStorage.getItem(slot(visit)) ?? '[]') as Option[]
}

function remember(visit: Inside<'compose'>, option: Option): void {
  const rest = recent(visit).filter(({ key }) => key !== option.key)
  localStorage.setItem(slot(visit), JSON.stringify([option, ...rest].slice(0, 5)))
}

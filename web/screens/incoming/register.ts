import { html, nothing, type TemplateResult } from 'lit-html'
import type { AskOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import {
  areaField,
  checkField,
  choicesOf,
  chosenOf,
  dateField,
  selectField,
  submitButton,
  textField,
  type Choice,
} from '../../parts/field.ts'
import { createForm, missing, type Values } from '../../parts/form.ts'
import { hourField, readHour, TIMED } from '../../parts/hour.ts'
import { createUploads, type Listed } from '../../parts/upload.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { readDate } from '../../text/dates.ts'
import { dayProblem } from '../../parts/day.ts'

/** Enters in the book a paper that came by hand or by e-mail, with its scans. */
export default async function register(visit: Inside<'handling'>): Promise<View> {
  const { signal, draw, words } = visit
  const t = words.handling.register
  const types = (await visit.ask('GET /document-types', { signal })).items.map(({ name }) => ({
    value: name,
    label: name,
  }))
  const once = intention(visit.ask)
  const channels = choicesOf(t.channels)
  /** The papers in the book that may be the same, as the server names them. */
  let twins: string[] = []
  const urgency = createUrgency(draw)
  const files = createUploads({
    files: [],
    addressOf: (asked) => visit.urlOf('PUT /files/{sha256}', asked),
    limit: visit.here.limits.fileBytes,
    mayDeclare: visit.may('files.declare'),
    changed: () => undefined,
    draw,
  })
  const send = async (values: Values): Promise<void> => {
    const body = paperOf(values, channels, files.files())
    const done = await once('POST /incoming', { body }).catch(async (problem: unknown) => {
      if (problem instanceof Problem && problem.code === 'conflict') twins = await twinsOf(visit, body)
      throw problem
    })
    say(t.done(done.arrivalNo))
    await visit.refresh()
    visit.go(visit.at('van-ban-den', done.incomingId), { replace: true })
  }
  const form = createForm({
    draw,
    check: (values) => wrong(visit, values, files.unsent() || files.busy()),
    send,
  })
  return {
    title: () => form.titled(t.title),
    body: () => html`
      <div class="head">
        <p class="crumb"><a href=${visit.at('van-ban-den')}>‹ ${common().places.incoming}</a></p>
        <h1 tabindex="-1">${t.title}</h1>
      </div>
      ${form.summary()}
      <form class="tall" novalidate @submit=${form.submit}>
        ${twins.length > 0 ? twinLines(visit, twins) : nothing}
        ${selectField({ name: 'channel', label: t.channel, choices: channels })}
        ${textField({ name: 'senderName', label: t.sender, error: form.errors['senderName'] })}
        ${textField({ name: 'notation', label: t.notation, narrow: true, error: form.errors['notation'] })}
        ${selectField({ name: 'typeName', label: t.type, empty: '', choices: types, error: form.errors['typeName'] })}
        ${dateField({ name: 'issuedOn', label: t.issuedOn, error: form.errors['issuedOn'] })}
        ${areaField({ name: 'subject', label: t.subject, error: form.errors['subject'] })}
        ${textField({ name: 'signer', label: t.signer, optional: true, error: form.errors['signer'] })}
        ${urgency(t, form.errors['deliverBy'])}
        ${dateField({ name: 'dueOn', label: t.due, optional: true, error: form.errors['dueOn'] })}
        ${areaField({ name: 'note', label: t.note, optional: true, rows: 2, error: form.errors['note'] })}
        ${files.view(form.errors['files'])}
        <p class="row">${submitButton(t.save, form.busy)}</p>
      </form>
    `,
  }
}

/** How urgent it is, and the hour where its mark names one. */
function createUrgency(
  draw: () => void,
): (t: Inside<'handling'>['words']['handling']['register'], error?: string) => TemplateResult {
  let chosen = 0
  const choices = common().urgency.map((label, value) => ({ value: String(value), label }))
  const change = (value: string): void => {
    chosen = Number(value)
    draw()
  }
  return (t, error) => html`
    ${selectField({ name: 'urgency', label: t.urgency, value: String(chosen), choices, change })}
    ${chosen === TIMED ? hourField({ ...t.hour, error }) : nothing}
  `
}

/** What was typed, as the book takes it. */
function paperOf(values: Values, channels: Choice<'paper' | 'email'>[], files: Listed[]) {
  const { senderName = '', notation = '', typeName = '', subject = '', signer = '', note = '' } = values
  return {
    senderName,
    notation,
    typeName,
    subject,
    signer,
    channel: chosenOf(channels, values['channel'] ?? '') ?? 'paper',
    issuedOn: readDate(values['issuedOn'] ?? '') ?? '',
    dueOn: readDate(values['dueOn'] ?? ''),
    urgency: Number(values['urgency'] ?? 0),
    deliverBy: readHour(values['deliverBy'] ?? ''),
    note: note || undefined,
    files: files.map(({ sha256, name }) => ({ sha256, name })),
    another: values['another'] === 'on',
  }
}

function wrong(visit: Inside<'handling'>, values: Values, unsent: boolean): Record<string, string> {
  const t = visit.words.handling.register
  const days = ['issuedOn', 'dueOn'].filter((name) => values[name] && !readDate(values[name]))
  return {
    ...missing(values, {
      senderName: t.sender,
      notation: t.notation,
      typeName: t.type,
      issuedOn: t.issuedOn,
      subject: t.subject,
    }),
    ...Object.fromEntries(days.map((name) => [name, dayProblem(values[name] ?? '')])),
    ...(values['deliverBy'] && !readHour(values['deliverBy']) ? { deliverBy: t.hourWrong } : {}),
    ...(unsent ? { files: t.unsent } : {}),
  }
}

/** What the server found in the book, and the tick that says it is another. */
const twinLines = (visit: Inside<'handling'>, twins: string[]): TemplateResult =>
  html`<div class="alert warn">
    <p>${visit.words.handling.register.twins}</p>
    <ul>
      ${twins.map((one) => html`<li>${one}</li>`)}
    </ul>
    ${checkField({ name: 'another', label: visit.words.handling.register.another })}
  </div>`

type Likeness = Required<AskOf<'GET /incoming-twins'>>['query']

async function twinsOf(
  visit: Inside<'handling'>,
  { senderName, notation, typeName, issuedOn, files }: Omit<Likeness, 'files'> & { files: Listed[] },
): Promise<string[]> {
  const query = {
    senderName,
    notation,
    typeName,
    issuedOn,
    files: files.map(({ sha256 }) => sha256).join(','),
  }
  return (await visit.ask('GET /incoming-twins', { query })).items.map(({ why }) => why)
}

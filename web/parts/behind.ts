import { html, nothing, type TemplateResult } from 'lit-html'
import { Problem } from '../api/problem.ts'
import { common } from '../text/common.ts'

type Renew = () => Promise<void>
/** A part that comes behind its screen: what it shows, and how it is brought up to date or tried again. */
export type Part = { view: () => unknown; renew: Renew }

/** Parts that did not come, by the screen they are of. */
const lost = new WeakMap<() => void, Set<Renew>>()

/**
 * A part that comes behind its screen, with its code, its words and what it reads; the screen is whole without it. Those
 * that do not come are told once on the screen, with the way to try again; one that its reader may not see is not there.
 * @param load gives the part's view
 */
export function createPart(draw: () => void, load: () => Promise<() => unknown>): Part {
  const all = lost.get(draw) ?? new Set<Renew>()
  lost.set(draw, all)
  let view: (() => unknown) | undefined
  const renew = async (): Promise<void> => {
    all.delete(renew)
    try {
      view = await load()
    } catch (problem) {
      if (!isNotTheirs(problem)) all.add(renew)
    }
    draw()
  }
  const again = () => all.forEach((one) => void one())
  return { renew, view: () => [[...all][0] === renew ? lostLine(again) : nothing, view?.()] }
}

/** {@link createPart} that comes at once. */
export function behind(draw: () => void, load: () => Promise<() => unknown>): () => unknown {
  const { view, renew } = createPart(draw, load)
  void renew()
  return view
}

/** That a part of a screen did not come, and the way to try again. */
export const lostLine = (again: () => unknown): TemplateResult =>
  html`<p class="alert warn" role="status">
    ${common().partLost} <button class="link" @click=${again}>${common().retry}</button>
  </p>`

/** What somebody may not see, or what is not there, is no failure. */
export const isNotTheirs = (problem: unknown): boolean =>
  problem instanceof Problem && (problem.status === 403 || problem.status === 404)

/** For what a screen reads beside the thing itself: nothing where it is not theirs; any other failure is told. */
export function orNone(problem: unknown): undefined {
  if (!isNotTheirs(problem)) throw problem
}

/**
 * A part that comes behind its screen, with its code, its words and what it reads; the screen is whole without it.
 * @param load gives the part's view
 * @returns what the part shows: nothing until it is here, or where it cannot come
 */
export function behind(draw: () => void, load: () => Promise<() => unknown>): () => unknown {
  let view: (() => unknown) | undefined
  load().then(
    (loaded) => {
      view = loaded
      draw()
    },
    () => undefined,
  )
  return () => view?.()
}

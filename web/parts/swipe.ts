/** So far (px) a finger goes sideways, and no further up or down than half of it, to mean the next one. */
const FAR = 80

/**
 * Listens to a finger drawn sideways over a place.
 * @param swiped gets -1 for a swipe to the left, 1 for one to the right
 */
export function swiping(swiped: (by: -1 | 1) => void): {
  began: (event: TouchEvent) => void
  ended: (event: TouchEvent) => void
} {
  let from: Touch | undefined
  return {
    began: (event) => {
      from = event.touches.length === 1 ? event.touches[0] : undefined
    },
    ended: (event) => {
      const to = event.changedTouches[0]
      if (!from || !to) return
      const [x, y] = [to.clientX - from.clientX, to.clientY - from.clientY]
      if (Math.abs(x) >= FAR && Math.abs(y) <= FAR / 2) swiped(x < 0 ? -1 : 1)
    },
  }
}

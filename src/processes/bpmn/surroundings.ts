import { type El, list, ref, text, typeOf } from './moddle.ts'

/** The name of the lane each element of a container stands in; of nested lanes the innermost. */
export function lanesOf(container: El): Map<El, string> {
  const names = new Map<El, string>()
  const visit = (laneSet: El) => {
    for (const lane of list(laneSet, 'lanes')) {
      const name = text(lane, 'name')
      if (name) for (const el of list(lane, 'flowNodeRef')) names.set(el, name)
      const inner = ref(lane, 'childLaneSet')
      if (inner) visit(inner)
    }
  }
  for (const laneSet of list(container, 'laneSets')) visit(laneSet)
  return names
}

/** The texts of the annotations tied to each element of a container. */
export function annotationsOf(container: El): Map<El, string[]> {
  const found = new Map<El, string[]>()
  for (const artifact of list(container, 'artifacts')) {
    const ends = [ref(artifact, 'sourceRef'), ref(artifact, 'targetRef')]
    const note = ends.find((end) => end && typeOf(end) === 'TextAnnotation')
    const el = ends.find((end) => end && end !== note)
    const said = note && text(note, 'text')
    if (!el || !said) continue
    const known = found.get(el)
    if (known) known.push(said)
    else found.set(el, [said])
  }
  return found
}

/** What an adapted version is written with; comes after the page. */
export { openAdapting } from './overlay-state.ts'
export { conflicts, newer, whole } from './overlay-parts.ts'
export { overlayTable } from './overlay-table.ts'
export { checks, drawing, savedWord } from './side.ts'

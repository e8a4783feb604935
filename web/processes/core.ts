/** What of the process core a browser runs, in one piece that comes after the screen: checks, drawing, trial runs. */
export { checkTemplate } from '../../src/processes/template.ts'
export { layoutDiagram, listSteps } from '../../src/processes/diagram.ts'
export { adapt } from '../../src/processes/overlay.ts'

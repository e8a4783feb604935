import { toJSONSchema } from 'zod/mini'
import { layerSchema } from './layer.ts'

/**
 * The JSON Schema (draft 2020-12) of a calendar's layer, from our own definition. To write it anew after a change:
 * `npx node src/calendar/layer.schema.ts > src/calendar/layer.schema.json && npx oxfmt`
 */
export function layerJsonSchema(): object {
  return toJSONSchema(layerSchema)
}

if (import.meta.main) console.log(JSON.stringify(layerJsonSchema(), null, 2))

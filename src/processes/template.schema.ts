import { toJSONSchema } from 'zod/mini'
import { templateSchema } from './schema.ts'

/**
 * The JSON Schema (draft 2020-12) of a template, from our own definitions. To write it anew after a change:
 * `npx node src/processes/template.schema.ts > src/processes/template.schema.json && npx oxfmt`
 */
export function templateJsonSchema(): object {
  return { $id: 'urn:quytrinh:1', ...toJSONSchema(templateSchema, { io: 'input' }) }
}

if (import.meta.main) console.log(JSON.stringify(templateJsonSchema(), null, 2))

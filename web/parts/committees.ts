import { ask } from '../api/ask.ts'
import type { Option } from './picker.ts'

/**
 * Committees of the directory as options of a search field.
 * @param typed what stands in the field, with or without accents; nothing gives the first ones
 */
export async function findCommittees(typed: string): Promise<Option[]> {
  const { items } = await ask('GET /directory', { query: { limit: 20, q: typed.trim() || undefined } })
  return items
    .filter(({ state }) => state !== 'provisioning')
    .map(({ handle, name, kindName }) => ({ key: handle, label: name, note: kindName }))
}

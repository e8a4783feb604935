import { ask } from '../api/ask.ts'
import type { Option } from './picker.ts'

/**
 * Committees of the directory as options of a search field.
 * @param typed what stands in the field, with or without accents; nothing gives the first ones
 * @param superior those directly below this committee alone, by its handle
 */
export async function findCommittees(typed: string, superior?: string): Promise<Option[]> {
  const query = { limit: 20, q: typed.trim() || undefined, superior }
  const { items } = await ask('GET /directory', { query })
  return items
    .filter(({ state }) => state !== 'provisioning')
    .map(({ handle, name, kindName }) => ({ key: handle, label: name, note: kindName }))
}

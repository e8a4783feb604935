import { get } from '../api/client.ts'
import type { Entry, Page } from '../api/types.ts'
import type { Option } from './picker.ts'

/**
 * Committees of the directory as options of a search field.
 * @param typed what stands in the field, with or without accents; nothing gives the first ones
 */
export async function findCommittees(typed: string): Promise<Option[]> {
  const query = new URLSearchParams({ limit: '20', ...(typed.trim() ? { q: typed.trim() } : {}) })
  const { items } = await get<Page<Entry>>(`/api/directory?${query}`)
  return items
    .filter(({ state }) => state !== 'provisioning')
    .map(({ handle, name, kindName }) => ({ key: handle, label: name, note: kindName }))
}

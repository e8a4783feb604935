import { fold } from '../../core/text.ts'

const longest = 32

/** A readable id (`[a-z][a-z0-9_]*`, at most 32) from any text: «Tiếp nhận, vào sổ» gives `tiep_nhan_vao_so`. */
export function slug(text: string, otherwise: string): string {
  const plain = fold(text)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+/, '')
  const whole = plain.length <= longest ? plain : plain.slice(0, longest + 1).replace(/_[^_]*$/, '')
  return whole.slice(0, longest).replace(/_+$/, '') || otherwise
}

/** Gives ids that do not repeat: `duyet`, `duyet_2`, `duyet_3`. `reserved` ones are never given. */
export function idGiver(reserved: string[] = []): (wish: string) => string {
  const count = new Map(reserved.map((id) => [id, 1]))
  return (wish) => {
    let id = wish
    while (count.has(id)) {
      const next = (count.get(wish) ?? 1) + 1
      count.set(wish, next)
      id = `${wish.slice(0, longest - 1 - String(next).length)}_${next}`
    }
    count.set(id, 1)
    return id
  }
}

/** A text that fits the schema's 400 characters, cut at a character. */
export function cut(text: string): string {
  return text.length <= 400 ? text : `${text.slice(0, 399).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** A process code (`[A-Z0-9Đ./-]`, 2 to 32) from an id or a name. */
export function codeFrom(...wishes: (string | undefined)[]): string {
  for (const wish of wishes) {
    if (!wish) continue
    if (/^[A-Z0-9Đ][A-Z0-9Đ./-]{1,31}$/.test(wish)) return wish
    const code = slug(wish, '').toUpperCase().replaceAll('_', '-')
    if (code.length > 1) return code
  }
  return 'QT.NHAP'
}

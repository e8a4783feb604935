import type { TemplateResult } from 'lit-html'
import { moment, readDate } from '../text/dates.ts'
import { textField } from './field.ts'

/** The degree of urgency that names an hour, "Hỏa tốc hẹn giờ". */
export const TIMED = 4

/**
 * What a person typed for an hour of a day in Hà Nội (`15:30 30/11/2026`, `15 giờ 30 ngày 30/11/2026`) → ISO, UTC.
 * @returns undefined when it is none
 */
export function readHour(typed: string): string | undefined {
  const found =
    /^\s*(\d{1,2})\s*(?::|h|giờ)\s*(?:(\d{2})(?![\d./-]))?(?:\s*phút)?[\s,]*(?:ngày\s*)?(\S+)\s*$/i.exec(
      typed,
    )
  const [, hour = '', minute = '00', rest = ''] = found ?? []
  const day = readDate(rest)
  if (!day || Number(hour) > 23 || Number(minute) > 59) return undefined
  return new Date(`${day}T${hour.padStart(2, '0')}:${minute}:00+07:00`).toISOString()
}

/** The hour by which an urgent paper must be handed over; `input` is told what was read. */
export function hourField(options: {
  label: string
  hint: string
  value?: string | undefined
  error?: string | undefined
  input?: (read: string | undefined) => void
}): TemplateResult {
  return textField({
    name: 'deliverBy',
    label: options.label,
    hint: options.hint,
    narrow: true,
    value: moment(options.value),
    error: options.error,
    input: (typed) => options.input?.(readHour(typed)),
  })
}

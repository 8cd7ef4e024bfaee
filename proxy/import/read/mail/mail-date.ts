/**
 * Times of mails as mail programs write them. `Date.parse` is no reader of them: it takes the zone of this machine where none
 * is told, makes 2 March of 31 February, and knows none of the names that zones have outside of North America.
 */
import { EARLIEST, isDay, timeOf } from '../../time.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Hours before or after UTC. Names that mean two zones, such as IST, are not among them. */
const ZONES: ReadonlyMap<string, number> = new Map(
  `wet 0 west 1 bst 1 cet 1 cest 2 met 1 mest 2 eet 2 eest 3 msk 3 jst 9 kst 9 aest 10 aedt 11 nzst 12 nzdt 13
   est -5 edt -4 cst -6 cdt -5 mst -7 mdt -6 pst -8 pdt -7 akst -9 akdt -8 hst -10`
    .match(/[a-z]+ -?\d+/g)
    ?.map((zone): [string, number] => {
      const [name = '', hours] = zone.split(' ')
      return [name, Number(hours)]
    }),
)

/** `Wed, 10 Jan 2024 09:00:00 +0100`, and what has become of it. */
const MAIL =
  /^(?:[^\d,]{0,20},\s*|[^\d\s]{1,20}\s+)?(?<day>\d{1,2})[\s-]+(?<month>[a-z]{3})[a-z]*\.?[\s-]+(?<year>\d{2,4}),?\s+(?<hour>\d{1,2})[:.](?<minute>\d\d)(?:[:.](?<second>\d\d))?\s*(?<half>[ap]m)?\s*(?<zone>[+-]\d\d:?\d\d|[a-z]+(?:[+-]\d{1,2}(?:\d\d)?)?)?/i

/** `Wed Jan 10 09:00:00 2024` */
const ASCTIME =
  /^(?:[a-z]{3},?\s+)?(?<month>[a-z]{3})\s+(?<day>\d{1,2})\s+(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d))?\s+(?:(?<zone>[a-z]{1,5}|[+-]\d{4})\s+)?(?<year>\d{4})/i

/** Minutes before or after UTC. A name that nobody knows is UTC, as RFC 5322 says. */
function offsetOf(zone: string): number {
  const [, name = '', sign, hours = '', minutes = '0'] =
    /^([a-z]*)(?:([+-])(\d\d?)(?::?(\d\d))?)?$/i.exec(zone) ?? []
  if (sign === undefined) return (ZONES.get(name.toLowerCase()) ?? 0) * 60
  const offset = Number(hours) * 60 + Number(minutes)
  return offset > 14 * 60 ? 0 : sign === '-' ? -offset : offset
}

/** Of two figures, and of three where somebody has counted on from 1900 (RFC 5322, 4.3). */
function yearOf(text: string): number {
  const year = Number(text)
  if (text.length === 4) return year
  return year + (text.length === 2 && year < 50 ? 2000 : 1900)
}

/** When a mail was sent, by a field of its head; undefined where that tells no time. */
export function mailTime(field: string | undefined): number | undefined {
  const text = (field ?? '')
    .slice(0, 200)
    .replaceAll(/\([^()]*\)/g, ' ')
    .trim()
  const ms = timeOf(text) ?? inWords(text)
  return ms === undefined || ms < EARLIEST ? undefined : ms
}

function inWords(text: string): number | undefined {
  const groups = (MAIL.exec(text) ?? ASCTIME.exec(text))?.groups
  if (!groups) return undefined
  const { day = '', month = '', year = '', hour = '', minute = '', second = '0', half, zone = '' } = groups
  const [y, m, d] = [yearOf(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day)]
  const h = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  if (!isDay(y, m, d) || h > 24 || Number(minute) > 59 || Number(second) > 60) return undefined
  return Date.UTC(y, m - 1, d, h, Number(minute) - offsetOf(zone), Number(second))
}

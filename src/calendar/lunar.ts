/**
 * The Vietnamese lunar calendar: the rules of the Chinese one, but reckoned at 105° E (UTC+7, decision 121-CP of
 * 1967), so that days and even months differ from Beijing's in some years. Months begin on the day of the new moon;
 * the month of the winter solstice is the eleventh; in a year of thirteen months the first without a major solar
 * term repeats the number before it.
 *
 * Series: J. Meeus, "Astronomical Algorithms", 2nd ed., ch. 49 (new moon, good to seconds) and ch. 25 (sun, 0.01°);
 * ΔT: Espenak and Meeus, "Five Millennium Canon of Solar Eclipses".
 */
const UTC_OFFSET_DAYS = 7 / 24
const MS_PER_DAY = 86_400_000
const UNIX_EPOCH_JD = 2_440_587.5
const FIRST_MOON_JD = 2_451_550.09766
const SYNODIC_MONTH = 29.530588861
const FIRST_YEAR = 2000
const LAST_YEAR = 2100

/** A date found by computing; `marginMinutes` is how far the new moon that settles it stands from midnight. */
export type LunarDate = { date: string; marginMinutes: number }

/**
 * The solar date of a day of a Vietnamese lunar year (never of a leap month).
 * @param year the lunar year, 2000 to 2100, named by the solar year its first month falls in
 * @param month 1 to 10
 * @param day 1 to 30
 * @throws RangeError outside of these
 */
export function lunarDate(year: number, month: number, day: number): LunarDate {
  const inside = (n: number, low: number, high: number) => Number.isInteger(n) && n >= low && n <= high
  if (!inside(year, FIRST_YEAR, LAST_YEAR) || !inside(month, 1, 10) || !inside(day, 1, 30))
    throw new RangeError(`no lunar date ${year}-${month}-${day} here`)
  const moon = moonOfMonth(year, month)
  const instant = newMoon(moon)
  const sinceMidnight = (instant - Math.floor(instant)) * 1440
  return {
    date: new Date((Math.floor(instant) + day - 1) * MS_PER_DAY).toISOString().slice(0, 10),
    marginMinutes: Math.floor(Math.min(sinceMidnight, 1440 - sinceMidnight)),
  }
}

/** Mùng 1 Tết of a lunar year, 2000 to 2100. */
export function lunarNewYear(year: number): LunarDate {
  return lunarDate(year, 1, 1)
}

/** Giỗ Tổ Hùng Vương, the tenth of the third month, 2000 to 2100. */
export function hungKingsDay(year: number): LunarDate {
  return lunarDate(year, 3, 10)
}

/** The number, in Meeus's count, of the new moon that begins a month of a lunar year. */
function moonOfMonth(year: number, month: number): number {
  const eleventh = solsticeMoon(year - 1)
  const months = solsticeMoon(year) - eleventh
  // Twelve months: the eleventh is followed by the twelfth, then the first. With thirteen, one stands in between.
  const plain = eleventh + 1 + month
  return months === 13 && leapMoon(eleventh) <= plain ? plain + 1 : plain
}

/** The new moon that begins the month in which the winter solstice of a solar year falls. */
function solsticeMoon(year: number): number {
  const yearEnd = Date.UTC(year, 11, 31) / MS_PER_DAY
  let moon = Math.ceil((yearEnd + UNIX_EPOCH_JD - FIRST_MOON_JD) / SYNODIC_MONTH)
  while (newMoonDay(moon) > yearEnd) moon--
  // From the solstice on, the sun stands in the tenth twelfth of its circle: that month comes after.
  return sunTwelfth(newMoonDay(moon)) === 9 ? moon - 1 : moon
}

/** The first month after the eleventh during which the sun enters no new twelfth of its circle. */
function leapMoon(eleventh: number): number {
  let moon = eleventh + 1
  while (sunTwelfth(newMoonDay(moon)) !== sunTwelfth(newMoonDay(moon + 1))) moon++
  return moon
}

/** The day, at UTC+7, of a new moon. */
function newMoonDay(moon: number): number {
  return Math.floor(newMoon(moon))
}

/** The instant of a new moon in days since 1970-01-01 00:00 at UTC+7. Meeus, ch. 49. */
function newMoon(moon: number): number {
  const t = moon / 1236.85
  const e = 1 - 0.002516 * t - 0.0000074 * t * t
  const sun = 2.5534 + 29.1053567 * moon - 0.0000014 * t * t - 0.00000011 * t ** 3
  const anomaly =
    201.5643 + 385.81693528 * moon + 0.0107582 * t * t + 0.00001238 * t ** 3 - 0.000000058 * t ** 4
  const latitude =
    160.7108 + 390.67050284 * moon - 0.0016118 * t * t - 0.00000227 * t ** 3 + 0.000000011 * t ** 4
  const node = 124.7746 - 1.56375588 * moon + 0.0020672 * t * t + 0.00000215 * t ** 3
  const mean =
    FIRST_MOON_JD + SYNODIC_MONTH * moon + 0.00015437 * t * t - 0.00000015 * t ** 3 + 0.00000000073 * t ** 4
  const periodic = MOON_TERMS.reduce(
    (sum, [size, m, a, f]) => sum + size * e ** Math.abs(m) * sine(m * sun + a * anomaly + f * latitude),
    -0.00017 * sine(node),
  )
  const planets = PLANET_TERMS.reduce(
    (sum, [size, phase, rate, bend]) => sum + size * sine(phase + rate * moon + bend * t * t),
    0,
  )
  return fromDynamical(mean + periodic + planets)
}

/** Which twelfth of its circle, from the spring equinox, the sun stands in as a day begins at UTC+7. Ch. 25. */
function sunTwelfth(day: number): number {
  const jd = day + UNIX_EPOCH_JD - UTC_OFFSET_DAYS
  const t = (jd + deltaT(jd) - 2_451_545) / 36_525
  const anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t * t) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.000289 * sine(3 * anomaly)
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t
  const longitude = mean + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t)
  return Math.floor((((longitude % 360) + 360) % 360) / 30)
}

function sine(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180)
}

function fromDynamical(jde: number): number {
  return jde - deltaT(jde) - UNIX_EPOCH_JD + UTC_OFFSET_DAYS
}

/** How many days dynamical time is ahead of universal time; for the future an estimate of some seconds' error. */
function deltaT(jd: number): number {
  const y = 2000 + (jd - 2_451_545) / 365.25
  const t = y - 2000
  if (y < 2005) return (63.86 + t * (0.3345 + t * (-0.060374 + t * (0.0017275 + t * 0.000651814)))) / 86_400
  if (y < 2050) return (62.92 + t * (0.32217 + t * 0.005589)) / 86_400
  return (-20 + 32 * ((y - 1820) / 100) ** 2 - 0.5628 * (2150 - y)) / 86_400
}

/** Size in days, then multiples of the sun's anomaly, the moon's anomaly and its argument of latitude. */
const MOON_TERMS: readonly (readonly [number, number, number, number])[] = [
  [-0.4072, 0, 1, 0],
  [0.17241, 1, 0, 0],
  [0.01608, 0, 2, 0],
  [0.01039, 0, 0, 2],
  [0.00739, -1, 1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 2, 0, 0],
  [-0.00111, 0, 1, -2],
  [-0.00057, 0, 1, 2],
  [0.00056, 1, 2, 0],
  [-0.00042, 0, 3, 0],
  [0.00042, 1, 0, 2],
  [0.00038, 1, 0, -2],
  [-0.00024, -1, 2, 0],
  [-0.00007, 2, 1, 0],
  [0.00004, 0, 2, -2],
  [0.00004, 3, 0, 0],
  [0.00003, 1, 1, -2],
  [0.00003, 0, 2, 2],
  [-0.00003, 1, 1, 2],
  [0.00003, -1, 1, 2],
  [-0.00002, -1, 1, -2],
  [-0.00002, 1, 3, 0],
  [0.00002, 0, 4, 0],
]

/** Size in days, then an angle's degrees at moon 0, degrees a moon, and degrees by the century squared. */
const PLANET_TERMS: readonly (readonly [number, number, number, number])[] = [
  [0.000325, 299.77, 0.107408, -0.009173],
  [0.000165, 251.88, 0.016321, 0],
  [0.000164, 251.83, 26.651886, 0],
  [0.000126, 349.42, 36.412478, 0],
  [0.00011, 84.66, 18.206239, 0],
  [0.000062, 141.74, 53.303771, 0],
  [0.00006, 207.14, 2.453732, 0],
  [0.000056, 154.84, 7.30686, 0],
  [0.000047, 34.52, 27.261239, 0],
  [0.000042, 207.19, 0.121824, 0],
  [0.00004, 291.34, 1.844379, 0],
  [0.000037, 161.72, 24.198154, 0],
  [0.000035, 239.56, 25.513099, 0],
  [0.000023, 331.55, 3.592518, 0],
]

/** What clocks do: distances from UTC, changes of them, and which moment a reading of a clock is. Pure. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

function reading(zone: string, at: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!);
}

/** How far a zone's clocks are ahead of UTC, in minutes. */
export function offset(zone: string, at: number): number {
  const whole = Math.floor(at / 1000) * 1000;
  return Math.round((reading(zone, whole) - whole) / MINUTE);
}

export type ClockChange = { at: number; before: number; after: number };

/** When a zone's clocks are next put on or back, within so many days; null if they are not. */
export function nextChange(zone: string, from: number, days = 400): ClockChange | null {
  const end = from + days * DAY;
  let low = from;
  const before = offset(zone, low);
  let high = low;
  while (high < end) {
    high = Math.min(end, low + 7 * DAY);
    if (offset(zone, high) !== before) break;
    low = high;
  }
  if (low >= end) return null;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (middle <= low) break;
    if (offset(zone, middle) === before) low = middle;
    else high = middle;
  }
  const at = Math.ceil(high / MINUTE) * MINUTE;
  return { at, before, after: offset(zone, at) };
}

/** The change of a zone's clocks in the 24 hours about that time, if there is one. */
export function changeNear(zone: string, at: number): ClockChange | null {
  if (offset(zone, at - DAY / 2) === offset(zone, at + DAY / 2)) return null;
  return nextChange(zone, at - DAY / 2, 1);
}

/**
 * Which moment it is when clocks in the zone show `2026-03-29T02:30`: where they show it twice the first, and where they never do
 * as long after the change as it is after its beginning. NaN if that is no reading.
 */
export function instantOf(text: string, zone: string): number {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/.exec(text);
  if (!found) return NaN;
  const [, year, month, day, hour = '0', minute = '0'] = found;
  const shown = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  if (new Date(shown).toISOString().slice(0, 10) !== text.slice(0, 10) || Number(hour) > 23 || Number(minute) > 59) return NaN;
  const early = shown - offset(zone, shown - DAY) * MINUTE;
  const late = shown - offset(zone, shown + DAY) * MINUTE;
  const fits = [early, late].filter((at) => at + offset(zone, at) * MINUTE === shown);
  return fits.length > 0 ? Math.min(...fits) : early;
}

/** What clocks in the zone show, for a field of a form: `2026-03-29T02:30`. */
export function shownAt(at: number, zone: string): string {
  return new Date(at + offset(zone, at) * MINUTE).toISOString().slice(0, 16);
}

/** `+01:00`, `Z`. */
export function offsetText(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${size % 60 === 0 ? '' : ':' + String(size % 60).padStart(2, '0')}`;
}

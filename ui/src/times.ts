/** How times are written. Pure: the zone and the present come in. */
export type ZoneChoice = 'local' | 'utc' | 'flow';

export const UTC = 'UTC';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone, hourCycle: 'h23' });
    formats.set(key, made);
  }
  return made;
}

function parts(time: Date, zone: string): Record<string, string> {
  const found: Record<string, string> = {};
  const all = format(zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'shortOffset',
  }).formatToParts(time);
  for (const { type, value } of all) found[type] = value;
  return found;
}

/** `2026-11-26 04:05:06`, without the day if it is that of `now`. */
export function clock(time: Date, zone: string, now?: Date): string {
  const p = parts(time, zone);
  const hours = `${p.hour}:${p.minute}:${p.second}`;
  const day = `${p.year}-${p.month}-${p.day}`;
  if (now) {
    const q = parts(now, zone);
    if (day === `${q.year}-${q.month}-${q.day}`) return hours;
  }
  return `${day} ${hours}`;
}

/** With milliseconds and the distance from UTC: `2026-11-26 04:05:06.789 UTC+1`. */
export function exact(time: Date, zone: string): string {
  const p = parts(time, zone);
  const millis = String(time.getUTCMilliseconds()).padStart(3, '0');
  const offset = (p.timeZoneName ?? 'GMT').replace('GMT', 'UTC');
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}:${p.second}.${millis} ${offset}`;
}

/** `04:05:06.789`, for the lines of a log. */
export function instant(time: Date, zone: string): string {
  const p = parts(time, zone);
  return `${p.hour}:${p.minute}:${p.second}.${String(time.getUTCMilliseconds()).padStart(3, '0')}`;
}

/** A length of time in at most two units: `840 ms`, `12.4 s`, `3 m 08 s`, `2 h 05 m`, `4 d 03 h`. */
export function duration(millis: number): string {
  if (!Number.isFinite(millis) || millis < 0) return '–';
  if (millis < 1000) return `${Math.round(millis)} ms`;
  const seconds = millis / 1000;
  if (seconds < 60) return `${(Math.floor(seconds * 10) / 10).toFixed(1)} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  const whole = Math.floor(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${two(whole % 60)} s`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} m`;
  return `${Math.floor(whole / 86_400)} d ${two(Math.floor((whole % 86_400) / 3600))} h`;
}

/** How long ago, or how long from now, in one unit: `12 s`, `5 m`, `3 h`, `2 d`. */
export function rough(millis: number): string {
  const seconds = Math.abs(millis) / 1000;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** Whether the browser knows that zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** How far the clocks of the zone are before UTC at that moment, in milliseconds. */
export function offsetOf(time: number, zone: string): number {
  if (zone === UTC) return 0;
  const whole = Math.floor(time / 1000) * 1000;
  const p = parts(new Date(whole), zone);
  return Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), Number(p.hour), Number(p.minute), Number(p.second)) - whole;
}

/** Day and clock that far before UTC: `['2026-11-26', '04:05:06.789']`. */
export function wall(time: number, offset: number): [string, string] {
  const text = new Date(time + offset).toISOString();
  return [text.slice(0, 10), text.slice(11, 23)];
}

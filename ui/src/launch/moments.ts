/** A time as clocks of a zone show it, as moments: one, two where clocks are turned back, none where they skip it. */
export type Moments = { moments: number[]; gap: boolean };

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far clocks of that zone are ahead of UTC then, in milliseconds. */
export function offsetOf(zone: string, at: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const p: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) p[type] = Number(value);
  const whole = Math.floor(at / 1000) * 1000;
  return Date.UTC(p.year!, p.month! - 1, p.day!, p.hour!, p.minute!, p.second!) - whole;
}

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/;
const DAY = 86_400_000;

/** `local`: 2026-03-29T02:30. In a gap: the moment that is as far after it as that would have been. */
export function momentsOf(local: string, zone: string): Moments | undefined {
  const told = LOCAL.exec(local);
  if (!told) return undefined;
  const [, y, mo, d, h, mi, s] = told.map(Number);
  const wall = Date.UTC(y!, mo! - 1, d!, h!, mi!, s || 0);
  if (Number.isNaN(wall)) return undefined;
  const before = offsetOf(zone, wall - DAY);
  const offsets = new Set([before, offsetOf(zone, wall), offsetOf(zone, wall + DAY)]);
  const moments = [...offsets].filter((offset) => offsetOf(zone, wall - offset) === offset).map((offset) => wall - offset);
  moments.sort((a, b) => a - b);
  return moments.length > 0 ? { moments, gap: false } : { moments: [wall - before], gap: true };
}

/** What a field for that zone shows of a moment. */
export function localOf(at: number, zone: string): string {
  return new Date(at + offsetOf(zone, at)).toISOString().slice(0, 19);
}

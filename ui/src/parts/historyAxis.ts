import { offsetOf, wall } from '../times';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [5, 10, 15, 30].map((each) => each * MINUTE).concat([1, 3, 6, 12].map((each) => each * HOUR), [1, 2, 7, 14, 28].map((each) => each * DAY));
const MOST = 9;

/** `at`: from 0 to 1. */
export type Mark = { at: number; label: string };

/** Moments that are round on the wall clock of the zone, nine at most: `18:00`, and `11-26` where a day begins. */
export function marks(from: number, to: number, zone: string): Mark[] {
  const step = STEPS.find((each) => (to - from) / each <= MOST) ?? (to - from) / MOST;
  const found: Mark[] = [];
  const first = offsetOf(from, zone);
  for (let local = Math.ceil((from + first) / step) * step; ; local += step) {
    const offset = offsetOf(local - first, zone);
    const time = local - offset;
    if (time > to) return found;
    const [day, clock] = wall(time, offset);
    found.push({ at: (time - from) / (to - from), label: clock.startsWith('00:00') ? day.slice(5) : clock.slice(0, 5) });
  }
}

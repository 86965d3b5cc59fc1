import type { CalendarDay } from '../api/schema.gen';
import { byFamily, FAMILY_ORDER, type Family } from '../states';

/** A day, without the time: `2026-11-26`. `week` counts from the first that is shown, `weekday` from Monday. */
export type Cell = { day: string; week: number; weekday: number; counts: Record<string, number>; worst?: Family; about?: CalendarDay };

const DAY = 86_400_000;
const at = (day: string): number => Date.parse(day + 'T00:00:00Z');

/** Each day from one to another, both with it, whether anything ran or not. */
export function cells(from: string, to: string, days: CalendarDay[]): Cell[] {
  const known = new Map(days.map((each) => [each.day, each]));
  const offset = (new Date(at(from)).getUTCDay() + 6) % 7;
  const all: Cell[] = [];
  for (let time = at(from), i = offset; time <= at(to); time += DAY, i++) {
    const day = new Date(time).toISOString().slice(0, 10);
    const about = known.get(day);
    const counts = about?.counts ?? {};
    all.push({ day, week: Math.floor(i / 7), weekday: i % 7, counts, worst: worst(counts), about });
  }
  return all;
}

/** What somebody would look for first of what became of the runs of a day. */
export function worst(counts: Record<string, number>): Family | undefined {
  const sums = byFamily(counts);
  return FAMILY_ORDER.find((family) => sums[family] > 0);
}

/** The first week of each month that is shown, with that month as `2026-11`. */
export function months(all: Cell[]): { month: string; week: number }[] {
  const found: { month: string; week: number }[] = [];
  for (const { day, week } of all) {
    const month = day.slice(0, 7);
    if (found.at(-1)?.month !== month) found.push({ month, week });
  }
  return found;
}

import { offsetOf, wall } from '../../times';
import type { TimeMap } from './timeMap';

/** `strong`: a day begins, or the clocks change. */
export type Tick = { time: number; x: number; label: string; strong: boolean };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((each) => each * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * MINUTE),
  ...[1, 2, 3, 6, 12].map((each) => each * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((each) => each * DAY),
];
const MOST = 400;

export const stepFor = (millisPerPixel: number, apart: number): number => STEPS.find((step) => step / millisPerPixel >= apart) ?? STEPS.at(-1)!;

/**
 * Moments between two that are round on the wall clock of the zone, at least so many pixels apart. Where clocks are put
 * forward or back, a mark says so, and hours stay those that the clock shows.
 */
export function ticks(map: TimeMap, from: number, to: number, pixelsPerUnit: number, zone: string, apart = 90): Tick[] {
  const step = stepFor(1 / pixelsPerUnit, apart);
  const found: Tick[] = [];
  const add = (time: number, label: string, strong: boolean) => found.push({ time, x: map.x(time), label, strong });
  let offset = offsetOf(from, zone);
  let local = Math.ceil((from + offset) / step) * step;
  for (let i = 0; i < MOST; i++) {
    let time = local - offset;
    const then = offsetOf(time, zone);
    if (then !== offset) {
      const change = changeWithin(Math.max(from, time - step), time, offset, zone);
      if (change <= to) add(change, `${utc(offset)} → ${utc(then)}`, true);
      offset = then;
      time = step >= HOUR ? local - offset : time;
      if (step < HOUR) local = time + offset;
    }
    if (time > to) break;
    if (time >= from) add(time, label(time, offset, step), (time + offset) % DAY === 0);
    local += step;
  }
  return spread(found.sort((a, b) => a.time - b.time), map, pixelsPerUnit, apart * 0.8);
}

/** Ticks that a skipped gap has pushed together give way; marks stay. */
function spread(all: Tick[], map: TimeMap, pixelsPerUnit: number, apart: number): Tick[] {
  const kept: Tick[] = [];
  for (const tick of all) {
    const last = kept.at(-1);
    if (map.gaps.some(({ from, to }) => tick.time > from && tick.time < to)) continue;
    if (last && (tick.x - last.x) * pixelsPerUnit < apart) {
      if (!tick.strong || last.strong) continue;
      kept.pop();
    }
    kept.push(tick);
  }
  return kept;
}

/** The moment from which another distance from UTC holds, to the millisecond. */
function changeWithin(from: number, to: number, offset: number, zone: string): number {
  let a = from;
  let b = to;
  while (b - a > 1) {
    const middle = Math.floor((a + b) / 2);
    if (offsetOf(middle, zone) === offset) a = middle;
    else b = middle;
  }
  return b;
}

function label(time: number, offset: number, step: number): string {
  const [day, clock] = wall(time, offset);
  if (step >= DAY || (time + offset) % DAY === 0) return day.slice(5);
  return step < SECOND ? clock : step < MINUTE ? clock.slice(0, 8) : clock.slice(0, 5);
}

function utc(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  const rest = minutes % 60;
  return `UTC${offset < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest ? ':' + String(rest).padStart(2, '0') : ''}`;
}

import { describe, expect, it } from 'vitest';
import { ticks } from './axis';
import { TimeMap } from './timeMap';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const labels = (from: string, to: string, zone: string, width = 1000) => {
  const map = TimeMap.plain(at(from), at(to));
  return ticks(map, at(from), at(to), width / (at(to) - at(from)), zone).map((tick) => tick.label);
};

describe('the axis of times', () => {
  it('is round on the clock of the zone', () => {
    expect(labels('2026-11-26T10:00:03Z', '2026-11-26T10:01:10Z', 'Europe/Berlin', 700)).toEqual(['11:00:10', '11:00:20', '11:00:30', '11:00:40', '11:00:50', '11:01:00', '11:01:10']);
    expect(labels('2026-11-26T10:00:00Z', '2026-11-26T13:00:00Z', 'Asia/Kolkata', 400)).toEqual(['16:00', '17:00', '18:00']);
    expect(labels('2026-11-26T22:30:00Z', '2026-11-27T02:30:00Z', 'UTC', 400)).toEqual(['23:00', '11-27', '01:00', '02:00']);
  });

  it('says when clocks are put forward, and goes on with what they show then', () => {
    expect(labels('2026-03-28T22:00:00Z', '2026-03-29T04:00:00Z', 'Europe/Berlin', 620)).toEqual(['23:00', '03-29', '01:00', 'UTC+1 → UTC+2', '04:00', '05:00', '06:00']);
  });

  it('shows the hour twice that clocks are put back by', () => {
    const found = labels('2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z', 'Europe/Berlin', 1200);
    expect(found).toContain('UTC+2 → UTC+1');
    expect(found.filter((label) => label === '02:30')).toHaveLength(2);
  });

  it('keeps its distance, and puts none into what is skipped', () => {
    const from = at('2026-11-26T10:00:00Z');
    const map = TimeMap.skipping(from, from + 10 * HOUR, { start: new Float64Array([from, from + 9 * HOUR]), end: new Float64Array([from + HOUR, from + 10 * HOUR]) });
    const scale = 900 / map.width;
    const found = ticks(map, from, from + 10 * HOUR, scale, 'UTC');
    expect(found.length).toBeGreaterThan(5);
    found.forEach((tick, i) => {
      if (i > 0) expect((tick.x - found[i - 1]!.x) * scale).toBeGreaterThan(60);
      expect(tick.time <= from + HOUR || tick.time >= from + 9 * HOUR).toBe(true);
    });
  });

  it('is not lost in a run of years', () => {
    expect(labels('2020-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'UTC').length).toBeLessThan(13);
  });
});

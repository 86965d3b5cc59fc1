import { describe, expect, it } from 'vitest';
import { numbers } from '../../test/numbers';
import { TimeMap, type Spans } from './timeMap';

const T0 = 1_795_684_504_000;

function some(seed: number): { map: TimeMap; from: number; to: number; spans: Spans } {
  const number = numbers(seed);
  const count = 1 + Math.floor(number(40));
  const start = new Float64Array(count);
  const end = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    start[i] = T0 + number(1e6);
    end[i] = start[i]! + number(number(1) < 0.2 ? 200_000 : 2_000);
  }
  const to = T0 + 1e6 + number(1e6);
  const spans = { start, end };
  return { map: TimeMap.skipping(T0, to, spans), from: T0, to, spans };
}

describe('where moments lie', () => {
  it('goes there and back, and grows all along, whatever is skipped', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const { map, from, to } = some(seed);
      const number = numbers(seed + 1000);
      const times = Array.from({ length: 60 }, () => from - 1000 + number(to - from + 2000)).sort((a, b) => a - b);
      for (let i = 0; i < times.length; i++) {
        const x = map.x(times[i]!);
        expect(Math.abs(map.time(x) - times[i]!), `seed ${seed}`).toBeLessThan(0.01);
        if (i > 0 && times[i]! - times[i - 1]! > 0.01) expect(x, `seed ${seed}`).toBeGreaterThan(map.x(times[i - 1]!));
      }
    }
  });

  it('leaves the length of what is at work as it is', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { map, spans } = some(seed);
      spans.start.forEach((start, i) => expect(map.x(spans.end[i]!) - map.x(start)).toBeCloseTo(spans.end[i]! - start, 3));
    }
  });

  it('makes hours without work a mark', () => {
    const spans = { start: new Float64Array([0, 3_600_000]), end: new Float64Array([1_000, 3_601_000]) };
    const map = TimeMap.skipping(0, 3_601_000, spans);
    expect(map.gaps).toHaveLength(1);
    expect(map.width).toBeLessThan(2_200);
    expect(map.time(map.width)).toBeCloseTo(3_601_000, 3);
  });

  it('skips nothing where nothing is long', () => {
    const spans = { start: new Float64Array([0, 1_010]), end: new Float64Array([1_000, 2_000]) };
    expect(TimeMap.skipping(0, 2_000, spans).gaps).toEqual([]);
    expect(TimeMap.plain(5, 5).width).toBe(1);
  });
});

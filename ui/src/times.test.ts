import { describe, expect, test } from 'vitest';
import { clock, duration, exact, instant, isZone, rough } from './times';

const time = new Date('2026-11-26T03:04:05.678Z');

describe('a time', () => {
  test('is written in the zone that was chosen', () => {
    expect(clock(time, 'UTC')).toBe('2026-11-26 03:04:05');
    expect(clock(time, 'Europe/Berlin')).toBe('2026-11-26 04:04:05');
    expect(clock(time, 'America/Los_Angeles')).toBe('2026-11-25 19:04:05');
  });

  test('has no day if it is of the same day there', () => {
    expect(clock(time, 'UTC', new Date('2026-11-26T23:00:00Z'))).toBe('03:04:05');
    expect(clock(time, 'America/Los_Angeles', new Date('2026-11-26T23:00:00Z'))).toBe('2026-11-25 19:04:05');
  });

  test('tells the two hours apart that a change of clocks makes of one', () => {
    expect(exact(new Date('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe('2026-10-25 02:30:00.000 UTC+2');
    expect(exact(new Date('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe('2026-10-25 02:30:00.000 UTC+1');
    expect(exact(time, 'Asia/Kolkata')).toBe('2026-11-26 08:34:05.678 UTC+5:30');
  });

  test('at midnight is hour 0', () => {
    expect(instant(new Date('2026-11-26T00:00:00.007Z'), 'UTC')).toBe('00:00:00.007');
  });
});

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_000, '1.0 s'],
  [59_990, '59.9 s'],
  [60_000, '1 m 00 s'],
  [3_599_999, '59 m 59 s'],
  [3_600_000, '1 h 00 m'],
  [86_400_000 * 4 + 3_600_000 * 3, '4 d 03 h'],
  [-1, '–'],
  [NaN, '–'],
])('%d ms is written as %s', (millis, text) => expect(duration(millis)).toBe(text));

test.each([
  [12_900, '12 s'],
  [-300_000, '5 m'],
  [7_200_000, '2 h'],
  [172_800_000, '2 d'],
])('%d ms is roughly %s', (millis, text) => expect(rough(millis)).toBe(text));

test('a zone that the browser does not know is none', () => {
  expect(isZone('Europe/Berlin')).toBe(true);
  expect(isZone('Mars/Olympus')).toBe(false);
});

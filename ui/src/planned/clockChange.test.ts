import { describe, expect, test } from 'vitest';
import { clock, exact } from '../times';
import { changeNear, instantOf, nextChange, offset, offsetText, shownAt } from './clockChange';

const at = (text: string) => Date.parse(text);

describe('both changes of clocks', () => {
  const changes = [
    ['Europe/Berlin', '2027-01-01T00:00:00Z', '2027-03-28T01:00:00Z', 60, 120],
    ['Europe/Berlin', '2027-06-01T00:00:00Z', '2027-10-31T01:00:00Z', 120, 60],
    ['America/New_York', '2027-01-01T00:00:00Z', '2027-03-14T07:00:00Z', -300, -240],
    ['America/New_York', '2027-06-01T00:00:00Z', '2027-11-07T06:00:00Z', -240, -300],
    ['Australia/Lord_Howe', '2027-06-01T00:00:00Z', '2027-10-02T15:30:00Z', 630, 660],
  ] as const;
  test.each(changes)('in %s after %s', (zone, from, when, before, after) => {
    expect(nextChange(zone, at(from))).toEqual({ at: at(when), before, after });
    expect(changeNear(zone, at(when) + 3_600_000)).toEqual({ at: at(when), before, after });
    expect(changeNear(zone, at(when) + 50 * 3_600_000)).toBeNull();
  });

  test('are none where clocks are left alone', () => {
    expect(nextChange('UTC', at('2027-01-01T00:00:00Z'))).toBeNull();
    expect(nextChange('Asia/Kolkata', at('2027-01-01T00:00:00Z'))).toBeNull();
  });
});

describe('firings over a change', () => {
  // what a daily 02:30 does, as the server computes it
  const firings = {
    'Europe/Berlin': [
      ['2027-03-27T01:30:00Z', '2027-03-27 02:30:00', '+1'],
      ['2027-03-28T01:30:00Z', '2027-03-28 03:30:00', '+2'],
      ['2027-03-29T00:30:00Z', '2027-03-29 02:30:00', '+2'],
      ['2027-10-31T00:30:00Z', '2027-10-31 02:30:00', '+2'],
      ['2027-10-31T01:30:00Z', '2027-10-31 02:30:00', '+1'],
      ['2027-11-01T01:30:00Z', '2027-11-01 02:30:00', '+1'],
    ],
    'America/New_York': [
      ['2027-03-13T07:30:00Z', '2027-03-13 02:30:00', '-5'],
      ['2027-03-14T07:30:00Z', '2027-03-14 03:30:00', '-4'],
      ['2027-11-07T05:30:00Z', '2027-11-07 01:30:00', '-4'],
      ['2027-11-07T06:30:00Z', '2027-11-07 01:30:00', '-5'],
    ],
  } as const;
  test.each(Object.entries(firings))('are written as clocks in %s show them, and as UTC', (zone, rows) => {
    for (const [instant, shown, distance] of rows) {
      const time = new Date(instant);
      expect(clock(time, zone)).toBe(shown);
      expect(exact(time, zone)).toBe(`${shown}.000 UTC${distance}`);
      expect(clock(time, 'UTC')).toBe(instant.replace('T', ' ').replace('Z', ''));
    }
  });
});

describe('a reading of a clock', () => {
  test.each([
    ['2027-03-28T01:59', 'Europe/Berlin', '2027-03-28T00:59:00Z'],
    ['2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00Z'], // there is none: as long after the change
    ['2027-03-28T03:00', 'Europe/Berlin', '2027-03-28T01:00:00Z'],
    ['2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T00:30:00Z'], // there are two: the first
    ['2027-10-31T03:00', 'Europe/Berlin', '2027-10-31T02:00:00Z'],
    ['2027-03-14T02:30', 'America/New_York', '2027-03-14T07:30:00Z'],
    ['2027-11-07T01:30', 'America/New_York', '2027-11-07T05:30:00Z'],
    ['2027-11-07', 'America/New_York', '2027-11-07T04:00:00Z'],
  ])('%s in %s', (text, zone, instant) => {
    expect(new Date(instantOf(text, zone)).toISOString()).toBe(new Date(instant).toISOString());
  });

  test('that is none', () => {
    for (const text of ['', '2027-02-30', '2027-13-01', '2027-01-01T24:00', 'tomorrow']) expect(instantOf(text, 'UTC')).toBeNaN();
  });

  test('is what it is made from', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia']) {
      for (let hour = 0; hour < 366 * 24; hour += 5) {
        const time = at('2027-01-01T00:00:00Z') + hour * 3_600_000;
        const back = instantOf(shownAt(time, zone), zone);
        expect(back === time || time - back === (offset(zone, back) - offset(zone, time)) * 60_000).toBe(true);
      }
    }
  });
});

test('distances from UTC', () => {
  expect([0, 60, -300, 330, -210].map(offsetText)).toEqual(['UTC', 'UTC+1', 'UTC−5', 'UTC+5:30', 'UTC−3:30']);
});

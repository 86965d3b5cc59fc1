import { expect, test } from 'vitest';
import { marks } from './historyAxis';

const at = (text: string) => Date.parse(text);

test('a day has marks at round hours of its zone, and names the day that begins', () => {
  const found = marks(at('2026-11-25T15:00:00Z'), at('2026-11-26T15:00:00Z'), 'Europe/Berlin');
  expect(found.map((each) => each.label)).toEqual(['18:00', '21:00', '11-26', '03:00', '06:00', '09:00', '12:00', '15:00']);
  expect(found[0]!.at).toBeCloseTo(2 / 24);
});

test('weeks and months have marks at midnight, also where clocks were changed', () => {
  const week = marks(at('2026-10-20T12:00:00Z'), at('2026-10-27T12:00:00Z'), 'Europe/Berlin');
  expect(week.map((each) => each.label)).toEqual(['10-21', '10-22', '10-23', '10-24', '10-25', '10-26', '10-27']);
  expect(marks(at('2026-10-28T00:00:00Z'), at('2026-11-27T00:00:00Z'), 'UTC').length).toBeLessThanOrEqual(9);
});

test('an hour has marks at round minutes', () => {
  expect(marks(at('2026-11-25T15:05:00Z'), at('2026-11-25T16:05:00Z'), 'UTC').map((each) => each.label)).toEqual(['15:10', '15:20', '15:30', '15:40', '15:50', '16:00']);
});

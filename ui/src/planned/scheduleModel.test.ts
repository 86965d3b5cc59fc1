import { describe, expect, test } from 'vitest';
import {
  emptyClock,
  errorsAt,
  hasFields,
  intervalOf,
  policyOf,
  policyText,
  readObject,
  readSchedule,
  UNITS,
  withExpression,
  withInterval,
  withLabels,
  withParameters,
  type Clock,
} from './scheduleModel';

describe('the timing of a clock', () => {
  test('is the same in fields and in JSON', () => {
    for (const unit of UNITS) {
      for (const amount of [1, 2, 7, 45]) {
        const interval = { amount, unit };
        expect(intervalOf(withInterval({}, interval))).toEqual(interval);
      }
    }
  });

  test('is read however it is written', () => {
    expect(intervalOf({ kind: 'every', interval: 'PT1H30M' })).toEqual({ amount: 90, unit: 'minutes' });
    expect(intervalOf({ kind: 'every', interval: 'PT120M' })).toEqual({ amount: 2, unit: 'hours' });
    expect(intervalOf({ kind: 'calendar', interval: 'P2W' })).toEqual({ amount: 2, unit: 'weeks' });
  });

  test('is left to JSON where fields would lose some of it', () => {
    for (const timing of [{ kind: 'calendar', interval: 'P1M2D' }, { kind: 'every', interval: 'PT0.5S' }, { kind: 'times', times: [] }, {}]) {
      expect(hasFields({ timing, zone: 'UTC' })).toBe(false);
    }
  });

  test('keeps what no field shows', () => {
    expect(withInterval({ kind: 'every', interval: 'PT1H', anchor: '2027-01-01T00:00' }, { amount: 2, unit: 'hours' })).toEqual({
      kind: 'every',
      interval: 'PT2H',
      anchor: '2027-01-01T00:00',
    });
    expect(withExpression({ kind: 'cron', expression: '0 3 * * *', days: 'both' }, '0 4 * * *')).toEqual({ kind: 'cron', expression: '0 4 * * *', days: 'both' });
    expect(withExpression({ kind: 'every', interval: 'PT1H', anchor: 'x' }, '0 4 * * *')).toEqual({ kind: 'cron', expression: '0 4 * * *' });
    const clock: Clock = { ...emptyClock('UTC'), rules: [{ kind: 'x' }], start: '2027-01-01T00:00' };
    expect(withLabels(withParameters(clock, { days: 1 }), ' gpu, eu ,')).toEqual({ ...clock, parameters: { days: 1 }, labels: ['gpu', 'eu'] });
    expect(withLabels(withParameters({ ...clock, parameters: { a: 1 }, labels: ['x'] }, {}), '')).toEqual(clock);
  });
});

test('a text that is no schedule says why', () => {
  expect(readObject('')).toEqual({});
  expect(readObject('{"days": 1}')).toEqual({ days: 1 });
  expect(typeof readObject('[1]')).toBe('string');
  expect(typeof readObject('{days')).toBe('string');
  expect(typeof readSchedule('{"clocks": [null]}')).toBe('string');
  expect(readSchedule('{"format": 1, "clocks": [{"timing": {"kind": "cron"}, "zone": "UTC"}]}')).toMatchObject({ format: 1 });
});

test('a policy has a word and may have a number', () => {
  for (const text of ['skip', 'queue', 'queue:5', 'allow:3', 'cancel', 'all:10']) expect(policyText(policyOf(text))).toBe(text);
});

test('an error is said where it belongs', () => {
  const errors = [{ pointer: '/schedule/clocks/1/parameters/days' }, { pointer: '/schedule/clocks/10' }, { pointer: '/overlap' }];
  expect(errorsAt(errors, '/schedule/clocks/1')).toEqual([errors[0]]);
  expect(errorsAt(errors, '/overlap')).toEqual([errors[2]]);
});

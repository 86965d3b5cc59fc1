import { describe, expect, test } from 'vitest';
import type { JournalEntry, LogLine } from '../../api/schema.gen';
import { numbers } from '../../test/numbers';
import { begunAt, failedAttempts, isFirstAfter } from './attempts';

const EPOCH = 2 ** 40;
const time = (second: number) => new Date(Date.UTC(2026, 10, 26, 3, 0, 0, second * 1000)).toISOString();
const failure = (node: number, second: number, attempt: number, epoch = 1): JournalEntry => ({
  epoch,
  seq: second,
  event: { kind: 'failed', node, child: -1, at: time(second), attempt, trace: `IOException: ${attempt}\n  at Shop` } as JournalEntry['event'],
});
const lines = (...all: [number, number, number?][]): LogLine[] =>
  all.map(([node, second, epoch = 1], i) => ({ seq: epoch * EPOCH + i, line: i + 1, at: time(second), level: 'info', node, child: -1, logger: 'shop', text: 'x' }) as LogLine);
const begun = (log: (LogLine | undefined)[], entries: JournalEntry[]) => {
  const failed = failedAttempts(entries);
  return log.flatMap((_, row) => {
    const found = begunAt(row, (at) => log[at], failed);
    return found?.sure ? [[row, found.attempt, found.again, found.why]] : [];
  });
};

describe('where an attempt begins in a log', () => {
  test('is the first line of its task after the failure of the one before', () => {
    const log = lines([0, 1], [1, 2], [0, 5], [1, 6], [0, 7], [0, 9]);
    expect(begun(log, [failure(0, 4, 1), failure(0, 8, 2)])).toEqual([
      [2, 2, false, 'IOException: 1'],
      [5, 3, false, 'IOException: 2'],
    ]);
  });

  test('is not told of other tasks, nor of a last failure that nothing follows', () => {
    expect(begun(lines([0, 1], [1, 5], [1, 6]), [failure(0, 4, 1)])).toEqual([]);
  });

  test('in a later epoch of the run is the run begun again', () => {
    expect(begun(lines([0, 1], [0, 20, 2]), [failure(0, 4, 2)])).toEqual([[1, 3, true, 'IOException: 2']]);
  });

  test('is not certain where what is before is not loaded', () => {
    const log = lines([0, 1], [1, 6], [0, 7]);
    expect(begun([undefined, log[1], log[2]], [failure(0, 4, 1)])).toEqual([]);
    expect(begunAt(2, (at) => (at === 0 ? undefined : log[at]), failedAttempts([failure(0, 4, 1)]))).toMatchObject({ attempt: 2, sure: false, after: Date.parse(time(4)) });
    expect(begun(log, [failure(0, 4, 1)])).toEqual([[2, 2, false, 'IOException: 1']]);
  });

  test('is at the top of a log whose first lines are of a second attempt', () => {
    expect(begun(lines([0, 7], [0, 8]), [failure(0, 4, 1)])).toEqual([[0, 2, false, 'IOException: 1']]);
  });
});

describe('what is not loaded', () => {
  /** The first line of a task from a number on, as a server tells it; counts how often it is asked. */
  const told = (log: LogLine[], node: number) => {
    const asked = { times: 0 };
    const firstFrom = (from: number) => {
      asked.times++;
      return Promise.resolve(log.find((each) => each.line >= from && each.node === node));
    };
    return { asked, firstFrom };
  };

  test('is asked for, and says the same as a look at all lines', async () => {
    const next = numbers(20);
    for (let round = 0; round < 200; round++) {
      let second = 0;
      const log = lines(...Array.from({ length: 1 + Math.floor(next(60)) }, (): [number, number] => [Math.floor(next(4)), (second += Math.floor(next(3)))]));
      for (const line of log) {
        const moment = Date.parse(line.at) - 1_000 * Math.floor(next(20)) - 500;
        const first = !log.some((each) => each.node === line.node && each.line < line.line && Date.parse(each.at) > moment);
        expect(await isFirstAfter(moment, line, told(log, line.node).firstFrom)).toBe(first);
      }
    }
  });

  test('takes a few questions of a log of a million lines', async () => {
    const log = lines([0, 1], [0, 2], [0, 9]).map((line, i) => ({ ...line, line: [3, 411_000, 1_000_000][i]! }));
    const { asked, firstFrom } = told(log, 0);
    expect(await isFirstAfter(Date.parse(time(5)), log[2]!, firstFrom)).toBe(true);
    expect(asked.times).toBeLessThan(30);
    expect(await isFirstAfter(Date.parse(time(1)), log[2]!, firstFrom)).toBe(false);
  });
});

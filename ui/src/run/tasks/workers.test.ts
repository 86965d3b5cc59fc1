import { expect, test } from 'vitest';
import type { JournalPage } from '../../api/schema.gen';
import { workerOf } from './workers';

const called = (epoch: number, seq: number, attempt: number, worker: string): JournalPage['entries'][number] => ({
  epoch,
  seq,
  event: { kind: 'called', node: 1, child: -1, at: '2026-04-01T10:00:00Z', attempt, worker },
});

test('each attempt has the worker that was told of it last', () => {
  const told = [called(1, 3, 1, 'w1'), called(1, 6, 2, 'w2'), called(1, 9, 2, 'w3'), called(2, 12, 1, 'w4')];
  expect(workerOf(told, 1, 1)).toBe('w1');
  expect(workerOf(told, 1, 2)).toBe('w3');
  expect(workerOf(told, 2, 1)).toBe('w4');
});

test('an attempt that no worker called has none', () => {
  expect(workerOf([], 1, 1)).toBeUndefined();
  expect(workerOf([called(1, 3, 1, 'w1')], 1, undefined)).toBeUndefined();
});

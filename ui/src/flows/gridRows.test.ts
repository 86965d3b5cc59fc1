import { describe, expect, test } from 'vitest';
import type { GridRow } from '../api/schema.gen';
import { GridReader, LineReader, lines, taskNames } from './gridRows';

const row = (run: string, version: number, states: number[], more: Partial<GridRow> = {}): GridRow => ({
  run,
  name: 'run-' + run,
  version,
  state: 'Success',
  createdAt: '2026-11-26T03:00:00Z',
  startedAt: '2026-11-26T03:00:00Z',
  endedAt: '2026-11-26T03:00:07Z',
  first: 0,
  states: ['Pending', 'Success', 'Failed'],
  taskState: states.flatMap((state) => [state, 1]),
  since: 1_000,
  start: states.map((state, i) => (state === 0 ? -1 : i * 1_000)),
  took: states.map((state, i) => (state === 0 ? -1 : (i + 1) * 2_000)),
  attempt: [1, states.length],
  ...more,
});

describe('a grid', () => {
  test('knows tasks by the names that came with the first row of each version', () => {
    const reader = new GridReader();
    reader.add(row('c', 2, [1, 2, 0], { tasks: ['fetch', 'check', 'load'] }), 0);
    reader.add(row('b', 1, [1, 1], { tasks: ['fetch', 'load'] }), 0);
    reader.add(row('a', 2, [1, 1, 1]), 0);
    const [newest, old, oldest] = reader.all();
    expect(newest!.cells.get('check')!.state).toBe('Failed');
    expect(old!.cells.has('check')).toBe(false);
    expect(oldest!.cells.get('load')).toEqual({ state: 'Success', start: 3000, took: 6000, attempt: 1 });
    expect(newest!.took).toBe(7000);
  });

  test('has what repeats once, and what did not begin without a time', () => {
    const reader = new GridReader();
    reader.add(row('a', 1, [], { tasks: ['a', 'b', 'c'], states: ['Success', 'Pending'], taskState: [0, 2, 1, 1], since: 500, start: [0, 40, -1], took: [10, -1, -1], attempt: [1, 1, 3, 1, 0, 1] }), 0);
    expect([...reader.all()[0]!.cells.values()]).toEqual([
      { state: 'Success', start: 500, took: 10, attempt: 1 },
      { state: 'Success', start: 540, took: null, attempt: 3 },
      { state: 'Pending', start: null, took: null, attempt: 0 },
    ]);
  });

  test('puts pages of tasks of a run together', () => {
    const reader = new GridReader();
    reader.add(row('a', 1, [1], { tasks: ['fetch'], nextTask: 1 }), 0);
    reader.add(row('a', 1, [2], { tasks: ['load'] }), 1);
    expect(reader.all()).toHaveLength(1);
    expect([...reader.all()[0]!.cells.keys()]).toEqual(['fetch', 'load']);
  });

  test('has tasks of older versions where they stood', () => {
    const reader = new GridReader();
    reader.add(row('b', 2, [1, 1, 1], { tasks: ['a', 'c', 'e'] }), 0);
    reader.add(row('a', 1, [1, 1, 1, 1], { tasks: ['a', 'b', 'c', 'd'] }), 0);
    expect(taskNames(reader.all())).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('counts failures and takes the median of the others', () => {
    const reader = new GridReader();
    reader.add(row('b', 1, [1, 2], { tasks: ['fetch', 'load'] }), 0);
    reader.add(row('a', 1, [1, 1]), 0);
    expect(lines(['fetch', 'load'], reader.all(), '', false)).toEqual([
      { name: 'fetch', failed: 0, median: 2000 },
      { name: 'load', failed: 1, median: 4000 },
    ]);
    expect(lines(['fetch', 'load'], reader.all(), 'LO', true).map((line) => line.name)).toEqual(['load']);
    expect(lines(['fetch', 'load'], reader.all(), 'fetch', true)).toEqual([]);
  });

  test('is read line by line however the answer is cut', () => {
    const reader = new LineReader();
    expect([...reader.read('{"a"'), ...reader.read(':1}\n{"b":2}\n{'), ...reader.read('}\n')]).toEqual(['{"a":1}', '{"b":2}', '{}']);
  });
});

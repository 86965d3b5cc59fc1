import { describe, expect, test } from 'vitest';
import type { FlowDrawing, RunGraph } from '../../api/schema.gen';
import { changed, shown, tableOf, type TaskTable, unknownRuns } from './taskTable';

const drawing: FlowDrawing = {
  structureHash: '0',
  nodes: ['token', 'fetch', 'load'].map((name, k) => ({ k, name, kind: 'TASK' })),
  edges: [0, 1, 1, 2],
  edgeKinds: {},
};

const graph: RunGraph = {
  rev: 10,
  states: ['Pending', 'Success', 'Mapped', 'Failed'],
  node: [0, 1, 2, 1, 1],
  child: [-1, -1, -1, 0, 1],
  state: [1, 2, 0, 1, 3],
  sched: [0, 0, 0, 0, 0],
  queued: [0, 0, 0, 0, 0],
  start: [1_000_000, 2_000_000, 0, 2_000_000, 2_000_000],
  end: [1_500_000, 0, 0, 2_100_000, 2_200_000],
  attempt: [1, 0, 0, 1, 2],
  workers: ['w1 (process 1 on a)', 'w2 (process 2 on b)'],
  worker: [-1, -1, -1, 1, 0],
  mapped: { '1': { Success: 1, Failed: 1 } },
  cut: 0,
  inner: {},
};

const table = (): TaskTable => tableOf(graph, drawing);
const names = (view: { rows: { name: string }[] }) => view.rows.map((row) => row.name);

const withRuns = (state: string, inner: Record<string, string>) =>
  tableOf(
    { rev: 1, states: [state], node: [0], child: [-1], state: [0], sched: [0], queued: [0], start: [0], end: [0], attempt: [1], workers: [], worker: [], mapped: {}, cut: 0, inner },
    { structureHash: '', nodes: [{ k: 0, name: 'publish', kind: 'SUBFLOW' }], edges: [], edgeKinds: {} },
  );

describe('a task that is a run', () => {
  test('is asked for until it is known which, while it runs', () => {
    expect(unknownRuns(withRuns('Running', {}))).toBe(1);
    expect(unknownRuns(withRuns('Running', { '0:-1': 'a-run' }))).toBe(0);
    expect(unknownRuns(withRuns('Queued', {}))).toBe(0);
  });
});

describe('a table of tasks', () => {
  test('has names, times in milliseconds and counts of children', () => {
    const rows = table().rows;
    expect(rows.get('0')).toMatchObject({ name: 'token', start: 1_000, end: 1_500, state: 'Success' });
    expect(rows.get('2')).toMatchObject({ start: null, end: null });
    expect(rows.get('1')!.children).toEqual({ Success: 1, Failed: 1 });
    expect(rows.get('1.1')!.name).toBe('fetch[1]');
  });

  test('takes changes that are newer than it', () => {
    const next = changed(table(), 11, [[2, -1, 'Running', 5_000, null, 1]]);
    expect(next.rows.get('2')).toMatchObject({ state: 'Running', start: 5_000, attempts: 1 });
    expect(next.rev).toBe(11);
  });

  test('never goes back, whatever comes twice, late or in another order', () => {
    const deltas: [number, unknown[]][] = [
      [11, [2, -1, 'Queued', null, null, 0]],
      [12, [2, -1, 'Running', 5_000, null, 1]],
      [13, [2, -1, 'Success', 5_000, 6_000, 1]],
    ];
    for (const order of [[0, 1, 2, 0, 1], [2, 1, 0], [0, 2, 1, 2]]) {
      const end = order.reduce((at, i) => changed(at, deltas[i]![0], [deltas[i]![1]]), table());
      expect(end.rows.get('2')!.state).toBe('Success');
    }
    const known = changed(table(), 13, [deltas[2]![1]]);
    expect(changed(known, 12, [deltas[1]![1]])).toBe(known);
  });

  test('knows that its counts are old once a child changed, shown or not', () => {
    const next = changed(table(), 11, [[1, 77, 'Success', 1, 2, 1]]);
    expect(next.countsAreOld).toBe(true);
    expect(next.rows.has('1.77')).toBe(false);
  });
});

describe('what is shown', () => {
  test('begins with what failed, children behind their node', () => {
    expect(names(shown(table(), 'failed', null, ''))).toEqual(['fetch', 'fetch[1]', 'fetch[0]', 'load', 'token']);
    expect(names(shown(table(), 'flow', null, ''))).toEqual(['token', 'fetch', 'fetch[0]', 'fetch[1]', 'load']);
  });

  test('counts all that fit the text, whatever family is chosen', () => {
    const view = shown(table(), 'flow', 'success', '');
    expect(view.counts).toMatchObject({ success: 1, running: 1, waiting: 1, failed: 0 });
    expect(view.total).toBe(3);
    expect(names(view)).toEqual(['token']);
  });

  test('can be of one worker, its children among them, and in the order of workers', () => {
    const view = shown(table(), 'failed', null, '', 'w2 (process 2 on b)');
    expect(names(view)).toEqual(['fetch[0]']);
    expect(view).toMatchObject({ total: 1, counts: { success: 1 } });
    expect([...view.workers]).toEqual([['w1 (process 1 on a)', 1], ['w2 (process 2 on b)', 1]]);
    expect(names(shown(table(), 'worker', null, 'e'))).toEqual(['fetch[1]', 'fetch[0]', 'token', 'fetch']);
    expect(tableOf({ ...graph, workers: [], worker: [] }, drawing).rows.get('0')!.worker).toBeNull();
  });

  test('knows the worker that was told of last', () => {
    const begun = changed(table(), 11, [[2, -1, 'Running', 3_000, null, 1, 'w1 (process 1 on a)']]);
    expect(begun.rows.get('2')!.worker).toBe('w1 (process 1 on a)');
    expect(changed(begun, 12, [[2, -1, 'Pending', null, null, 0, null]]).rows.get('2')!.worker).toBeNull();
  });

  test('is found by a part of the name', () => {
    expect(names(shown(table(), 'flow', null, 'FETCH[1'))).toEqual(['fetch[1]']);
  });
});

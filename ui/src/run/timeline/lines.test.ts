import { describe, expect, it } from 'vitest';
import type { FlowDrawing, RunGraph } from '../../api/schema.gen';
import { changed, tableOf } from '../tasks/taskTable';
import { depthsOf, kindOf, linesOf, rangeOf, type Part, type Parts, type View } from './lines';

const STATES = ['Pending', 'Queued', 'Running', 'Mapped', 'Success', 'Failed'];
const T0 = 1_000_000;

type Task = { name: string; kind?: string; group?: number; up?: number[]; state?: string; start?: number; end?: number; children?: [string, number, number][] };

function part(tasks: Task[], path = '', run = 'r', inner: Record<string, string> = {}): Part {
  const drawing: FlowDrawing = {
    structureHash: 'x',
    nodes: tasks.map(({ name, kind = 'TASK', group }, k) => ({ k, name, kind, group })),
    edges: tasks.flatMap(({ up = [] }, i) => up.flatMap((above) => [above, i])),
    edgeKinds: {},
  };
  const rows: [number, number, string, number, number][] = tasks.map((task, i) => [i, -1, task.state ?? 'Pending', task.start ?? 0, task.end ?? 0]);
  tasks.forEach((task, i) => task.children?.forEach(([state, start, end], child) => rows.push([i, child, state, start, end])));
  const micros = (time: number) => (time === 0 ? 0 : (T0 + time) * 1000);
  const mapped = Object.fromEntries(tasks.flatMap((task, i) => (task.children ? [[String(i), counts(task.children)]] : [])));
  const graph: RunGraph = {
    rev: 1,
    states: STATES,
    node: rows.map((row) => row[0]),
    child: rows.map((row) => row[1]),
    state: rows.map((row) => STATES.indexOf(row[2])),
    sched: rows.map(() => 0),
    queued: rows.map(() => 0),
    start: rows.map((row) => micros(row[3])),
    end: rows.map((row) => micros(row[4])),
    attempt: rows.map((row) => (row[3] ? 1 : 0)),
    workers: [],
    worker: [],
    mapped,
    cut: 0,
    inner,
  };
  return { run, path, drawing, table: tableOf(graph, drawing, Object.keys(mapped).map(Number)) };
}

function counts(children: [string, number, number][]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [state] of children) found[state] = (found[state] ?? 0) + 1;
  return found;
}

const of = (...parts: Part[]): Parts => new Map(parts.map((each) => [each.path, each]));
const view = (change: Partial<View> = {}): View => ({ mode: 'flat', text: '', only: null, group: false, open: new Set(), critical: new Set(), now: T0 + 9_000, ...change });
const names = (parts: Parts, change: Partial<View> = {}) => linesOf(parts, view(change)).map((line) => '  '.repeat(line.level - 1) + line.label);

const shop = part([
  { name: 'load', up: [1], state: 'Running', start: 5_000 },
  { name: 'fetch', kind: 'MAP', up: [2], state: 'Success', start: 1_000, end: 5_000, children: [['Success', 1_000, 2_000], ['Failed', 1_500, 5_000], ['Success', 2_000, 2_100]] },
  { name: 'token', state: 'Success', start: 10, end: 900 },
  { name: 'report', up: [0] },
]);

describe('the lines of a timeline', () => {
  it('stand in the order that is asked for', () => {
    expect(names(of(shop))).toEqual(['token', 'fetch', 'load', 'report']);
    expect(names(of(shop), { mode: 'dependency' })).toEqual(['token', 'fetch', 'load', 'report']);
    expect(names(of(shop), { mode: 'duration' })).toEqual(['load', 'fetch', 'token', 'report']);
    expect([...depthsOf(shop.drawing)]).toEqual([2, 1, 0, 3]);
  });

  it('show the children of a mapped task when it is open, and else how many there are of which state', () => {
    const folded = linesOf(of(shop), view()).find((line) => line.label === 'fetch')!;
    expect(folded).toMatchObject({ open: false, folded: { counts: { Success: 2, Failed: 1 }, size: 3 } });
    expect([...folded.folded!.failed]).toEqual([0, 1, 0]);
    expect(names(of(shop), { open: new Set(['1']) })).toEqual(['token', 'fetch', '  [0]', '  [1]', '  [2]', 'load', 'report']);
    expect(linesOf(of(shop), view({ open: new Set(['1']) }))[2]).toMatchObject({ name: 'fetch[0]', key: '1.0', open: null });
  });

  it('leave out what is not asked for, but not where it stands', () => {
    expect(names(of(shop), { only: 'errors' })).toEqual(['fetch', '  [1]']);
    expect(names(of(shop), { text: 'OA' })).toEqual(['load']);
    expect(names(of(shop), { only: 'critical', critical: new Set(['2', '1.1', '0']) })).toEqual(['token', 'fetch', '  [1]', 'load']);
    expect(names(of(shop), { only: 'slowest' })[0]).toBe('token');
    expect(names(of(shop), { text: 'nothing' })).toEqual([]);
  });

  it('put many siblings of one name into one line', () => {
    const many = part([...Array.from({ length: 40 }, (_, i) => ({ name: 'blast_' + String(i).padStart(4, '0'), state: i === 7 ? 'Failed' : 'Success', start: 100 + i, end: 300 })), { name: 'merge', state: 'Pending' }]);
    expect(names(of(many), { group: true })).toEqual(['blast', 'merge']);
    expect(linesOf(of(many), view({ group: true }))[0]).toMatchObject({ key: '~0', row: null, folded: { size: 40, counts: { Success: 39, Failed: 1 } } });
    expect(names(of(many), { group: true, open: new Set(['~0']) })).toHaveLength(42);
    expect(names(of(many), { group: true, only: 'errors' })).toEqual(['blast', '  blast_0007']);
    expect([kindOf('blast-2'), kindOf('v2'), kindOf('42')]).toEqual(['blast', 'v', '42']);
  });

  it('show what runs inside of a task, also runs of their own', () => {
    const within = part([{ name: 'region', start: 10, end: 20 }, { name: 'region/a', group: 0 }, { name: 'end' }]);
    expect(names(of(within), { open: new Set(['0']) })).toEqual(['region', '  region/a', 'end']);
    const outer = part([{ name: 'deploy', state: 'Running', start: 100 }], '', 'r', { '0:-1': 'other' });
    expect(linesOf(of(outer), view())[0]!.open).toBe(false); // can be opened before it is known what is in it
    const other = part([{ name: 'build', state: 'Running', start: 150 }], '0', 'other');
    expect(linesOf(of(outer, other), view({ open: new Set(['0']) })).map((line) => line.name)).toEqual(['deploy', 'deploy/build']);
    expect(linesOf(of(outer, other), view({ open: new Set(['0']) }))[1]!.key).toBe('0/0');
  });

  it('have room for what comes while the run goes on, which grows by steps', () => {
    const [from, to] = rangeOf(shop, T0, null, T0 + 9_000);
    expect(from).toBe(T0);
    expect(to).toBe(T0 + 10_000);
    expect(rangeOf(shop, T0, null, T0 + 9_300)[1]).toBe(to);
    expect(rangeOf(part([{ name: 'a', start: 5, end: 9, state: 'Success' }]), T0, T0 + 10, T0 + 9_000)).toEqual([T0, T0 + 10]);
  });
});

describe('a change of a child', () => {
  it('keeps the counts of a task whose children all are known, and makes those known that were not', () => {
    const after = changed(shop.table, 2, [
      [1, 1, 'Success', T0, T0 + 1, 1],
      [1, 3, 'Running', T0, null, 1],
    ]);
    expect(after.countsAreOld).toBe(false);
    expect(after.rows.get('1')!.children).toEqual({ Success: 3, Failed: 0, Running: 1 });
    expect(after.rows.get('1.3')).toMatchObject({ name: 'fetch[3]', state: 'Running', attempts: 1 });
  });
});

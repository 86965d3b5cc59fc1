import { describe, expect, it } from 'vitest';
import type { TaskRow } from '../tasks/taskTable';
import type { Line, Part } from './lines';
import { neighbours, readyOf } from './neighbours';
import { readRange, timelineSearch, writeRange } from './search';
import { toldOf } from './worth';

const row = (node: number, change: Partial<TaskRow>): TaskRow => ({ key: String(node), node, child: -1, name: 'abcd'[node]!, kind: 'TASK', state: 'Success', ready: null, queued: null, start: null, end: null, attempts: 1, worker: null, children: null, ...change });

// a and b before c, c before d
const part = (rows: TaskRow[]): Part => ({
  run: 'r',
  path: '',
  drawing: { structureHash: '', nodes: rows.map(({ name, kind }, k) => ({ k, name, kind })), edges: [0, 2, 1, 2, 2, 3], edgeKinds: {} },
  table: { rev: 1, rows: new Map(rows.map((each) => [each.key, each])), cut: 0, countsAreOld: false, whole: new Set(), inner: new Map() },
});

describe('the address of a timeline', () => {
  it('opens whatever it says', () => {
    expect(timelineSearch({ mode: 'duration', only: 'errors', range: '1795684504000-1795684509000', open: '1,~4,0/3.2', idle: 'skip', group: 'off', sel: 'a', q: 'b' })).toEqual({
      mode: 'duration',
      only: 'errors',
      range: '1795684504000-1795684509000',
      open: '1,~4,0/3.2',
      idle: 'skip',
      group: 'off',
      sel: 'a',
      q: 'b',
    });
    expect(timelineSearch({ mode: 'x', only: 'all', range: '9-3', open: '<b>', idle: 'no', group: '1' })).toEqual({});
    expect(readRange(writeRange(1000.7, 2000.2))).toEqual([1000, 2001]);
    expect([readRange('5-5'), readRange('-1-5'), readRange(undefined)]).toEqual([null, null, null]);
  });
});

describe('what a task waits for', () => {
  const parts = new Map([['', part([row(0, { start: 1, end: 20 }), row(1, { start: 1, end: 50 }), row(2, { start: 51, end: null }), row(3, {})])]]);
  const line = (name: string, key: string): Line => ({ key, name, label: name, level: 1, part: '', row: key, open: null, folded: null });

  it('is over when the last of those before it has ended', () => {
    const { rows } = parts.get('')!.table;
    expect(readyOf(parts)('', rows.get('2')!)).toBe(50);
    expect(readyOf(parts)('', rows.get('3')!)).toBeNull();
    expect(readyOf(parts)('', { ...rows.get('2')!, ready: 7 })).toBe(7);
  });

  it('is gone to along the one that decided', () => {
    expect(neighbours(parts, line('c', '2'), 'up')).toBe('b');
    expect(neighbours(parts, line('x/c', '2'), 'up')).toBe('x/b');
    expect(neighbours(parts, line('c', '2'), 'down')).toBe('d');
    expect(neighbours(parts, line('a', '0'), 'up')).toBeNull();
  });

  it('is asked for of those only that were tried again or waited long', () => {
    const told = part([row(0, { queued: 0, start: 500 }), row(1, { queued: 0, start: 5_000 }), row(2, { attempts: 2 }), row(3, { state: 'Retrying' })]);
    expect(toldOf(told)).toEqual([1, 2, 3]);
  });
});

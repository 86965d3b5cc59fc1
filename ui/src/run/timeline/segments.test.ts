import { describe, expect, it } from 'vitest';
import type { TaskRow } from '../tasks/taskTable';
import { historiesOf, segmentsOf, timeOf } from './segments';

const row = (change: Partial<TaskRow>): TaskRow => ({ key: '3', node: 3, child: -1, name: 'load', kind: 'TASK', state: 'Success', ready: 100, queued: 110, start: 150, end: 200, attempts: 1, worker: null, children: null, ...change });
const short = (some: ReturnType<typeof segmentsOf>) => some.map(({ kind, from, to }) => `${kind} ${from}-${to ?? ''}`);

describe('what a task run did when', () => {
  it('is told by four moments if nothing more is known', () => {
    expect(short(segmentsOf(row({}), null, undefined))).toEqual(['held 100-110', 'queued 110-150', 'work 150-200']);
    expect(short(segmentsOf(row({ state: 'Running', end: null }), null, undefined))).toEqual(['held 100-110', 'queued 110-150', 'work 150-']);
    expect(short(segmentsOf(row({ state: 'Queued', ready: null, queued: null, start: null, end: null }), 90, undefined))).toEqual(['queued 90-']);
    expect(short(segmentsOf(row({ state: 'Paused', queued: null, start: null, end: null }), null, undefined))).toEqual(['held 100-']);
    expect(short(segmentsOf(row({ state: 'Skipped', queued: null, start: null, end: 100 }), null, undefined))).toEqual([]);
  });

  it('is told by its history with each attempt, and what a wait was for', () => {
    const at = (millis: number) => new Date(millis).toISOString();
    const entry = (millis: number, name: string, message = '') => ({ seq: millis, epoch: 1, at: at(millis), node: 3, child: -1, state: { name, message } });
    const histories = historiesOf([
      entry(100, 'Queued', 'db'),
      entry(141, 'Running'),
      entry(160, 'Retrying', 'IOException: no'),
      entry(190, 'Queued'),
      entry(190, 'Running'),
      entry(200, 'Success'),
      { ...entry(5, 'Running'), node: -1 },
    ]);
    const found = segmentsOf(row({}), null, histories.get('3'));
    expect(short(found)).toEqual(['queued 100-141', 'work 141-160', 'delay 160-190', 'work 190-200']);
    expect(found[0]!.why).toBe('db');
    expect(found[1]).toMatchObject({ failed: true, why: 'IOException: no' });
    expect(found[3]!.failed).toBe(false);
    expect(timeOf(found, 'work', 0)).toBe(29);
    // the row has gone on since the history was read
    expect(short(segmentsOf(row({ state: 'Failed' }), null, histories.get('3')))).toEqual(['held 100-110', 'queued 110-150', 'work 150-200']);
    expect(histories.size).toBe(1);
  });
});

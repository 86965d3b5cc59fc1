import { describe, expect, test } from 'vitest';
import type { FlowRun, RunItem } from '../api/schema.gen';
import { folded } from './freshRuns';

const run = (id: string, state: string): FlowRun => ({
  id,
  name: 'run ' + id,
  project: 'Demo',
  flow: 'covid',
  flowId: '1',
  version: 1,
  state: { name: state },
  epoch: 1,
  parameters: {},
  labels: [],
  createdAt: '2026-11-26T03:00:00Z',
});

const item = (id: string, rev: number, state: string, createdAt = '2026-11-26T03:00:00Z'): RunItem => ({
  id,
  rev,
  name: 'run ' + id,
  flow: 'covid',
  state: { name: state },
  createdAt,
});

const newest = '2026-11-26T03:00:00Z';
const later = '2026-11-26T04:00:00Z';

describe('events in a list of runs', () => {
  test('change rows in place and count what would be new', () => {
    const result = folded([run('a', 'Running')], new Map(), 'Demo', [item('a', 2, 'Success'), item('b', 1, 'Queued', later)], {}, newest);
    expect(result.runs.map((each) => each.state.name)).toEqual(['Success']);
    expect(result.fresh).toEqual(['b']);
  });

  test('never take a run back', () => {
    const revisions = new Map([['a', 5]]);
    const result = folded([run('a', 'Success')], revisions, 'Demo', [item('a', 4, 'Running')], {}, newest);
    expect(result.changed).toBe(false);
    expect(result.runs[0]!.state.name).toBe('Success');
  });

  test('that do not fit the filters are not counted', () => {
    const fresh = (search: object) => folded([], new Map(), 'Demo', [item('b', 1, 'Queued', later)], search, newest).fresh.length;
    expect(fresh({ project: 'Demo', flow: 'covid', name: 'RUN', state: 'Queued,Running' })).toBe(1);
    expect(fresh({ project: 'Other' })).toBe(0);
    expect(fresh({ flow: 'other' })).toBe(0);
    expect(fresh({ state: 'Failed' })).toBe(0);
    expect(fresh({ until: later })).toBe(0);
  });

  test('of old runs that are not shown are not new', () => {
    expect(folded([], new Map(), 'Demo', [item('z', 9, 'Failed', '2026-01-01T00:00:00Z')], {}, newest).fresh).toEqual([]);
  });
});

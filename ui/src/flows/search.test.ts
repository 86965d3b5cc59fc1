import { describe, expect, test } from 'vitest';
import { flowGridSearch, flowOverviewSearch, flowRunsSearch, flowSearch, flowsSearch, flowVersionsSearch } from './search';

describe('the address of a page of flows', () => {
  test('says no more than it has to', () => {
    expect(flowsSearch({ sort: 'name' })).toEqual({});
    expect(flowOverviewSearch({ window: '7d' })).toEqual({});
    expect(flowGridSearch({ failed: 'false' })).toEqual({});
  });

  test('opens whatever it says', () => {
    expect(flowsSearch({ sort: 'evil', name: 5, project: ['x'] })).toEqual({ name: '5' });
    for (const wrong of ['-1', '0', '1.5', 'x', '99999999999']) {
      expect(flowSearch({ v: wrong })).toEqual({});
      expect(flowVersionsSearch({ from: wrong })).toEqual({});
    }
    expect(flowSearch({ v: '3' })).toEqual({ v: 3 });
    expect(flowGridSearch({ run: '../../evil', task: 'load', failed: 'true' })).toEqual({ task: 'load', failed: true });
    expect(flowOverviewSearch({ window: '9y' })).toEqual({});
  });

  test('does not say again which flow the runs are of', () => {
    expect(flowRunsSearch({ flow: 'x', project: 'y', state: 'Failed' })).toEqual({ state: 'Failed' });
  });
});

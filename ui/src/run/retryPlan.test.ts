import { describe, expect, test } from 'vitest';
import type { FlowDrawing } from '../api/schema.gen';
import { retryPlan } from './retryPlan';

/** a → b → d, a → c → d, and e by itself. */
const drawing: FlowDrawing = {
  structureHash: '0',
  nodes: ['a', 'b', 'c', 'd', 'e'].map((name, k) => ({ k, name, kind: 'TASK' })),
  edges: [0, 1, 0, 2, 1, 3, 2, 3],
  edgeKinds: {},
};
const states = new Map([
  [0, 'Success'],
  [1, 'Failed'],
  [2, 'Cached'],
  [3, 'TriggerFailed'],
  [4, 'Success'],
]);

describe('what a retry would do', () => {
  test('runs what did not end well, and what comes after it', () => {
    expect(retryPlan(drawing, states)).toEqual({ again: [1, 3], kept: [0, 2, 4] });
  });

  test('runs from a task on, whatever became of it', () => {
    expect(retryPlan(drawing, states, 'c')).toEqual({ again: [1, 2, 3], kept: [0, 4] });
    expect(retryPlan(drawing, states, 'a')).toEqual({ again: [0, 1, 2, 3], kept: [4] });
  });

  test('runs what never began', () => {
    expect(retryPlan(drawing, new Map([[0, 'Success']]))).toEqual({ again: [1, 2, 3, 4], kept: [0] });
  });

  test('survives a long chain', () => {
    const nodes = Array.from({ length: 20_000 }, (_, k) => ({ k, name: 't' + k, kind: 'TASK' }));
    const edges = nodes.slice(1).flatMap(({ k }) => [k - 1, k]);
    expect(retryPlan({ structureHash: '0', nodes, edges, edgeKinds: {} }, new Map(), 't0').again).toHaveLength(20_000);
  });
});

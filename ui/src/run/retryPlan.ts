import type { FlowDrawing } from '../api/schema.gen';
import { familyOf } from '../states';

/** Places of tasks that run again, and of those whose results are used as they are. */
export type RetryPlan = { again: number[]; kept: number[] };

const WELL = new Set(['Success', 'Cached', 'Skipped']);

/**
 * What a retry would do, by the states of the tasks: from a task on, or what did not end well, each with all that comes after
 * it. Code that has changed is found by the runner only.
 */
export function retryPlan(drawing: FlowDrawing, states: ReadonlyMap<number, string>, from?: string): RetryPlan {
  const own = drawing.nodes.filter((node) => node.group == null);
  const after = new Map<number, number[]>();
  for (let i = 0; i + 1 < drawing.edges.length; i += 2) {
    after.set(drawing.edges[i]!, [...(after.get(drawing.edges[i]!) ?? []), drawing.edges[i + 1]!]);
  }
  const first = own.filter((node) => (from === undefined ? !WELL.has(states.get(node.k) ?? 'Pending') : node.name === from)).map((node) => node.k);
  const again = new Set<number>();
  const left = [...first];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (again.has(node)) continue;
    again.add(node);
    left.push(...(after.get(node) ?? []));
  }
  const done = (k: number) => ['success', 'ended'].includes(familyOf(states.get(k) ?? 'Pending'));
  return {
    again: own.filter((node) => again.has(node.k) || !done(node.k)).map((node) => node.k),
    kept: own.filter((node) => !again.has(node.k) && done(node.k)).map((node) => node.k),
  };
}

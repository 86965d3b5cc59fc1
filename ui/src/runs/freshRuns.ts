import type { FlowRun, RunItem } from '../api/schema.gen';
import type { RunsSearch } from '../search';

/** Whether a run would be in the list: as far as an event tells; labels it does not. */
export function fits(item: RunItem, project: string, search: RunsSearch): boolean {
  return (
    (!search.project || search.project === project) &&
    (!search.flow || search.flow === item.flow) &&
    (!search.name || item.name.toLowerCase().includes(search.name.toLowerCase())) &&
    (!search.state || search.state.split(',').includes(item.state.name)) &&
    (!search.since || item.createdAt >= search.since) &&
    (!search.until || item.createdAt < search.until) &&
    !search.label
  );
}

export type Folded = { runs: FlowRun[]; fresh: string[]; changed: boolean };

/**
 * Events folded into what a list shows: states of its rows change in place, and rows that would be new are counted, not put
 * in: nothing jumps while somebody reads. Revisions of a run never go back.
 */
export function folded(
  runs: FlowRun[],
  revisions: Map<string, number>,
  project: string,
  items: RunItem[],
  search: RunsSearch,
  newest: string,
): Folded {
  const byId = new Map(items.filter((item) => item.rev > (revisions.get(item.id) ?? -1)).map((item) => [item.id, item]));
  for (const item of byId.values()) revisions.set(item.id, item.rev);
  let changed = false;
  const next = runs.map((run) => {
    const item = byId.get(run.id);
    if (!item) return run;
    byId.delete(run.id);
    changed = true;
    return { ...run, state: item.state, name: item.name, startedAt: item.startedAt, endedAt: item.endedAt };
  });
  const fresh = [...byId.values()].filter((item) => item.createdAt > newest && fits(item, project, search)).map((item) => item.id);
  return { runs: next, fresh, changed };
}

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '../api/client';
import { graphOf, queryClient } from '../api/queries';
import type { CriticalPath, FlowDrawing, FlowRun, FlowStructure } from '../api/schema.gen';
import { useThrottled, useTopics } from '../live/hooks';
import { changed, keyOf, tableOf, type TaskTable } from '../run/tasks/taskTable';
import { insideOf, insideOfRun, type Inside } from './model';

/** As many runs within are watched at a time; tabs share twenty topics. */
const MOST = 6;

const insideQuery = (run: string) => ({
  queryKey: ['inside', run],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Inside> => insideOfRun(await get<FlowStructure>(`/flow-runs/${run}/structure`, {}, signal)),
  staleTime: Infinity,
});

const tableKey = (run: string) => ['graph-within', run];

/** What is within nodes that are unfolded: as the run that the task is tells; before there is one, as it was defined. */
export function useInner(drawing: FlowDrawing | undefined, table: TaskTable | undefined, nodes: readonly number[]): { within: ReadonlyMap<number, Inside>; tables: ReadonlyMap<number, TaskTable>; runs: ReadonlyMap<number, string> } {
  const runs = useMemo(() => {
    const found = new Map<number, string>();
    for (const node of nodes) {
      const run = table?.inner.get(keyOf(node, -1));
      if (run && found.size < MOST) found.set(node, run);
    }
    return found;
  }, [table?.inner, nodes]);
  const ids = [...runs.values()];
  const insides = useQueries({ queries: ids.map(insideQuery) });
  const tables = useQueries({
    queries: ids.map((run, i) => ({
      queryKey: tableKey(run),
      enabled: insides[i]?.data !== undefined,
      structuralSharing: false as const,
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<TaskTable> => {
        const { names, kinds } = insides[i]!.data!;
        const nodesWithin = names.map((name, k) => ({ k, name, kind: kinds[k]! }));
        return tableOf(await graphOf(run, [], signal), { structureHash: '', nodes: nodesWithin, edges: [], edgeKinds: {} });
      },
    })),
  });
  const refetch = useThrottled(2_000, () => void queryClient.invalidateQueries({ queryKey: ['graph-within'] }));
  useTopics(
    ids.map((run) => 'run:' + run),
    (changes) => {
      for (const { topic, kind, rev, data } of changes) {
        if (kind === 'resync') refetch();
        const key = tableKey(topic.slice('run:'.length));
        const before = queryClient.getQueryData<TaskTable>(key);
        if (!before || !data.run) continue;
        const next = changed(before, rev, data.run.tasks);
        queryClient.setQueryData(key, next);
        if (next.countsAreOld) refetch();
      }
    },
  );
  const insideData = insides.map((each) => each.data);
  const tableData = tables.map((each) => each.data);
  const within = useMemo(() => {
    const found = new Map<number, Inside>();
    if (!drawing) return found;
    const at = [...runs.keys()];
    for (const node of nodes) {
      const inside = insideData[at.indexOf(node)] ?? insideOf(drawing, node);
      if (inside) found.set(node, inside);
    }
    return found;
  }, [drawing, nodes, runs, ...insideData]);
  const standing = useMemo(() => new Map([...runs.keys()].flatMap((node, i) => (tableData[i] ? [[node, tableData[i]] as const] : []))), [runs, ...tableData]);
  return { within, tables: standing, runs };
}

/** The names of what decided how long a run took; asked for only if somebody wants to see it. */
export function useCritical(run: FlowRun, drawing: FlowDrawing | undefined, wanted: boolean, rev: number): ReadonlySet<string> | null {
  const coarse = Math.floor(rev / 500); // a run that goes on: now and then
  const { data } = useQuery({
    queryKey: ['critical', run.id, run.epoch, run.state.name, coarse],
    queryFn: ({ signal }) => get<CriticalPath>(`/flow-runs/${run.id}/critical-path`, {}, signal),
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => (data && drawing ? new Set(data.path.map((step) => drawing.nodes[step.node]?.name ?? '')) : null), [data, drawing]);
}

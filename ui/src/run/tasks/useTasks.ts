import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { drawingQuery, graphOf, queryClient } from '../../api/queries';
import type { FlowDrawing, FlowRun } from '../../api/schema.gen';
import { useBack, usePolling, useThrottled, useTopic } from '../../live/hooks';
import { isFinished } from '../../states';
import { changed, tableOf, unknownRuns, type TaskTable } from './taskTable';

const COUNTS_EVERY = 2_000;
const SOON = 500; // a run that a task is, is told of that long after at most, unless something is in the way
const MOST_TIMES = 6;

/** All tasks of a run, as they are now: once in columns, then by what the stream says has changed. */
export function useTasks(run: FlowRun, expand: number[]) {
  const drawing = useQuery(drawingQuery(run));
  const key = ['graph', run.id, expand.join(',')];
  const polling = usePolling();
  const graph = useQuery({
    queryKey: key,
    enabled: drawing.data !== undefined,
    queryFn: async ({ signal }) => {
      const table = tableOf(await graphOf(run.id, expand, signal), drawing.data!, expand);
      const now = queryClient.getQueryData<TaskTable>(key);
      return now && now.rev > table.rev && !now.countsAreOld ? now : table; // what the stream said meanwhile is newer
    },
    refetchInterval: (query) => (isFinished(run.state.name) ? false : polling(query)),
    placeholderData: (before) => before,
    staleTime: 0,
    structuralSharing: false,
  });
  const refetch = useThrottled(COUNTS_EVERY, () => void queryClient.invalidateQueries({ queryKey: key }));
  const epoch = useRef(run.epoch);
  useTopic('run:' + run.id, (changes) => {
    const before = queryClient.getQueryData<TaskTable>(key);
    if (!before) return;
    let table = before;
    for (const { kind, rev, data } of changes) {
      if (kind === 'resync') refetch();
      if (!data.run) continue;
      if (data.run.epoch !== epoch.current) {
        epoch.current = data.run.epoch;
        refetch();
      }
      table = changed(table, rev, data.run.tasks);
    }
    if (table === before) return;
    queryClient.setQueryData(key, table);
    if (table.countsAreOld) refetch();
  });
  useBack(refetch);
  const unknown = graph.data ? unknownRuns(graph.data) : 0;
  useEffect(() => {
    if (unknown === 0) return undefined;
    let times = 0;
    let timer: ReturnType<typeof setTimeout>;
    const again = () => {
      timer = setTimeout(() => {
        refetch();
        if (++times < MOST_TIMES) again();
      }, SOON * 2 ** times);
    };
    again();
    return () => clearTimeout(timer);
  }, [unknown, refetch]);
  return { drawing, graph };
}

/** The tasks that a node depends on. */
export function upstreamsOf(drawing: FlowDrawing, node: number): number[] {
  const found: number[] = [];
  for (let i = 0; i + 1 < drawing.edges.length; i += 2) {
    if (drawing.edges[i + 1] === node) found.push(drawing.edges[i]!);
  }
  return found;
}

import { QueryClient, queryOptions } from '@tanstack/react-query';
import { get, probe } from './client';
import { mayPass } from './problem';
import type { ArtifactInfoPage, Bootstrap, Dashboard, Flow, FlowDrawing, FlowPage, FlowRun, FlowStructure, RunGraph, Why } from './schema.gen';

/** What was asked for is kept here; the stream of changes says what of it is out of date. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && mayPass(error),
      retryDelay: (count) => Math.min(1000 * 2 ** count, 5000),
    },
  },
});

export const bootstrapQuery = queryOptions({
  queryKey: ['bootstrap'],
  queryFn: () => probe<Bootstrap>('/ui/bootstrap'),
  staleTime: Infinity,
  gcTime: Infinity,
});

export const dashboardQuery = (project: string, window: string) =>
  queryOptions({
    queryKey: ['dashboard', project, window],
    queryFn: ({ signal }) => get<Dashboard>('/ui/dashboard', { project, window }, signal),
  });

export const runQuery = (run: string) =>
  queryOptions({
    queryKey: ['run', run],
    queryFn: ({ signal }) => get<FlowRun>('/flow-runs/' + run, {}, signal),
  });

/** The nodes of the tasks of a run; they never change. */
export const structureQuery = (flowId: string, version: number) =>
  queryOptions({
    queryKey: ['structure', flowId, version],
    queryFn: ({ signal }) => get<FlowDrawing>(`/flows/${flowId}/versions/${version}/structure`, {}, signal),
    staleTime: Infinity,
  });

/** The same for a run; one that a task of another run is, has a structure of its own. */
export const drawingQuery = (run: FlowRun) =>
  run.version > 0
    ? structureQuery(run.flowId, run.version)
    : queryOptions({
        queryKey: ['structure', run.id, 0],
        queryFn: async ({ signal }) => drawingOf(await get<FlowStructure>(`/flow-runs/${run.id}/structure`, {}, signal)),
        staleTime: Infinity,
      });

/** As it is drawn. */
export function drawingOf({ structureHash, nodes, edges }: FlowStructure): FlowDrawing {
  const edgeKinds: Record<string, number[]> = {};
  edges.forEach(({ kind }, place) => kind !== 'DATA' && (edgeKinds[kind] ??= []).push(place));
  return { structureHash, nodes: nodes.map(({ name, kind }, k) => ({ k, name, kind })), edges: edges.flatMap(({ from, to }) => [from, to]), edgeKinds };
}

export const flowQuery = (flowId: string) =>
  queryOptions({
    queryKey: ['flow', flowId],
    queryFn: ({ signal }) => get<Flow>('/flows/' + flowId, {}, signal),
    staleTime: 5 * 60_000,
  });

export const flowsQuery = (project?: string) =>
  queryOptions({
    queryKey: ['flows', project ?? ''],
    queryFn: ({ signal }) => get<FlowPage>('/flows', { project }, signal),
    staleTime: 60_000,
  });

export const graphOf = (run: string, expand: number[], signal?: AbortSignal) =>
  get<RunGraph>(`/flow-runs/${run}/graph`, { expand: expand.join(',') }, signal);

export const whyQuery = (run: string, task: string, child: number, state: string) =>
  queryOptions({
    queryKey: ['why', run, task, child, state],
    queryFn: ({ signal }) =>
      get<Why>(`/flow-runs/${run}/why`, { task, child: child < 0 ? undefined : child }, signal),
  });

export const artifactsQuery = (run: string) =>
  queryOptions({
    queryKey: ['artifacts', run],
    queryFn: ({ signal }) => get<ArtifactInfoPage>(`/flow-runs/${run}/artifacts`, { limit: 500 }, signal),
  });

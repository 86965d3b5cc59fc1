import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { get } from '../../api/client';
import { runQuery, structureQuery } from '../../api/queries';
import type { FlowDrawing, FlowRun, HistoryEntry, HistoryEntryPage } from '../../api/schema.gen';
import { isFinished } from '../../states';
import type { TaskRow } from '../tasks/taskTable';
import { useTasks } from '../tasks/useTasks';
import type { Part, Parts } from './lines';
import { historiesOf, type Histories } from './segments';

const MOST_MAPPED = 50; // as many as the server unfolds at once
const MOST_PAGES = 3;
const LONG_WAIT = 1_000;
const MOST_NODES = 40;

export type Inner = { part: Part; run: FlowRun };

/** Mapped tasks, whose children are asked for with the rest: their line is a strip of them. */
export const mappedOf = (drawing: FlowDrawing | undefined): number[] =>
  (drawing?.nodes ?? []).filter(({ kind }) => kind === 'MAP' || kind === 'FAN_OUT').slice(0, MOST_MAPPED).map(({ k }) => k);

/** A run's tasks with all children of mapped ones. */
export function usePart(run: FlowRun, path: string) {
  const structure = useQuery(structureQuery(run.flowId, run.version));
  const expand = useMemo(() => mappedOf(structure.data), [structure.data]);
  const { drawing, graph } = useTasks(run, expand);
  const part = useMemo<Part | null>(() => (drawing.data && graph.data ? { run: run.id, path, table: graph.data, drawing: drawing.data } : null), [drawing.data, graph.data, run.id, path]);
  return { part, drawing, graph };
}

/** Runs that tasks are, of those lines that are open: each tells what it is, as it changes. */
export function useInner(root: Part | null, open: ReadonlySet<string>) {
  const [inner, setInner] = useState<ReadonlyMap<string, Inner>>(new Map());
  const tell = useCallback((path: string, told: Inner | null) => {
    setInner((old) => {
      const next = new Map(old);
      if (told) next.set(path, told);
      else next.delete(path);
      return next;
    });
  }, []);
  const parts = useMemo<Parts>(() => new Map([...(root ? [['', root] as const] : []), ...[...inner].map(([path, each]) => [path, each.part] as const)]), [root, inner]);
  const wanted = [...open].flatMap((key) => {
    const cut = key.lastIndexOf('/');
    const run = parts.get(key.slice(0, Math.max(0, cut)))?.table.inner.get(key.slice(cut + 1));
    return run ? [{ path: key, run }] : [];
  });
  return { parts, inner, watchers: wanted.map(({ path, run }) => <InnerRun key={path + run} path={path} run={run} tell={tell} />) };
}

function InnerRun({ path, run, tell }: { path: string; run: string; tell: (path: string, told: Inner | null) => void }) {
  const { data } = useQuery(runQuery(run));
  return data ? <InnerTasks path={path} run={data} tell={tell} /> : null;
}

function InnerTasks({ path, run, tell }: { path: string; run: FlowRun; tell: (path: string, told: Inner | null) => void }) {
  const { part } = usePart(run, path);
  useEffect(() => {
    if (part) tell(path, { part, run });
  }, [part, run, path, tell]);
  useEffect(() => () => tell(path, null), [path, tell]);
  return null;
}

/** The tasks of which more than four moments is worth knowing: those that were tried again, and that waited long. */
export function toldOf(part: Part): number[] {
  const worth = new Map<number, number>();
  for (const row of part.table.rows.values()) {
    const waited = row.start !== null && row.queued !== null ? row.start - row.queued : 0;
    const score = row.attempts > 1 || row.state === 'Retrying' ? Infinity : waited;
    if (score > LONG_WAIT) worth.set(row.node, Math.max(score, worth.get(row.node) ?? 0));
  }
  return [...worth].sort((a, b) => b[1] - a[1]).slice(0, MOST_NODES).map(([node]) => node).sort((a, b) => a - b);
}

/** Every change of state of the tasks of which that is worth knowing, by part. */
export function useHistories(parts: Parts, selected: { part: string; row: TaskRow } | null): ReadonlyMap<string, Histories> {
  const asked = [...parts.values()].map((part) => {
    const nodes = new Set(toldOf(part));
    if (selected?.part === part.path && selected.row.start !== null) nodes.add(selected.row.node);
    const places = [...nodes].sort((a, b) => a - b);
    // asked again once one of them was tried again or ended
    const moved = places.map((node) => {
      const row = part.table.rows.get(String(node));
      return row ? `${row.attempts}${isFinished(row.state) ? row.state : ''}` : '';
    });
    return { part, places, moved: moved.join() };
  });
  const answers = useQueries({
    queries: asked.map(({ part, places, moved }) => ({
      queryKey: ['spans', part.run, places.join(), moved],
      enabled: places.length > 0,
      staleTime: 60_000,
      queryFn: ({ signal }: { signal: AbortSignal }) => historyOf(part.run, places, signal),
      placeholderData: (before: Histories | undefined) => before,
    })),
  });
  const key = answers.map((answer) => answer.dataUpdatedAt).join() + asked.map(({ part }) => part.path).join();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the answers are new objects each time
  return useMemo(() => new Map(asked.flatMap(({ part }, i) => (answers[i]?.data ? [[part.path, answers[i].data] as const] : []))), [key]);
}

async function historyOf(run: string, nodes: number[], signal: AbortSignal): Promise<Histories> {
  const entries: HistoryEntry[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const some = await get<HistoryEntryPage>(`/flow-runs/${run}/history`, { node: nodes.join(','), limit: 2_000, cursor }, signal);
    entries.push(...some.items);
    if (!some.next) return historiesOf(entries);
    cursor = some.next;
  }
  return new Map(); // a part of it would tell what is not so
}

import { useEffect, useRef, useState } from 'react';
import { textOf } from '../api/client';
import type { GridRow } from '../api/schema.gen';
import { GridReader, LineReader, type Column } from './gridRows';

const RUNS = 50;
const MOST_PAGES = 20; // of 500 tasks

export type Grid = {
  columns: Column[];
  /** whether there are, or may be, older runs */
  older: boolean;
  busy: boolean;
  error: unknown;
  more: () => void;
  again: () => void;
};

/** The newest runs of a flow with all of their tasks, shown as they come in. What was fetched stays while it is fetched anew. */
export function useGrid(flow: string): Grid {
  const [columns, setColumns] = useState<Column[]>([]);
  const [older, setOlder] = useState(false);
  const [busy, setBusy] = useState(true);
  const [error, setError] = useState<unknown>(null);
  const going = useRef<AbortController | null>(null);

  const load = (before: Column[]) => {
    going.current?.abort();
    const control = new AbortController();
    going.current = control;
    setBusy(true);
    const last = before.at(-1)?.run;
    void (async () => {
      const reader = new GridReader();
      try {
        let task: number | null = 0;
        for (let page = 0; task !== null && page < MOST_PAGES; page++) {
          const next = await rows(flow, last, task, page, reader, control.signal, () => {
            // as soon as there is something, unless there is something already
            if (before.length > 0 || page === 0) setColumns((old) => (last || old.length === 0 ? [...before, ...reader.all()] : old));
          });
          task = next;
        }
        const found = reader.all();
        setColumns([...before, ...found]);
        setOlder(found.length === RUNS);
        setError(null);
      } catch (problem) {
        if (control.signal.aborted) return;
        setError(problem);
      }
      setBusy(false);
    })();
  };

  useEffect(() => {
    setColumns([]);
    load([]);
    return () => going.current?.abort();
  }, [flow]);

  return { columns, older, busy, error, more: () => load(columns), again: () => load([]) };
}

/** One page of tasks of some runs; returns where the next begins, null for the last. */
async function rows(
  flow: string,
  cursor: string | undefined,
  taskCursor: number,
  page: number,
  reader: GridReader,
  signal: AbortSignal,
  came: () => void,
): Promise<number | null> {
  const lines = new LineReader();
  let next: number | null = null;
  let shown = 0;
  for await (const piece of textOf(`/flows/${flow}/grid`, { runs: RUNS, cursor, taskCursor: taskCursor || undefined }, signal)) {
    for (const line of lines.read(piece)) {
      const row = JSON.parse(line) as GridRow;
      reader.add(row, page);
      if (row.nextTask != null) next = Math.max(next ?? 0, row.nextTask);
      if (shown++ === 0) came();
    }
  }
  return next;
}

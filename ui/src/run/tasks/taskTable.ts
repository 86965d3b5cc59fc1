import type { FlowDrawing, RunGraph } from '../../api/schema.gen';
import { FAMILY_ORDER, byFamily, familyOf, type Family } from '../../states';

/** A task run as a row. Times are milliseconds since 1970; null: not yet. */
export type TaskRow = {
  key: string;
  node: number;
  child: number;
  name: string;
  kind: string;
  state: string;
  /** When all had ended that it depends on; when it first waited for a slot. Known of what was fetched, not of what changed since. */
  ready: number | null;
  queued: number | null;
  start: number | null;
  end: number | null;
  attempts: number;
  /** The worker of a cluster that called its last attempt; null: its run's own process did, or there was none. */
  worker: string | null;
  children: Record<string, number> | null;
};

/** All task runs of a run at a revision. Immutable: what changes is another one. */
export type TaskTable = {
  rev: number;
  rows: ReadonlyMap<string, TaskRow>;
  cut: number;
  /** A mapped node whose counts by state are older than its children. */
  countsAreOld: boolean;
  /** Mapped nodes of which every child has a row: their counts are kept by what changes. */
  whole: ReadonlySet<number>;
  /** The runs that tasks are, by the key of their row. */
  inner: ReadonlyMap<string, string>;
};

export const keyOf = (node: number, child: number): string => (child < 0 ? String(node) : `${node}.${child}`);

/** As the server, the CLI and addresses write it: `fetch`, `fetch[3]`. */
export const taskName = (name: string, child: number): string => (child < 0 ? name : `${name}[${child}]`);

const millis = (micros: number | undefined): number | null => (micros ? micros / 1000 : null);

/** From the columns of the server. `expanded`: the mapped nodes whose children were asked for. */
export function tableOf(graph: RunGraph, drawing: FlowDrawing, expanded: number[] = []): TaskTable {
  const rows = new Map<string, TaskRow>();
  for (let i = 0; i < graph.node.length; i++) {
    const node = graph.node[i]!;
    const child = graph.child[i]!;
    const drawn = drawing.nodes[node];
    const key = keyOf(node, child);
    rows.set(key, {
      key,
      node,
      child,
      name: taskName(drawn?.name ?? '#' + node, child),
      kind: drawn?.kind ?? '',
      state: graph.states[graph.state[i]!] ?? 'Pending',
      ready: millis(graph.sched[i]),
      queued: millis(graph.queued[i]),
      start: millis(graph.start[i]),
      end: millis(graph.end[i]),
      attempts: graph.attempt[i] ?? 0,
      worker: graph.workers[graph.worker[i] ?? -1] ?? null,
      children: child < 0 ? (graph.mapped[String(node)] ?? null) : null,
    });
  }
  const inner = new Map(Object.entries(graph.inner).map(([place, run]) => [keyOf(...(place.split(':').map(Number) as [number, number])), run]));
  return { rev: graph.rev, rows, cut: graph.cut, countsAreOld: false, whole: new Set(graph.cut > 0 ? [] : expanded), inner };
}

const LAUNCHES = new Set(['SUBFLOW', 'DYNAMIC', 'FAN_OUT']);
const ONE_RUN = new Set(['SUBFLOW', 'DYNAMIC']);

/** Tasks that are a run, run, and are not known yet as which: the runner tells of that a moment after the task has begun. */
export function unknownRuns(table: TaskTable): number {
  let count = 0;
  for (const row of table.rows.values()) if (row.child < 0 && row.state === 'Running' && ONE_RUN.has(row.kind) && !table.inner.has(row.key)) count++;
  return count;
}

/** A change as the stream tells it: node, child, state, start, end, attempts, worker. */
export type TaskDelta = unknown[];

/** The table after a change; the same one if the change is older than it. */
export function changed(table: TaskTable, rev: number, deltas: TaskDelta[]): TaskTable {
  if (rev <= table.rev) return table;
  if (deltas.length === 0) return { ...table, rev };
  const rows = new Map(table.rows);
  let countsAreOld = table.countsAreOld;
  for (const [node, child, state, start, end, attempts, worker] of deltas as [number, number, string, number | null, number | null, number, (string | null)?][]) {
    const key = keyOf(node, child);
    const whole = child >= 0 && table.whole.has(node);
    const row = rows.get(key) ?? (whole ? begun(rows, node, child) : undefined);
    if (whole) counted(rows, node, rows.has(key) ? row!.state : null, state);
    else if (child >= 0 || state === 'Mapped') countsAreOld = true;
    if (!row) continue; // a child that is not shown
    if (child < 0 && row.kind && state === 'Running' && LAUNCHES.has(row.kind)) countsAreOld = true; // which run it is, is not told
    // of the same millisecond: the server knew it to the microsecond when it was fetched
    const finer = (old: number | null, now: number | null) => (old !== null && now !== null && Math.floor(old) === now ? old : now);
    rows.set(key, { ...row, state, start: finer(row.start, start), end: finer(row.end, end), attempts, worker: worker ?? null });
  }
  return { ...table, rev, rows, countsAreOld };
}

/** A child that nothing was known of. */
function begun(rows: ReadonlyMap<string, TaskRow>, node: number, child: number): TaskRow | undefined {
  const parent = rows.get(keyOf(node, -1));
  if (!parent) return undefined;
  return { ...parent, key: keyOf(node, child), child, name: taskName(parent.name, child), ready: null, queued: null, start: null, end: null, attempts: 0, worker: null, children: null };
}

function counted(rows: Map<string, TaskRow>, node: number, before: string | null, now: string): void {
  const key = keyOf(node, -1);
  const parent = rows.get(key);
  if (!parent || before === now) return;
  const children = { ...parent.children };
  if (before !== null && children[before]) children[before]--;
  children[now] = (children[now] ?? 0) + 1;
  rows.set(key, { ...parent, children });
}

export type Order = 'failed' | 'flow' | 'worker';

/** `workers`: how many task runs each of them called last, by name, whatever is shown. */
export type Shown = { rows: TaskRow[]; counts: Record<Family, number>; total: number; workers: ReadonlyMap<string, number> };

/** Which rows are shown in which order; counts are of all that fit the text, whatever family is chosen. */
export function shown(table: TaskTable, order: Order, family: Family | null, text: string, worker: string | null = null): Shown {
  const needle = text.trim().toLowerCase();
  const flat = needle !== '' || worker !== null;
  const all = [...table.rows.values()].filter((row) => (!needle || row.name.toLowerCase().includes(needle)) && (worker === null || row.worker === worker));
  const counts = byFamily({});
  for (const row of all) if (row.child < 0 || worker !== null) counts[familyOf(row.state)]++;
  const nodes = all.filter((row) => row.child < 0 || flat);
  let rows = nodes.filter((row) => !family || familyOf(row.state) === family);
  const place = (row: TaskRow) => row.node * 1e7 + row.child + 1;
  if (order === 'failed') {
    const rank = (row: TaskRow) => FAMILY_ORDER.indexOf(familyOf(row.state));
    rows.sort((a, b) => rank(a) - rank(b) || place(a) - place(b));
  } else if (order === 'worker') {
    const names = [...workersOf(table).keys()];
    const rank = (row: TaskRow) => (row.worker === null ? names.length : names.indexOf(row.worker));
    rows.sort((a, b) => rank(a) - rank(b) || place(a) - place(b));
  } else {
    rows.sort((a, b) => place(a) - place(b));
  }
  if (!flat) rows = withChildren(table, rows, order);
  return { rows, counts, total: all.filter((row) => row.child < 0 || worker !== null).length, workers: workersOf(table) };
}

function workersOf(table: TaskTable): Map<string, number> {
  const workers = new Map<string, number>();
  for (const { worker } of table.rows.values()) if (worker !== null) workers.set(worker, (workers.get(worker) ?? 0) + 1);
  return new Map([...workers].sort(([a], [b]) => a.localeCompare(b)));
}

/** Children follow their node. */
function withChildren(table: TaskTable, nodes: TaskRow[], order: Order): TaskRow[] {
  const children = new Map<number, TaskRow[]>();
  for (const row of table.rows.values()) {
    if (row.child < 0) continue;
    const some = children.get(row.node);
    if (some) some.push(row);
    else children.set(row.node, [row]);
  }
  if (children.size === 0) return nodes;
  const rank = (row: TaskRow) => (order === 'failed' ? FAMILY_ORDER.indexOf(familyOf(row.state)) : 0);
  return nodes.flatMap((node) => [
    node,
    ...(children.get(node.node) ?? []).sort((a, b) => rank(a) - rank(b) || a.child - b.child),
  ]);
}

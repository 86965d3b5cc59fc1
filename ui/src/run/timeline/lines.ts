import type { FlowDrawing } from '../../api/schema.gen';
import { byFamily, familyOf, FAMILY_ORDER, isFinished, type Family } from '../../states';
import type { TaskRow, TaskTable } from '../tasks/taskTable';

/** A run whose tasks are shown: the one of the page at the path '', and runs that tasks of it are. */
export type Part = { run: string; path: string; table: TaskTable; drawing: FlowDrawing };

export type Parts = ReadonlyMap<string, Part>;

/** What is folded into one line, for its strip: when each was at work. `end` NaN: it still is. */
export type Folded = { start: Float64Array; end: Float64Array; failed: Uint8Array; counts: Record<string, number>; size: number };

/** A line of the timeline. What changes of a task run is not in it: that stands in the table of its part. */
export type Line = {
  key: string;
  /** As addresses name it. */
  name: string;
  label: string;
  level: number;
  part: string;
  /** Its row in the part's table; null: same-named siblings in one line. */
  row: string | null;
  /** Whether what is in it is shown; null: there is nothing in it. */
  open: boolean | null;
  folded: Folded | null;
};

export const MODES = ['flat', 'dependency', 'duration'] as const;
export type Mode = (typeof MODES)[number];
export const ONLY = ['errors', 'slowest', 'critical'] as const;
export type Only = (typeof ONLY)[number];

export type View = {
  mode: Mode;
  text: string;
  only: Only | null;
  /** Whether same-named siblings stand in one line. */
  group: boolean;
  open: ReadonlySet<string>;
  /** The keys of lines that decide how long the run takes. */
  critical: ReadonlySet<string>;
  now: number;
};

const SLOWEST = 20;
const SIBLINGS = 5;

type Item = {
  key: string;
  name: string;
  label: string;
  part: string;
  row: TaskRow | null;
  place: number;
  depth: number;
  start: number;
  time: number;
  children: Item[];
  /** Could have some, though they are not known yet. */
  opens: boolean;
};

/** The lines of a run: its tasks in an order, what they have in them below those that are open, and only what is asked for. */
export function linesOf(parts: Parts, view: View): Line[] {
  const root = parts.get('');
  if (!root) return [];
  const items = itemsOf(root, parts, view, '');
  const kept = wanted(items, view);
  const lines: Line[] = [];
  const filtered = kept !== null;
  const write = (some: Item[], level: number): boolean => {
    let any = false;
    for (const item of some) {
      const matches = kept === null || kept.has(item.key);
      const at = lines.length;
      const line = lineOf(item, level, view.open.has(item.key));
      lines.push(line);
      const inside = item.children.length > 0 && (line.open === true || filtered) && write(item.children, level + 1);
      if (filtered && inside) lines[at] = { ...line, open: true };
      if (filtered && !matches && !inside) lines.length = at;
      else any = true;
    }
    return any;
  };
  write(sorted(items, view.mode), 1);
  return lines;
}

const lineOf = (item: Item, level: number, open: boolean): Line => ({
  key: item.key,
  name: item.name,
  label: item.label,
  level,
  part: item.part,
  row: item.row?.key ?? null,
  open: item.opens ? open : null,
  folded: item.children.length > 0 ? foldedOf(item) : null,
});

/** The tasks of a run, each with what is in it. */
function itemsOf(part: Part, parts: Parts, view: View, prefix: string): Item[] {
  const { table, drawing } = part;
  const children = new Map<number, Item[]>();
  const items: Item[] = [];
  const byNode = new Map<number, Item>();
  const depths = depthsOf(drawing);
  for (const row of table.rows.values()) {
    const item = itemOf(row, part, depths[row.node] ?? 0, prefix);
    const innerRun = table.inner.get(row.key);
    if (innerRun !== undefined) {
      item.opens = true;
      const inner = parts.get(item.key);
      if (inner) item.children = sorted(itemsOf(inner, parts, view, item.name + '/'), view.mode);
    }
    if (row.child >= 0) push(children, row.node, item);
    else {
      items.push(item);
      byNode.set(row.node, item);
      if (row.children) item.opens = true;
    }
  }
  for (const item of items) {
    const some = children.get(item.place);
    if (some) item.children = [...item.children, ...(view.mode === 'flat' ? some : sorted(some, view.mode))];
  }
  // tasks of flows within stand below the task that the flow is
  const top = items.filter((item) => {
    const group = drawing.nodes[item.place]?.group;
    const parent = group == null ? undefined : byNode.get(group);
    if (!parent || parent === item) return true;
    parent.children.push(item);
    parent.opens = true;
    return false;
  });
  return view.group ? grouped(top, part, view.mode) : top;
}

function itemOf(row: TaskRow, part: Part, depth: number, prefix: string): Item {
  return {
    key: part.path === '' ? row.key : part.path + '/' + row.key,
    name: prefix + row.name,
    label: row.child < 0 ? row.name : row.name.slice(row.name.lastIndexOf('[')),
    part: part.path,
    row,
    place: row.node,
    depth,
    start: row.start ?? row.queued ?? row.ready ?? Infinity,
    time: row.start === null ? -1 : (row.end ?? Infinity) - row.start,
    children: [],
    opens: false,
  };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const some = map.get(key);
  if (some) some.push(value);
  else map.set(key, [value]);
}

/** `blastall_0031` and `blastall-7` are of one kind. */
export const kindOf = (name: string): string => name.replace(/[-_ .#]*\d+$/, '') || name;

function grouped(items: Item[], part: Part, mode: Mode): Item[] {
  const kinds = new Map<string, Item[]>();
  for (const item of items) push(kinds, kindOf(item.label), item);
  const found: Item[] = [];
  for (const [kind, some] of kinds) {
    if (some.length < SIBLINGS) {
      found.push(...some);
      continue;
    }
    const first = some[0]!;
    const start = Math.min(...some.map((each) => each.start));
    found.push({
      key: (part.path === '' ? '' : part.path + '/') + '~' + first.place,
      name: first.name.slice(0, first.name.length - first.label.length) + kind + ' ×' + some.length,
      label: kind,
      part: part.path,
      row: null,
      place: first.place,
      depth: Math.min(...some.map((each) => each.depth)),
      start,
      time: some.reduce((longest, each) => Math.max(longest, each.time), -1),
      children: sorted(some, mode),
      opens: true,
    });
  }
  return found;
}

function sorted(items: Item[], mode: Mode): Item[] {
  const child = (item: Item) => item.row?.child ?? -1;
  const place = (a: Item, b: Item) => a.place - b.place || child(a) - child(b);
  const later = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1); // infinities too
  switch (mode) {
    case 'flat':
      return [...items].sort((a, b) => later(a.start, b.start) || place(a, b));
    case 'dependency':
      return [...items].sort((a, b) => a.depth - b.depth || place(a, b));
    case 'duration':
      return [...items].sort((a, b) => later(b.time, a.time) || place(a, b));
  }
}

/** How many tasks one after the other are before each, along the longest way. */
export function depthsOf(drawing: FlowDrawing): Int32Array {
  const depths = new Int32Array(drawing.nodes.length);
  const waits = new Int32Array(drawing.nodes.length);
  const after = new Map<number, number[]>();
  for (let i = 0; i + 1 < drawing.edges.length; i += 2) {
    push(after, drawing.edges[i]!, drawing.edges[i + 1]!);
    waits[drawing.edges[i + 1]!]!++;
  }
  const ready = Array.from(waits, (_, node) => node).filter((node) => waits[node] === 0);
  for (let at = 0; at < ready.length; at++) {
    for (const next of after.get(ready[at]!) ?? []) {
      depths[next] = Math.max(depths[next]!, depths[ready[at]!]! + 1);
      if (--waits[next]! === 0) ready.push(next);
    }
  }
  return depths;
}

/** The keys of what is asked for; null: all. */
function wanted(items: Item[], view: View): Set<string> | null {
  const needle = view.text.trim().toLowerCase();
  if (!needle && !view.only) return null;
  const all: Item[] = [];
  const collect = (some: Item[]): void => some.forEach((item) => (all.push(item), collect(item.children)));
  collect(items);
  let found = all.filter((item) => item.row !== null && (!needle || item.name.toLowerCase().includes(needle)));
  if (view.only === 'errors') found = found.filter((item) => familyOf(item.row!.state) === 'failed');
  if (view.only === 'critical') found = found.filter((item) => view.critical.has(item.key));
  if (view.only === 'slowest') {
    const time = ({ row }: Item) => (row!.start === null ? -1 : (row!.end ?? view.now) - row!.start);
    found = found
      .filter((item) => item.children.length === 0 && item.row!.start !== null)
      .sort((a, b) => time(b) - time(a))
      .slice(0, SLOWEST);
  }
  return new Set(found.map((item) => item.key));
}

/** All that is at work within a line, however deep. */
function foldedOf(item: Item): Folded {
  const leaves: TaskRow[] = [];
  const collect = (some: Item[]): void =>
    some.forEach((each) => {
      if (each.children.length > 0) collect(each.children);
      else if (each.row) leaves.push(each.row);
    });
  collect(item.children);
  return fold(leaves);
}

/** The whole run in one strip. */
export const allOf = (part: Part): Folded => fold([...part.table.rows.values()].filter((row) => row.children === null || !part.table.whole.has(row.node)));

function fold(rows: readonly TaskRow[]): Folded {
  const begun = rows.filter((row) => row.start !== null);
  const counts: Record<string, number> = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return {
    start: Float64Array.from(begun, (row) => row.start!),
    end: Float64Array.from(begun, (row) => row.end ?? NaN),
    failed: Uint8Array.from(begun, (row) => (familyOf(row.state) === 'failed' ? 1 : 0)),
    counts,
    size: rows.length,
  };
}

/** When anything was at work or waited for a slot: what is between is idle. */
export function busyOf(parts: Parts, now: number): { start: Float64Array; end: Float64Array } {
  const spans: [number, number][] = [];
  for (const part of parts.values()) {
    for (const row of part.table.rows.values()) {
      const from = row.queued ?? row.start;
      if (from !== null) spans.push([from, row.end ?? (isFinished(row.state) ? (row.start ?? from) : now)]);
    }
  }
  return { start: Float64Array.from(spans, ([from]) => from), end: Float64Array.from(spans, ([, to]) => to) };
}

/** What a line that stands for several is said to be: what is looked for first of what is in it. */
export function familyOfMany(counts: Record<string, number>): Family {
  const sums = byFamily(counts);
  return FAMILY_ORDER.find((family) => sums[family] > 0) ?? 'waiting';
}

/** From when to when: of the run's tasks, and to now while it goes on, with room for what comes. */
export function rangeOf(part: Part, began: number | null, ended: number | null, now: number): [number, number] {
  let from = began ?? Infinity;
  let to = ended ?? -Infinity;
  let goes = ended === null;
  for (const row of part.table.rows.values()) {
    if (row.start !== null || row.queued !== null) from = Math.min(from, row.queued ?? row.start!, row.start ?? Infinity);
    to = Math.max(to, row.end ?? row.start ?? -Infinity);
    if (row.start !== null && row.end === null && !isFinished(row.state)) goes = true;
  }
  if (!Number.isFinite(from)) from = Number.isFinite(to) ? to : now;
  if (goes) to = roomFor(from, Math.max(now, to));
  return [from, Math.max(to, from + 1)];
}

/** Grows by steps, so that a run that goes on is not laid out anew each second. */
function roomFor(from: number, now: number): number {
  const length = Math.max(1_000, now - from);
  const step = 10 ** Math.floor(Math.log10(length));
  const next = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12].find((each) => each * step > length * 1.04) ?? 12;
  return from + next * step;
}

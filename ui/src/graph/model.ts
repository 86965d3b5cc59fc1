import type { FlowDrawing, FlowStructure } from '../api/schema.gen';
import type { TaskRow, TaskTable } from '../run/tasks/taskTable';
import { kindsOf } from './fold';

/** What an edge carries: a value, one element each, nothing but order, or whether it runs at all. */
export const MEANINGS = ['DATA', 'EACH', 'ORDER', 'GUARD'] as const;

/** A node to be drawn: of the flow itself, or of a flow within (`within`: the place of the node that is unfolded). */
export type Unit = { key: string; name: string; kind: string; node: number; within: number };

/** What is drawn of a flow while some nodes are unfolded; without states. Immutable. */
export type Shape = { units: Unit[]; from: Uint32Array; to: Uint32Array; meaning: Uint8Array; kind: Uint32Array; byKey: ReadonlyMap<string, number> };

/** What a flow looks like within a node: nodes by their places, edges as pairs. */
export type Inside = { names: string[]; kinds: string[]; edges: number[]; meanings: Uint8Array };

export const LAUNCHES = new Set(['SUBFLOW', 'DYNAMIC', 'FAN_OUT']);
/** Nodes with many children of the same. */
export const MANY = new Set(['MAP', 'FAN_OUT']);

export const meaningsOf = (drawing: FlowDrawing): Uint8Array => {
  const found = new Uint8Array(drawing.edges.length / 2);
  for (const [kind, places] of Object.entries(drawing.edgeKinds ?? {})) {
    for (const place of places) found[place] = Math.max(0, MEANINGS.indexOf(kind as (typeof MEANINGS)[number]));
  }
  return found;
};

/** The flow itself, without what is within its nodes. */
export const outer = (drawing: FlowDrawing): number => {
  const at = drawing.nodes.findIndex((node) => node.group != null);
  return at < 0 ? drawing.nodes.length : at;
};

/** What is known of a sub-flow before it runs. */
export function insideOf(drawing: FlowDrawing, node: number): Inside | null {
  const members = drawing.nodes.filter((each) => each.group === node);
  if (members.length === 0) return null;
  const places = new Map(members.map((each, i) => [each.k, i]));
  const all = meaningsOf(drawing);
  const [edges, meanings]: [number[], number[]] = [[], []];
  for (let i = 0; i < all.length; i++) {
    const from = places.get(drawing.edges[i * 2]!);
    const to = places.get(drawing.edges[i * 2 + 1]!);
    if (from === undefined || to === undefined) continue;
    edges.push(from, to);
    meanings.push(all[i]!);
  }
  return { names: members.map((each) => each.name), kinds: members.map((each) => each.kind), edges, meanings: Uint8Array.from(meanings) };
}

export function insideOfRun({ nodes, edges }: FlowStructure): Inside {
  return {
    names: nodes.map((each) => each.name),
    kinds: nodes.map((each) => each.kind),
    edges: edges.flatMap(({ from, to }) => [from, to]),
    meanings: Uint8Array.from(edges, ({ kind }) => Math.max(0, MEANINGS.indexOf(kind as (typeof MEANINGS)[number]))),
  };
}

/**
 * What is drawn: a node that is unfolded is followed by what is within it, and what came after it comes after the last of
 * that.
 */
export function shapeOf(drawing: FlowDrawing, within: ReadonlyMap<number, Inside> = new Map()): Shape {
  const n = outer(drawing);
  const units: Unit[] = drawing.nodes.slice(0, n).map(({ k, name, kind }) => ({ key: name, name, kind, node: k, within: -1 }));
  const [from, to, meaning]: [number[], number[], number[]] = [[], [], []];
  const link = (a: number, b: number, how: number) => (from.push(a), to.push(b), meaning.push(how));
  const lasts = new Map<number, number[]>();
  for (const [node, inside] of within) {
    if (node >= n || inside.names.length === 0) continue;
    const base = units.length;
    const size = inside.names.length;
    for (let i = 0; i < size; i++) units.push({ key: `${units[node]!.name}/${inside.names[i]}`, name: inside.names[i]!, kind: inside.kinds[i]!, node: i, within: node });
    const [first, last] = [new Array<boolean>(size).fill(true), new Array<boolean>(size).fill(true)];
    for (let i = 0; i + 1 < inside.edges.length; i += 2) {
      link(base + inside.edges[i]!, base + inside.edges[i + 1]!, inside.meanings[i / 2]!);
      last[inside.edges[i]!] = false;
      first[inside.edges[i + 1]!] = false;
    }
    first.forEach((is, i) => is && link(node, base + i, 2));
    lasts.set(node, last.flatMap((is, i) => (is ? [base + i] : [])));
  }
  const all = meaningsOf(drawing);
  for (let i = 0; i < all.length; i++) {
    const [a, b] = [drawing.edges[i * 2]!, drawing.edges[i * 2 + 1]!];
    if (a >= n || b >= n) continue;
    for (const each of lasts.get(a) ?? [a]) link(each, b, all[i]!);
  }
  // what is within is a kind of its own: not folded with what is not
  const kinds = kindsOf(units.map((unit) => (unit.within < 0 ? unit.name : `${unit.within}/${unit.name}`)));
  return { units, from: Uint32Array.from(from), to: Uint32Array.from(to), meaning: Uint8Array.from(meaning), kind: kinds, byKey: new Map(units.map((unit, i) => [unit.key, i])) };
}

/** What the units of a shape are in at a moment: by unit the row of its task run; children of unfolded ones by their index. */
export type Standing = { shape: Shape; rows: (TaskRow | null)[]; children: ReadonlyMap<number, TaskRow[]> };

export function standingOf(shape: Shape, table: TaskTable, inner: ReadonlyMap<number, TaskTable>, open: readonly number[]): Standing {
  const rows = shape.units.map(({ node, within }) => (within < 0 ? table : inner.get(within))?.rows.get(String(node)) ?? null);
  const children = new Map<number, TaskRow[]>();
  const opened = new Set(open);
  if (opened.size > 0) {
    for (const row of table.rows.values()) {
      if (row.child < 0 || !opened.has(row.node)) continue;
      const some = children.get(row.node);
      if (some) some.push(row);
      else children.set(row.node, [row]);
    }
    for (const some of children.values()) some.sort((a, b) => a.child - b.child);
  }
  return { shape, rows, children };
}

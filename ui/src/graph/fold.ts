import { adjacency, degree, layersOf, type Adjacency } from './csr';

/** Nodes by their places, what each is a kind of, and edges between them. */
export type Plan = { n: number; from: Uint32Array; to: Uint32Array; kind: Uint32Array };

/** `kind`: what has the same name. `lane`: what has the same name and the same neighbours, as in chains side by side. */
export type Mode = 'none' | 'kind' | 'lane';
export type Choice = Mode | 'auto';

/**
 * The boxes that are drawn: `box` says in which each node is; a box stands for one node, or for `count` of them. `edge`: the
 * first edge of the plan that each edge between boxes stands for.
 */
export type Folded = { mode: Mode; boxes: number; box: Uint32Array; first: Uint32Array; count: Uint32Array; from: Uint32Array; to: Uint32Array; edge: Uint32Array };

/** Fewer of the same are not worth folding. */
const LEAST = 4;
/** A graph as small is drawn as it is. */
const SMALL = 60;
/** Fewer boxes than that tell too little, if there is another way. */
const HANDFUL = 6;
const LONGEST_LANE = 64;

/**
 * The graph with what repeats as one box, unless its first node is in `open`. `auto`: the way with the fewest boxes of which
 * there is more than a handful, unless these are too many to be seen at once.
 */
export function fold(plan: Plan, choice: Choice, open: ReadonlySet<number> = new Set()): Folded {
  if (choice !== 'auto') return foldBy(plan, choice, open);
  if (plan.n <= SMALL) return foldBy(plan, 'none', open);
  const [kind, lane] = [foldBy(plan, 'kind', new Set()), foldBy(plan, 'lane', new Set())];
  const [less, more] = kind.boxes <= lane.boxes ? [kind, lane] : [lane, kind];
  const best = less.boxes >= HANDFUL || more.boxes > SMALL ? less : more;
  if (best.boxes > plan.n * 0.8) return foldBy(plan, 'none', open);
  return open.size === 0 ? best : foldBy(plan, best.mode, open);
}

function foldBy(plan: Plan, mode: Mode, open: ReadonlySet<number>): Folded {
  const { n, from, to } = plan;
  if (mode === 'none') {
    const each = Uint32Array.from({ length: n }, (_, i) => i);
    return { mode, boxes: n, box: each, first: each, count: new Uint32Array(n).fill(1), from, to, edge: Uint32Array.from(from, (_, i) => i) };
  }
  const keys = mode === 'kind' ? kindKeys(plan) : laneKeys(plan);
  const sizes = new Map<string, number>();
  const firsts = new Map<string, number>();
  keys.forEach((key, i) => {
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
    if (!firsts.has(key)) firsts.set(key, i);
  });
  const box = new Uint32Array(n);
  const first: number[] = [];
  const count: number[] = [];
  const known = new Map<string, number>();
  keys.forEach((key, i) => {
    const folds = sizes.get(key)! >= LEAST && !open.has(firsts.get(key)!);
    const at = folds ? known.get(key) : undefined;
    if (at !== undefined) {
      box[i] = at;
      count[at]!++;
      return;
    }
    if (folds) known.set(key, first.length);
    box[i] = first.length;
    first.push(i);
    count.push(1);
  });
  return { mode, boxes: first.length, box, first: Uint32Array.from(first), count: Uint32Array.from(count), ...between(box, first.length, from, to) };
}

/** Edges between boxes, each once. */
function between(box: Uint32Array, boxes: number, from: Uint32Array, to: Uint32Array): { from: Uint32Array; to: Uint32Array; edge: Uint32Array } {
  const seen = new Set<number>();
  const a: number[] = [];
  const b: number[] = [];
  const edge: number[] = [];
  for (let i = 0; i < from.length; i++) {
    const u = box[from[i]!]!;
    const v = box[to[i]!]!;
    if (u === v || seen.has(u * boxes + v)) continue;
    seen.add(u * boxes + v);
    a.push(u);
    b.push(v);
    edge.push(i);
  }
  return { from: Uint32Array.from(a), to: Uint32Array.from(b), edge: Uint32Array.from(edge) };
}

/** What would close a cycle, as one kind that comes before and after another, is one box for each layer. */
function kindKeys({ n, from, to, kind }: Plan): string[] {
  const { layer } = layersOf(n, from, to, false);
  const kinds = kind.reduce((most, each) => Math.max(most, each + 1), 0);
  const seen = new Set<number>();
  for (let i = 0; i < from.length; i++) seen.add(kind[from[i]!]! * kinds + kind[to[i]!]!);
  const a = Uint32Array.from([...seen], (each) => Math.floor(each / kinds));
  const b = Uint32Array.from([...seen], (each) => each % kinds);
  const circular = inCycles(kinds, adjacency(kinds, a, b));
  return Array.from({ length: n }, (_, i) => (circular[kind[i]!] ? `${kind[i]}:${layer[i]}` : `${kind[i]}`));
}

function laneKeys({ n, from, to, kind }: Plan): string[] {
  const { layer, down, up } = layersOf(n, from, to, false);
  const simple = (i: number) => degree(up, i) <= 1 && degree(down, i) <= 1;
  // a chain is told by what it begins and ends at
  const end = (i: number, way: Adjacency): string => {
    let at = i;
    for (let steps = 0; steps < LONGEST_LANE && degree(way, at) > 0; steps++) {
      at = way.adjacent[way.offset[at]!]!;
      if (!simple(at)) return String(at);
    }
    return '';
  };
  const all = (i: number, way: Adjacency) => way.adjacent.slice(way.offset[i], way.offset[i + 1]).sort().join(',');
  return Array.from({ length: n }, (_, i) => {
    const ends = simple(i) ? `${end(i, up)}|${end(i, down)}` : `${all(i, up)}|${all(i, down)}`;
    return `${kind[i]}:${layer[i]}|${ends}`;
  });
}

/** Which nodes are on a cycle, as strongly connected components tell (Tarjan, without recursion). */
function inCycles(n: number, { offset, adjacent }: Adjacency): Uint8Array {
  const found = new Uint8Array(n);
  const index = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const next = offset.slice(0, n);
  const onStack = new Uint8Array(n);
  const stack: number[] = [];
  let count = 0;
  for (let root = 0; root < n; root++) {
    if (index[root]! >= 0) continue;
    const path = [root];
    while (path.length > 0) {
      const u = path[path.length - 1]!;
      if (index[u]! < 0) {
        index[u] = low[u] = count++;
        stack.push(u);
        onStack[u] = 1;
      }
      if (next[u]! < offset[u + 1]!) {
        const v = adjacent[next[u]!++]!;
        if (v === u) found[u] = 1;
        else if (index[v]! < 0) path.push(v);
        else if (onStack[v]) low[u] = Math.min(low[u]!, index[v]!);
        continue;
      }
      path.pop();
      if (path.length > 0) low[path[path.length - 1]!] = Math.min(low[path[path.length - 1]!]!, low[u]!);
      if (low[u] !== index[u]) continue;
      const component = stack.splice(stack.lastIndexOf(u));
      for (const v of component) onStack[v] = 0;
      if (component.length > 1) for (const v of component) found[v] = 1;
    }
  }
  return found;
}

/** `fetch_2`, `fetch-17` and `mProject_ID0000003` are kinds of `fetch` and `mProject`. */
export const kindName = (name: string): string => name.replace(/(?:[-_.#\s]+(?:ID)?\d+|\d+)$/, '') || name;

export function kindsOf(names: string[]): Uint32Array {
  const known = new Map<string, number>();
  return Uint32Array.from(names, (name) => {
    const kind = kindName(name);
    const at = known.get(kind);
    if (at !== undefined) return at;
    known.set(kind, known.size);
    return known.size - 1;
  });
}

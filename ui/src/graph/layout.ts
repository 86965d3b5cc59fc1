import { adjacency, layersOf, type Adjacency } from './csr';
import { placed } from './placing';

export const BOX = 176;

/** Layers side by side, or one below the other. */
export type Way = 'right' | 'down';
const GAP = { right: 56, down: 38 };
const WIDEST_GAP = { right: 260, down: 150 };
/** An edge over more layers is one line: bends would be more than the graph. */
const LONGEST = 40;
const SWEEPS = 24;
const PATIENCE = 4; // sweeps that make it hardly better
const TRANSPOSED = 3_000; // nodes and bends; beyond, swapping neighbours takes too long
const DEADLINE = 3_000; // ms after which it is good enough

export type Drawn = { n: number; from: Uint32Array; to: Uint32Array; height: Float32Array };

/**
 * Where boxes lie: left edges, top edges. Lines from layer to layer, four numbers each: an edge is one line, or several
 * through other layers, which edges of the same end share. `ends`: the box at the beginning and at the end of each line, at
 * least n: a bend. `edge`: of which edge a line is the last part; of none otherwise (-1).
 */
export type Layout = { way: Way; x: Float32Array; y: Float32Array; lines: Float32Array; ends: Uint32Array; edge: Int32Array; layer: Int32Array; crossings: number };

/**
 * The layered layout, one way: longest paths, bends where edges pass layers, an order with few crossings by barycentres and swaps,
 * places as straight as the order allows. The same input gives the same output, unless it takes longer than the deadline.
 *
 * @param now the time in milliseconds
 */
export function layout(graph: Drawn, way: Way, now: () => number = () => 0): Layout {
  const { bent, order } = ordered(graph, now);
  return onto(graph, way, bent, order);
}

/** Both ways for the same order, which is what takes time. */
export function layouts(graph: Drawn, now: () => number = () => 0): Record<Way, Layout> {
  const { bent, order } = ordered(graph, now);
  return { right: onto(graph, 'right', bent, order), down: onto(graph, 'down', bent, order) };
}

function ordered({ n, from, to }: Drawn, now: () => number): { bent: Bent; order: Order } {
  const bent = withBends(n, from, to, layersOf(n, from, to, true).layer);
  const order = new Order(n, bent, now);
  order.improve();
  return { bent, order };
}

/** From an order to places. Along: from layer to layer; across: within one. */
function onto({ n, from, to, height }: Drawn, way: Way, bent: Bent, order: Order): Layout {
  const { loose, a, b, layer } = bent;
  const thick = way === 'right' ? new Float32Array(n).fill(BOX) : height;
  const wide = way === 'right' ? height : new Float32Array(n).fill(BOX);
  const across = placed(n, layer, order.layers, order.order, order.down, order.up, wide);
  const { begin, depth } = along(order.layers.length - 1, bent, thick, across, way);
  const start = (u: number) => begin[layer[u]!]!;
  const stop = (u: number) => start(u) + (u < n ? thick[u]! : depth[layer[u]!]!);
  // lines: of pieces, of edges without bends, and through each bend
  const total = a.length + loose.length + layer.length - n;
  const lines = new Float32Array(total * 4);
  const ends = new Uint32Array(total * 2);
  const edge = new Int32Array(total).fill(-1);
  const line = (at: number, u: number, v: number, s0: number, s1: number) => {
    lines.set(way === 'right' ? [s0, across[u]!, s1, across[v]!] : [across[u]!, s0, across[v]!, s1], at * 4);
    ends[at * 2] = u;
    ends[at * 2 + 1] = v;
  };
  for (let i = 0; i < a.length; i++) line(i, a[i]!, b[i]!, stop(a[i]!), start(b[i]!));
  loose.forEach((e, i) => line(a.length + i, from[e]!, to[e]!, stop(from[e]!), start(to[e]!)));
  for (let u = n; u < layer.length; u++) line(a.length + loose.length + u - n, u, u, start(u), stop(u));
  edge.set(bent.edge);
  loose.forEach((e, i) => (edge[a.length + i] = e));
  const first = Float32Array.from({ length: n }, (_, u) => start(u));
  const side = Float32Array.from({ length: n }, (_, u) => across[u]! - wide[u]! / 2);
  const [x, y] = way === 'right' ? [first, side] : [side, first];
  return { way, x, y, lines, ends, edge, layer: layer.slice(0, n), crossings: order.crossings };
}

/** Nodes and bends with their layers; pieces from one layer to the next; edges that have none. */
type Bent = { layer: Int32Array; a: Uint32Array; b: Uint32Array; edge: Int32Array; loose: number[] };

function withBends(n: number, from: Uint32Array, to: Uint32Array, layer: Int32Array): Bent {
  const longOut = new Uint32Array(n);
  const longIn = new Uint32Array(n);
  for (let i = 0; i < from.length; i++) {
    if (layer[to[i]!]! - layer[from[i]!]! <= 1) continue;
    longOut[from[i]!]!++;
    longIn[to[i]!]!++;
  }
  const most = 4 * (n + from.length) + 1_000;
  const bends: number[] = [];
  const [a, b, edge, loose]: [number[], number[], number[], number[]] = [[], [], [], []];
  const piece = (u: number, v: number, of: number) => (a.push(u), b.push(v), edge.push(of));
  const bend = (at: number) => n + bends.push(at) - 1;
  // edges of one source share a chain, or of one target if that has more of them
  const chains = [new Map<number, number[]>(), new Map<number, number[]>()] as const;
  const chain = (which: 0 | 1, u: number) => {
    const old = chains[which].get(u);
    if (old) return old;
    const made = [u];
    chains[which].set(u, made);
    return made;
  };
  for (let i = 0; i < from.length; i++) {
    const [u, v] = [from[i]!, to[i]!];
    const span = layer[v]! - layer[u]!;
    if (span === 1) {
      piece(u, v, i);
    } else if (span > LONGEST || bends.length > most) {
      loose.push(i);
    } else if (longIn[v]! > longOut[u]!) {
      const back = chain(1, v);
      while (back.length < span) {
        const d = bend(layer[v]! - back.length);
        piece(d, back[back.length - 1]!, back.length === 1 ? i : -1);
        back.push(d);
      }
      piece(u, back[span - 1]!, -1);
    } else {
      const ahead = chain(0, u);
      while (ahead.length < span) {
        const d = bend(layer[u]! + ahead.length);
        piece(ahead[ahead.length - 1]!, d, -1);
        ahead.push(d);
      }
      piece(ahead[span - 1]!, v, i);
    }
  }
  const layers = new Int32Array(n + bends.length);
  layers.set(layer);
  layers.set(bends, n);
  return { layer: layers, a: Uint32Array.from(a), b: Uint32Array.from(b), edge: Int32Array.from(edge), loose };
}

/** The order within layers. `layers[l]` is where layer l begins in `order`. */
class Order {
  readonly layers: Uint32Array;
  readonly order: Uint32Array;
  readonly down: Adjacency;
  readonly up: Adjacency;
  crossings = 0;
  private readonly place: Uint32Array; // within its layer
  private readonly sums: Uint32Array;
  private readonly keys: Float64Array;
  private readonly began: number;

  constructor(
    private readonly n: number,
    private readonly bent: Bent,
    private readonly now: () => number,
  ) {
    this.began = now();
    const { layer, a, b } = bent;
    const size = layer.length;
    this.down = adjacency(size, a, b);
    this.up = adjacency(size, b, a);
    const count = layer.reduce((most, each) => Math.max(most, each + 1), 0);
    this.layers = new Uint32Array(count + 1);
    for (const each of layer) this.layers[each + 1]!++;
    let widest = 0;
    for (let l = 0; l < count; l++) {
      widest = Math.max(widest, this.layers[l + 1]!);
      this.layers[l + 1]! += this.layers[l]!;
    }
    this.order = new Uint32Array(size);
    this.place = new Uint32Array(size);
    this.sums = new Uint32Array(widest + 2);
    this.keys = new Float64Array(widest);
  }

  private late(): boolean {
    return this.now() - this.began > DEADLINE;
  }

  improve(): void {
    this.take(this.byNeighbours());
    this.crossings = this.count();
    const first = this.order.slice();
    const before = this.crossings;
    this.take(this.asDefined());
    this.crossings = this.count();
    if (before <= this.crossings) {
      this.take(first);
      this.crossings = before;
    }
    this.sweep();
    if (this.order.length <= TRANSPOSED) this.swap();
  }

  private take(order: Uint32Array): void {
    this.order.set(order);
    const count = this.layers.length - 1;
    for (let l = 0; l < count; l++) for (let k = this.layers[l]!; k < this.layers[l + 1]!; k++) this.place[this.order[k]!] = k - this.layers[l]!;
  }

  /** Depth first from the beginnings: branches and what hangs together stay together. */
  private byNeighbours(): Uint32Array {
    const { down, up } = this;
    const { layer } = this.bent;
    const size = layer.length;
    const order = new Uint32Array(size);
    const next = this.layers.slice();
    const seen = new Uint8Array(size);
    const stack: number[] = [];
    const walk = (root: number) => {
      stack.push(root);
      while (stack.length > 0) {
        const u = stack.pop()!;
        if (seen[u]) continue;
        seen[u] = 1;
        order[next[layer[u]!]!++] = u;
        for (const way of [down, up]) for (let j = way.offset[u + 1]! - 1; j >= way.offset[u]!; j--) if (!seen[way.adjacent[j]!]) stack.push(way.adjacent[j]!);
      }
    };
    for (let i = 0; i < size; i++) if (layer[i] === 0) walk(i);
    for (let i = 0; i < size; i++) walk(i);
    return order;
  }

  /** As the flow names them; bends beside the node that they come from. */
  private asDefined(): Uint32Array {
    const { layer, a, b } = this.bent;
    const size = layer.length;
    const rank = new Float64Array(size);
    const counts = new Uint32Array(this.layers.length);
    for (let i = 0; i < this.n; i++) rank[i] = counts[layer[i]!]!++;
    for (let i = 0; i < this.n; i++) rank[i]! /= counts[layer[i]!]!;
    for (let s = 0; s < a.length; s++) if (b[s]! >= this.n && rank[b[s]!] === 0) rank[b[s]!] = rank[a[s]!]!;
    for (let s = a.length - 1; s >= 0; s--) if (a[s]! >= this.n && rank[a[s]!] === 0) rank[a[s]!] = rank[b[s]!]!;
    const order = new Uint32Array(size);
    const next = this.layers.slice();
    for (const u of Array.from({ length: size }, (_, i) => i).sort((p, q) => rank[p]! - rank[q]! || p - q)) order[next[layer[u]!]!++] = u;
    return order;
  }

  /** How many pairs of pieces cross: inversions, counted with a tree of sums. */
  private count(): number {
    const { layers, order, down, place, sums } = this;
    let crossings = 0;
    for (let l = 0; l + 2 < layers.length; l++) {
      const width = layers[l + 2]! - layers[l + 1]!;
      sums.fill(0, 0, width + 2);
      let total = 0;
      for (let k = layers[l]!; k < layers[l + 1]!; k++) {
        const u = order[k]!;
        for (let j = down.offset[u]!; j < down.offset[u + 1]!; j++) {
          let before = 0;
          for (let x = place[down.adjacent[j]!]! + 1; x > 0; x -= x & -x) before += sums[x]!;
          crossings += total - before;
        }
        for (let j = down.offset[u]!; j < down.offset[u + 1]!; j++) for (let x = place[down.adjacent[j]!]! + 1; x <= width; x += x & -x) sums[x]!++;
        total += down.offset[u + 1]! - down.offset[u]!;
      }
    }
    return crossings;
  }

  private sweep(): void {
    const count = this.layers.length - 1;
    let best = this.order.slice();
    let stale = 0;
    for (let round = 0; round < SWEEPS && this.crossings > 0 && stale < PATIENCE && !this.late(); round++) {
      if (round % 2 === 0) for (let l = 1; l < count; l++) this.sort(l, this.up);
      else for (let l = count - 2; l >= 0; l--) this.sort(l, this.down);
      const found = this.count();
      stale = found > this.crossings * 0.995 ? stale + 1 : 0;
      if (found >= this.crossings) continue;
      this.crossings = found;
      best = this.order.slice();
    }
    this.take(best);
  }

  /** By the mean place of the neighbours on one side; ties stay as they are. */
  private sort(l: number, side: Adjacency): void {
    const { layers, order, place, keys } = this;
    const begin = layers[l]!;
    const width = layers[l + 1]! - begin;
    if (width < 2) return;
    for (let k = 0; k < width; k++) {
      const u = order[begin + k]!;
      const [p, q] = [side.offset[u]!, side.offset[u + 1]!];
      let sum = 0;
      for (let j = p; j < q; j++) sum += place[side.adjacent[j]!]!;
      keys[k] = Math.round((q > p ? sum / (q - p) : k) * 64) * 2 ** 22 + k; // sorted as numbers, with the old place within
    }
    const old = order.slice(begin, begin + width);
    const sorted = keys.subarray(0, width).sort();
    for (let k = 0; k < width; k++) {
      const u = old[sorted[k]! % 2 ** 22]!;
      order[begin + k] = u;
      place[u] = k;
    }
  }

  /** Neighbours change places where that saves crossings. */
  private swap(): void {
    const { layers, order, place } = this;
    let better = true;
    for (let round = 0; round < 8 && better && this.crossings > 0 && !this.late(); round++) {
      better = false;
      for (let l = 0; l + 1 < layers.length; l++) {
        for (let k = layers[l]!; k + 1 < layers[l + 1]!; k++) {
          const [u, v] = [order[k]!, order[k + 1]!];
          if (this.degree(u) * this.degree(v) > 4_096) continue;
          const saved = this.between(u, v) - this.between(v, u);
          if (saved <= 0) continue;
          order[k] = v;
          order[k + 1] = u;
          place[v] = k - layers[l]!;
          place[u] = place[v]! + 1;
          this.crossings -= saved;
          better = true;
        }
      }
    }
  }

  private degree(u: number): number {
    return this.down.offset[u + 1]! - this.down.offset[u]! + this.up.offset[u + 1]! - this.up.offset[u]!;
  }

  /** Crossings of the pieces of two in that order. */
  private between(u: number, v: number): number {
    let found = 0;
    for (const { offset, adjacent } of [this.down, this.up]) {
      for (let i = offset[u]!; i < offset[u + 1]!; i++) {
        for (let j = offset[v]!; j < offset[v + 1]!; j++) if (this.place[adjacent[i]!]! > this.place[adjacent[j]!]!) found++;
      }
    }
    return found;
  }
}

/** Where each layer begins and how deep it is: apart by more, where lines between them are steep. */
function along(count: number, { layer, a, b }: Bent, thick: Float32Array, across: Float64Array, way: Way): { begin: Float64Array; depth: Float64Array } {
  const pieces = new Uint32Array(count + 1);
  const steep = new Float64Array(count + 1);
  const depth = new Float64Array(count + 1);
  for (let u = 0; u < thick.length; u++) depth[layer[u]!] = Math.max(depth[layer[u]!]!, thick[u]!);
  for (let i = 0; i < a.length; i++) {
    pieces[layer[a[i]!]!]!++;
    steep[layer[a[i]!]!]! += Math.abs(across[a[i]!]! - across[b[i]!]!);
  }
  const begin = new Float64Array(count + 1);
  for (let l = 0; l < count; l++) begin[l + 1] = begin[l]! + depth[l]! + GAP[way] + Math.min(WIDEST_GAP[way], pieces[l] ? (steep[l]! / pieces[l]!) * 0.12 : 0);
  return { begin, depth };
}

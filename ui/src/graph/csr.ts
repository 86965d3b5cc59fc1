/** Who follows whom: those of `u` are `adjacent[offset[u]]` up to before `offset[u + 1]`. */
export type Adjacency = { offset: Uint32Array; adjacent: Uint32Array };

export function adjacency(n: number, from: Uint32Array, to: Uint32Array): Adjacency {
  const offset = new Uint32Array(n + 1);
  for (const u of from) offset[u + 1]!++;
  for (let i = 0; i < n; i++) offset[i + 1]! += offset[i]!;
  const next = offset.slice();
  const adjacent = new Uint32Array(from.length);
  for (let i = 0; i < from.length; i++) adjacent[next[from[i]!]!++] = to[i]!;
  return { offset, adjacent };
}

export const degree = ({ offset }: Adjacency, u: number): number => offset[u + 1]! - offset[u]!;

export type Layers = { layer: Int32Array; down: Adjacency; up: Adjacency };

/**
 * Each node one layer behind the last of those before it. `tight`: then towards those after it, where that makes more edges
 * shorter than longer.
 *
 * @throws if there is a cycle
 */
export function layersOf(n: number, from: Uint32Array, to: Uint32Array, tight: boolean): Layers {
  const down = adjacency(n, from, to);
  const up = adjacency(n, to, from);
  const order = topological(n, down, up);
  const layer = new Int32Array(n);
  for (const u of order) {
    for (let j = down.offset[u]!; j < down.offset[u + 1]!; j++) {
      const v = down.adjacent[j]!;
      layer[v] = Math.max(layer[v]!, layer[u]! + 1);
    }
  }
  if (tight) {
    for (let k = n - 1; k >= 0; k--) {
      const u = order[k]!;
      if (degree(down, u) <= degree(up, u)) continue;
      let nearest = Infinity;
      for (let j = down.offset[u]!; j < down.offset[u + 1]!; j++) nearest = Math.min(nearest, layer[down.adjacent[j]!]!);
      layer[u] = Math.max(layer[u]!, nearest - 1);
    }
  }
  return { layer, down, up };
}

function topological(n: number, down: Adjacency, up: Adjacency): Uint32Array {
  const left = Uint32Array.from({ length: n }, (_, i) => degree(up, i));
  const order = new Uint32Array(n);
  let head = 0;
  let tail = 0;
  for (let i = 0; i < n; i++) if (left[i] === 0) order[tail++] = i;
  while (head < tail) {
    const u = order[head++]!;
    for (let j = down.offset[u]!; j < down.offset[u + 1]!; j++) if (--left[down.adjacent[j]!]! === 0) order[tail++] = down.adjacent[j]!;
  }
  if (tail < n) throw new Error('The graph has a cycle.');
  return order;
}

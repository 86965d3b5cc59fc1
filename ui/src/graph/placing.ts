import type { Adjacency } from './csr';

const SPACE = 12;
const BEND = 8; // the room of a bend
const STRAIGHT = 6; // how much more bends want to be straight than boxes
const SWEEPS = 6;
const MIDDLE = 0.5; // how much narrow layers are drawn to the middle

/**
 * The middles of all across the layers: each near the mean of its neighbours, in the order given and at least so far apart
 * that nothing overlaps. Per layer that is the best there is (pool adjacent violators), swept from both sides.
 */
export function placed(n: number, layer: Int32Array, layers: Uint32Array, order: Uint32Array, down: Adjacency, up: Adjacency, size: Float32Array): Float64Array {
  const all = layer.length;
  const count = layers.length - 1;
  const y = new Float64Array(all);
  const tall = (u: number) => (u < n ? size[u]! : BEND);
  const apart = (u: number, v: number) => (tall(u) + tall(v)) / 2 + (u >= n || v >= n ? SPACE * 0.8 : SPACE);
  let widest = 1;
  for (let l = 0; l < count; l++) {
    widest = Math.max(widest, layers[l + 1]! - layers[l]!);
    let at = 0;
    for (let k = layers[l]!; k < layers[l + 1]!; k++) {
      if (k > layers[l]!) at += apart(order[k - 1]!, order[k]!);
      y[order[k]!] = at;
    }
    for (let k = layers[l]!; k < layers[l + 1]!; k++) y[order[k]!]! -= at / 2;
  }
  const value = new Float64Array(widest + 1);
  const weight = new Float64Array(widest + 1);
  const members = new Uint32Array(widest + 1);
  const shift = new Float64Array(widest + 1);

  const pull = (u: number, side: Adjacency): [number, number] => {
    let [sum, all] = [0, 0];
    for (let j = side.offset[u]!; j < side.offset[u + 1]!; j++) {
      const v = side.adjacent[j]!;
      const w = u >= n && v >= n ? STRAIGHT : 1;
      sum += y[v]! * w;
      all += w;
    }
    return [sum, all];
  };

  /** `way`: -1 looks to the left, 1 to the right, 0 to both. */
  const place = (l: number, way: -1 | 0 | 1) => {
    const [begin, end] = [layers[l]!, layers[l + 1]!];
    let blocks = 0;
    let at = 0;
    for (let k = begin; k < end; k++) {
      const u = order[k]!;
      if (k > begin) at += apart(order[k - 1]!, u);
      shift[k - begin] = at;
      const [upSum, upAll] = way <= 0 ? pull(u, up) : [0, 0];
      const [downSum, downAll] = way >= 0 ? pull(u, down) : [0, 0];
      const all = upAll + downAll;
      value[blocks] = (all ? (upSum + downSum) / all : y[u]!) - at;
      weight[blocks] = all ? (u >= n ? STRAIGHT : 1) * (way ? 1 : Math.sqrt(all)) : 0.05;
      members[blocks++] = 1;
      while (blocks > 1 && value[blocks - 2]! > value[blocks - 1]!) {
        const [p, q] = [blocks - 2, blocks - 1];
        const both = weight[p]! + weight[q]!;
        value[p] = (value[p]! * weight[p]! + value[q]! * weight[q]!) / both;
        weight[p] = both;
        members[p]! += members[q]!;
        blocks--;
      }
    }
    let k = begin;
    for (let block = 0; block < blocks; block++) for (let c = 0; c < members[block]!; c++, k++) y[order[k]!] = value[block]! + shift[k - begin]!;
    let mean = 0;
    for (k = begin; k < end; k++) mean += y[order[k]!]!;
    mean = (mean / (end - begin)) * MIDDLE * ((end - begin) / widest) ** 2;
    for (k = begin; k < end; k++) y[order[k]!]! -= mean;
  };

  for (let round = 0; round < SWEEPS; round++) {
    for (let l = 1; l < count; l++) place(l, -1);
    for (let l = count - 2; l >= 0; l--) place(l, 1);
  }
  for (let round = 0; round < 2; round++) for (let l = 0; l < count; l++) place(l, 0);
  return y;
}

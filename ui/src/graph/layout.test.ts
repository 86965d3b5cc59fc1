import { describe, expect, it } from 'vitest';
import { numbers } from '../test/numbers';
import { visible } from './raster';
import { layersOf } from './csr';
import { fold, kindName, type Plan } from './fold';
import { BOX, layout, layouts, type Drawn } from './layout';

const WAYS = ['right', 'down'] as const;

/** A graph without cycles whose order of definition has nothing to do with its layers. */
function graph(seed: number, n: number, edges: number): Drawn {
  const next = numbers(seed);
  const names = Array.from({ length: n }, (_, i) => i).sort(() => next(2) - 1);
  const seen = new Set<number>();
  const [from, to]: [number[], number[]] = [[], []];
  for (let k = 0; k < edges; k++) {
    const [a, b] = [Math.floor(next(n)), Math.floor(next(n))].sort((p, q) => p - q) as [number, number];
    if (a === b || seen.has(a * n + b)) continue;
    seen.add(a * n + b);
    from.push(names[a]!);
    to.push(names[b]!);
  }
  return { n, from: Uint32Array.from(from), to: Uint32Array.from(to), height: Float32Array.from({ length: n }, () => 30 + Math.floor(next(80))) };
}

const GRAPHS = Array.from({ length: 60 }, (_, i) => graph(i + 1, 1 + (i * 7) % 90, (i * 13) % 260));

describe('layout', () => {
  it('lets no two boxes overlap', () => {
    for (const each of GRAPHS) {
      for (const { x, y } of Object.values(layouts(each))) {
        const over: [number, number][] = [];
        for (let i = 0; i < each.n; i++) {
          for (let j = i + 1; j < each.n; j++) {
            const apart = x[i]! + BOX <= x[j]! + 0.01 || x[j]! + BOX <= x[i]! + 0.01 || y[i]! + each.height[i]! <= y[j]! + 0.01 || y[j]! + each.height[j]! <= y[i]! + 0.01;
            if (!apart) over.push([i, j]);
          }
        }
        expect(over).toEqual([]);
      }
    }
  });

  it('leads every edge onward, from the end of one box to the beginning of another', () => {
    for (const each of GRAPHS) {
      for (const way of WAYS) {
        const { x, y, lines, ends, edge } = layout(each, way);
        const main = way === 'right' ? 0 : 1;
        const start = [x, y][main]!;
        const end = (i: number) => (way === 'right' ? x[i]! + BOX : y[i]! + each.height[i]!);
        const middle = (i: number) => (way === 'right' ? y[i]! + each.height[i]! / 2 : x[i]! + BOX / 2);
        const wrong: string[] = [];
        const led = new Map<number, Set<number>>(); // by where lines begin: where they end
        for (let k = 0; k < edge.length; k++) {
          const [u, v] = [ends[k * 2]!, ends[k * 2 + 1]!];
          if (lines[k * 4 + main]! >= lines[k * 4 + 2 + main]!) wrong.push(`line ${k} leads back`);
          if (u < each.n && Math.abs(lines[k * 4 + 1 - main]! - middle(u)) > 0.01) wrong.push(`line ${k} begins beside its box`);
          if (u !== v) led.set(u, (led.get(u) ?? new Set()).add(v));
        }
        for (let i = 0; i < each.from.length; i++) {
          if (end(each.from[i]!) >= start[each.to[i]!]!) wrong.push(`edge ${i} leads back`);
          const reached = new Set<number>();
          const walk = [each.from[i]!];
          while (walk.length > 0) for (const v of led.get(walk.pop()!) ?? []) v < each.n ? reached.add(v) : walk.push(v);
          if (!reached.has(each.to[i]!)) wrong.push(`edge ${i} is not drawn`);
        }
        expect(wrong).toEqual([]);
      }
    }
  });

  it('is the same for the same graph', () => {
    for (const each of GRAPHS.slice(0, 20)) expect(layout(each, 'down')).toEqual(layouts({ ...each }).down);
  });

  it('crosses no edges where none have to', () => {
    const [from, to] = [
      [0, 0, 1, 1, 2, 2],
      [1, 2, 3, 4, 5, 6],
    ];
    expect(layout({ n: 7, from: Uint32Array.from(from!), to: Uint32Array.from(to!), height: new Float32Array(7).fill(30) }, 'right').crossings).toBe(0);
  });

  it('of nothing is nothing', () => {
    expect(layout({ n: 0, from: new Uint32Array(0), to: new Uint32Array(0), height: new Float32Array(0) }, 'down').lines.length).toBe(0);
  });

  it('refuses a cycle', () => {
    expect(() => layersOf(2, Uint32Array.of(0, 1), Uint32Array.of(1, 0), true)).toThrow('cycle');
  });
});

describe('folding', () => {
  const plan = (kinds: number[], edges: [number, number][]): Plan => ({
    n: kinds.length,
    kind: Uint32Array.from(kinds),
    from: Uint32Array.from(edges, ([a]) => a),
    to: Uint32Array.from(edges, ([, b]) => b),
  });

  it('keeps every node in one box, and no cycle between boxes', () => {
    for (const [i, each] of GRAPHS.entries()) {
      const next = numbers(i + 77);
      const kinds = { ...each, kind: Uint32Array.from({ length: each.n }, () => Math.floor(next(5))) };
      for (const mode of ['kind', 'lane', 'none', 'auto'] as const) {
        const folded = fold(kinds, mode);
        expect(folded.count.reduce((sum, count) => sum + count, 0)).toBe(each.n);
        for (let k = 0; k < each.n; k++) expect(kinds.kind[folded.first[folded.box[k]!]!]).toBe(kinds.kind[k]);
        layersOf(folded.boxes, folded.from, folded.to, true);
      }
    }
  });

  it('makes one box of many of the same name, and unfolds it', () => {
    const kinds = [0, ...new Array<number>(100).fill(1), 2, 3];
    const edges: [number, number][] = Array.from({ length: 100 }, (_, i) => [0, i + 1]);
    for (let i = 1; i <= 100; i++) edges.push([i, 101], [i, 102]);
    const folded = fold(plan(kinds, edges), 'auto');
    expect([...folded.count]).toEqual([1, 100, 1, 1]);
    expect(fold(plan(kinds, edges), 'auto', new Set([1])).boxes).toBe(103);
  });

  it('makes a lane of chains side by side', () => {
    const kinds: number[] = [0];
    const edges: [number, number][] = [];
    for (let lane = 0; lane < 40; lane++) {
      const at = kinds.length;
      kinds.push(1, 2);
      edges.push([0, at], [at, at + 1]);
    }
    const end = kinds.push(3) - 1;
    for (let lane = 0; lane < 40; lane++) edges.push([2 + lane * 2, end]);
    expect([...fold(plan(kinds, edges), 'lane').count].sort((a, b) => a - b)).toEqual([1, 1, 40, 40]);
  });

  it('draws a small graph as it is', () => {
    expect(fold(plan(new Array<number>(20).fill(1), []), 'auto').boxes).toBe(20);
  });

  it('knows kinds by names without their numbers', () => {
    expect(['fetch', 'fetch_2', 'fetch-17', 'mProject_ID0000003', 'sha256', '42'].map(kindName)).toEqual(['fetch', 'fetch', 'fetch', 'mProject', 'sha', '42']);
  });
});

describe('the part of a line that is in sight', () => {
  it('is found as by walking it', () => {
    const next = numbers(8);
    for (let i = 0; i < 400; i++) {
      const [x, y, dx, dy] = [next(60) - 20, next(60) - 20, next(80) - 40, next(80) - 40];
      const within = Array.from({ length: 2001 }, (_, k) => k / 2000).filter((t) => x + dx * t >= 0 && x + dx * t <= 20 && y + dy * t >= 0 && y + dy * t <= 15);
      const span = visible(x, y, dx, dy, 20, 15);
      if (within.length > 0) {
        expect(Math.abs(span![0] - within[0]!)).toBeLessThan(0.001);
        expect(Math.abs(span![1] - within.at(-1)!)).toBeLessThan(0.001);
      } else expect(span === null || span[1] - span[0] < 0.001).toBe(true);
    }
  });
});

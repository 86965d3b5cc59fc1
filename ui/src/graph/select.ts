import { adjacency, type Adjacency } from './csr';

/** A graph to choose from: names in lower case and who follows whom. */
export type Choosable = { names: string[]; down: Adjacency; up: Adjacency };

export const choosable = (names: string[], from: Uint32Array, to: Uint32Array): Choosable => ({
  names: names.map((name) => name.toLowerCase()),
  down: adjacency(names.length, from, to),
  up: adjacency(names.length, to, from),
});

/**
 * What a query means: words between blanks or commas, of which each adds. `load` is a part of a name, `*load` with stars all
 * of it; `+load` adds all before, `load+` all after, `2+load` only two steps. Null: nothing was asked for.
 */
export function chosen(graph: Choosable, query: string): Set<number> | null {
  const words = query.toLowerCase().split(/[\s,]+/).filter(Boolean);
  if (words.length === 0) return null;
  const found = new Set<number>();
  for (const word of words) {
    const [, before, name, after] = /^(?:(\d*\+))?(.*?)(?:(\+\d*))?$/.exec(word)!;
    if (!name) continue;
    const fits = test(name);
    const core: number[] = [];
    graph.names.forEach((each, i) => fits(each) && core.push(i));
    for (const each of core) found.add(each);
    if (before) walk(core, graph.up, steps(before), found);
    if (after) walk(core, graph.down, steps(after), found);
  }
  return found;
}

const steps = (text: string): number => Number(text.replace('+', '')) || Infinity;

function test(pattern: string): (name: string) => boolean {
  if (!pattern.includes('*')) return (name) => name.includes(pattern);
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const whole = new RegExp('^' + parts.join('.*') + '$', 's');
  return (name) => whole.test(name);
}

function walk(core: number[], { offset, adjacent }: Adjacency, most: number, found: Set<number>): void {
  const seen = new Set(core);
  let edge = core;
  for (let step = 0; step < most && edge.length > 0; step++) {
    const next: number[] = [];
    for (const u of edge) {
      for (let j = offset[u]!; j < offset[u + 1]!; j++) {
        const v = adjacent[j]!;
        if (seen.has(v)) continue;
        seen.add(v);
        found.add(v);
        next.push(v);
      }
    }
    edge = next;
  }
}

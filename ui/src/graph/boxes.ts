import { Boxes } from '../canvas/boxes';
import type { Rect } from '../canvas/camera';
import { adjacency, type Adjacency } from './csr';
import { BOX } from './layout';
import type { Shape, Standing } from './model';
import { kindName } from './fold';
import { byFamily, familyOf, FAMILY_ORDER } from '../states';
import type { Arranged } from './worker';

export const PLAIN = 42; // heights
export const COUNTED = 54;
export const CELL = 11;
export const CELLS = 14; // in a row
const MOST_CELLS = 4_000;

/** How tall a unit is that is drawn by itself. `children`: of an unfolded one. */
export const tallness = (counted: boolean, children: number): number =>
  children > 0 ? COUNTED + Math.ceil(Math.min(children, MOST_CELLS) / CELLS) * CELL + 4 : counted ? COUNTED : PLAIN;

export const cellCount = (children: number): number => Math.min(children, MOST_CELLS);

/** What a box says. Families are places in FAMILY_ORDER; -1: there is no run. */
export type Face = { name: string; count: number; family: number; state: string | null; sums: Uint32Array | null; total: number; cells: Uint8Array | null };

/** What is drawn: where boxes and lines are, which units are in which, and how to get from one to the other. */
export class Drawing {
  readonly boxes: Boxes;
  readonly lines: Boxes;
  readonly members: Adjacency; // units of each box
  readonly down: Adjacency; // boxes that follow
  readonly up: Adjacency;
  private readonly ahead: Adjacency; // lines that begin at a box or bend
  private readonly behind: Adjacency; // that end there
  readonly bounds: Rect;

  constructor(
    readonly shape: Shape,
    readonly arranged: Arranged,
    readonly tall: Float32Array,
  ) {
    const { folded, layout } = arranged;
    const n = folded.boxes;
    const rects = new Float32Array(n * 4);
    for (let i = 0; i < n; i++) rects.set([layout.x[i]!, layout.y[i]!, layout.x[i]! + BOX, layout.y[i]! + this.height(i)], i * 4);
    this.boxes = new Boxes(rects);
    const count = layout.edge.length;
    const spans = new Float32Array(count * 4);
    let vertices = n;
    for (let i = 0; i < count; i++) {
      const [a, b, c, d] = [layout.lines[i * 4]!, layout.lines[i * 4 + 1]!, layout.lines[i * 4 + 2]!, layout.lines[i * 4 + 3]!];
      spans.set([Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)], i * 4);
      vertices = Math.max(vertices, layout.ends[i * 2]! + 1, layout.ends[i * 2 + 1]! + 1);
    }
    this.lines = new Boxes(spans);
    const ids = Uint32Array.from({ length: count }, (_, i) => i);
    const starts = Uint32Array.from({ length: count }, (_, i) => layout.ends[i * 2]!);
    const stops = Uint32Array.from({ length: count }, (_, i) => layout.ends[i * 2 + 1]!);
    this.ahead = adjacency(vertices, starts, ids);
    this.behind = adjacency(vertices, stops, ids);
    this.members = adjacency(n, folded.box, Uint32Array.from({ length: folded.box.length }, (_, i) => i));
    this.down = adjacency(n, folded.from, folded.to);
    this.up = adjacency(n, folded.to, folded.from);
    this.bounds = this.boxes.area;
  }

  height(box: number): number {
    const { folded } = this.arranged;
    return folded.count[box]! > 1 ? COUNTED : this.tall[folded.first[box]!]!;
  }

  rect(box: number): Rect {
    const { x, y } = this.arranged.layout;
    return { x: x[box]!, y: y[box]!, w: BOX, h: this.height(box) };
  }

  boxOf(unit: number): number {
    return this.arranged.folded.box[unit]!;
  }

  /** The unit that a box is; -1: it stands for several. */
  unitOf(box: number): number {
    const { count, first } = this.arranged.folded;
    return count[box]! > 1 ? -1 : first[box]!;
  }

  unitsOf(box: number): Uint32Array {
    return this.members.adjacent.subarray(this.members.offset[box], this.members.offset[box + 1]);
  }

  nameOf(box: number): string {
    const unit = this.shape.units[this.arranged.folded.first[box]!]!;
    return this.arranged.folded.count[box]! > 1 ? kindName(unit.name) : unit.name;
  }

  /** The lines of the edges of a box, through their bends to the boxes at their ends. */
  linesOf(box: number): number[] {
    const found = new Set<number>();
    const n = this.arranged.folded.boxes;
    const { ends } = this.arranged.layout;
    for (const [way, side] of [[this.ahead, 1], [this.behind, 0]] as const) {
      const walk = [box];
      while (walk.length > 0) {
        const u = walk.pop()!;
        for (let j = way.offset[u]!; j < way.offset[u + 1]!; j++) {
          const line = way.adjacent[j]!;
          if (found.has(line)) continue;
          found.add(line);
          const next = ends[line * 2 + side]!;
          if (next >= n) walk.push(next);
        }
      }
    }
    return [...found];
  }
}

/** What each box says at a moment. */
export function facesOf(drawing: Drawing, standing: Standing | null): Face[] {
  const { folded } = drawing.arranged;
  return Array.from({ length: folded.boxes }, (_, box) => {
    const name = drawing.nameOf(box);
    const count = folded.count[box]!;
    if (!standing) return { name, count, family: -1, state: null, sums: null, total: count, cells: null };
    if (count > 1) return { name, count, state: null, cells: null, ...summed(drawing.unitsOf(box), standing) };
    const unit = folded.first[box]!;
    const row = standing.rows[unit];
    const family = row ? FAMILY_ORDER.indexOf(familyOf(row.state)) : FAMILY_ORDER.indexOf('waiting');
    const within = drawing.shape.units[unit]!.within;
    const children = within < 0 ? standing.children.get(drawing.shape.units[unit]!.node) : undefined;
    const by = row?.children ? byFamily(row.children) : null;
    const sums = by ? Uint32Array.from(FAMILY_ORDER, (each) => by[each]) : null;
    const total = sums ? sums.reduce((sum, each) => sum + each, 0) : 1;
    const cells = children ? Uint8Array.from(children.slice(0, MOST_CELLS), (child) => FAMILY_ORDER.indexOf(familyOf(child.state))) : null;
    return { name, count, family, state: row?.state ?? 'Pending', sums: total > 0 ? sums : null, total, cells };
  });
}

/** What many are in: the worst that is there is what the box is. */
function summed(units: Uint32Array, standing: Standing): { family: number; sums: Uint32Array; total: number } {
  const sums = new Uint32Array(FAMILY_ORDER.length);
  for (const unit of units) sums[FAMILY_ORDER.indexOf(familyOf(standing.rows[unit]?.state ?? 'Pending'))]!++;
  return { family: sums.findIndex((each) => each > 0), sums, total: units.length };
}

export const sameFace = (a: Face, b: Face): boolean =>
  a.family === b.family && a.state === b.state && a.total === b.total && equal(a.sums, b.sums) && equal(a.cells, b.cells);

function equal(a: Uint32Array | Uint8Array | null, b: Uint32Array | Uint8Array | null): boolean {
  if (a === b) return true;
  if (!a || !b || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

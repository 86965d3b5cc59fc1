import type { Rect } from './camera';

const LARGE = 256; // cells: what covers more stands in a list of its own

/**
 * Rectangles by where they are, for what lies below a point or within a picture: a grid over typed arrays. Built in one
 * pass, never changed. `bounds`: four numbers each, left, top, right and bottom.
 */
export class Boxes {
  private readonly columns: number;
  private readonly rows: number;
  private readonly left: number;
  private readonly top: number;
  private readonly cw: number;
  private readonly ch: number;
  private readonly start: Uint32Array;
  private readonly entries: Uint32Array;
  private readonly large: number[] = [];
  private readonly stamp: Uint32Array;
  private turn = 0;
  readonly area: Rect;

  constructor(private readonly bounds: Float32Array) {
    const n = bounds.length / 4;
    let [left, top, right, bottom] = n === 0 ? [0, 0, 1, 1] : [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < bounds.length; i += 4) {
      left = Math.min(left, bounds[i]!);
      top = Math.min(top, bounds[i + 1]!);
      right = Math.max(right, bounds[i + 2]!);
      bottom = Math.max(bottom, bounds[i + 3]!);
    }
    this.left = left;
    this.top = top;
    this.area = { x: left, y: top, w: right - left, h: bottom - top };
    const ratio = Math.max(1, right - left) / Math.max(1, bottom - top);
    const cells = Math.max(1, n / 2);
    this.columns = Math.min(2048, Math.max(1, Math.round(Math.sqrt(cells * ratio))));
    this.rows = Math.min(2048, Math.max(1, Math.round(cells / this.columns)));
    this.cw = Math.max(1e-9, right - left) / this.columns;
    this.ch = Math.max(1e-9, bottom - top) / this.rows;
    this.stamp = new Uint32Array(n);
    this.start = new Uint32Array(this.columns * this.rows + 1);
    for (let i = 0; i < n; i++) {
      if (this.cover(i, (cell) => this.start[cell + 1]!++)) continue;
      this.large.push(i);
    }
    for (let i = 0; i < this.start.length - 1; i++) this.start[i + 1]! += this.start[i]!;
    this.entries = new Uint32Array(this.start[this.start.length - 1]!);
    const next = this.start.slice();
    for (let i = 0; i < n; i++) this.cover(i, (cell) => (this.entries[next[cell]!++] = i));
  }

  private column(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.left) / this.cw)));
  }

  private row(y: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor((y - this.top) / this.ch)));
  }

  private cover(i: number, each: (cell: number) => void): boolean {
    const a = this.column(this.bounds[i * 4]!);
    const b = this.row(this.bounds[i * 4 + 1]!);
    const c = this.column(this.bounds[i * 4 + 2]!);
    const d = this.row(this.bounds[i * 4 + 3]!);
    if ((c - a + 1) * (d - b + 1) > LARGE) return false;
    for (let row = b; row <= d; row++) for (let column = a; column <= c; column++) each(row * this.columns + column);
    return true;
  }

  private touches(i: number, x0: number, y0: number, x1: number, y1: number): boolean {
    const b = this.bounds;
    return b[i * 4]! <= x1 && b[i * 4 + 2]! >= x0 && b[i * 4 + 1]! <= y1 && b[i * 4 + 3]! >= y0;
  }

  /** Calls for each that touches the rectangle, once, in no order. */
  each({ x, y, w, h }: Rect, told: (index: number) => void): void {
    const x1 = x + w;
    const y1 = y + h;
    const n = this.stamp.length;
    const { x: ax, y: ay, w: aw, h: ah } = this.area;
    if (x <= ax && y <= ay && x1 >= ax + aw && y1 >= ay + ah) {
      for (let i = 0; i < n; i++) told(i);
      return;
    }
    if (x > ax + aw || x1 < ax || y > ay + ah || y1 < ay) return;
    const turn = ++this.turn;
    const { stamp, start, entries, columns } = this;
    const c0 = this.column(x);
    const c1 = this.column(x1);
    const r1 = this.row(y1);
    for (let row = this.row(y); row <= r1; row++) {
      const end = start[row * columns + c1 + 1]!;
      for (let k = start[row * columns + c0]!; k < end; k++) {
        const i = entries[k]!;
        if (stamp[i] === turn) continue;
        stamp[i] = turn;
        if (this.touches(i, x, y, x1, y1)) told(i);
      }
    }
    for (const i of this.large) if (this.touches(i, x, y, x1, y1)) told(i);
  }

  /** The last one that is at the point, within a few units around it; -1: none. */
  at(x: number, y: number, near = 0): number {
    let found = -1;
    this.each({ x: x - near, y: y - near, w: 2 * near, h: 2 * near }, (i) => (found = Math.max(found, i)));
    return found;
  }
}

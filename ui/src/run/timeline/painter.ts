import type { Camera, Rect } from '../../canvas/camera';
import { palette, type Palette } from '../../canvas/palette';
import type { Painter } from '../../canvas/surface';
import { familyOf, isFinished, type Family } from '../../states';
import type { TaskRow } from '../tasks/taskTable';
import { duration } from '../../times';
import type { Tick } from './axis';
import { familyOfMany, type Folded, type Line, type Parts } from './lines';
import { patterns, type Patterns } from './patterns';
import { segmentsOf, type Histories, type Segment } from './segments';
import type { TimeMap } from './timeMap';

export const ROW = 24;
export const AXIS = 28;
const BAR = 14;
const TOP = (ROW - BAR) / 2;
const FONT = '11px ';
const COLUMN = 2; // pixels of a strip

export type Scene = {
  lines: readonly Line[];
  parts: Parts;
  map: TimeMap;
  /** By part and key of the row. */
  histories: ReadonlyMap<string, Histories>;
  /** When all had ended that a row waits for, of rows of which the server did not say so. */
  ready: (part: string, row: TaskRow) => number | null;
  critical: ReadonlySet<string>;
  now: number;
  live: boolean;
  ticks: (camera: Camera, width: number) => Tick[];
};

/** Bars of a timeline: a row each, along the time. What is chosen, the axis and the present lie above them. */
export class TimelinePainter implements Painter {
  private colours: Palette = palette();
  private pattern: Patterns = patterns(this.colours);
  private shown = new Map<number, TaskRow | null>(); // what was painted of the lines in sight
  selected = -1;
  pointed = -1;

  constructor(private scene: Scene) {}

  bounds(): Rect {
    return { x: 0, y: -AXIS, w: this.scene.map.width, h: AXIS + this.scene.lines.length * ROW };
  }

  theme(): void {
    this.colours = palette();
    this.pattern = patterns(this.colours);
  }

  at(y: number, camera: Camera): number {
    const index = Math.floor((y - camera.y) / ROW);
    return y >= AXIS && index >= 0 && index < this.scene.lines.length ? index : -1;
  }

  row(line: Line): TaskRow | null {
    return line.row === null ? null : (this.scene.parts.get(line.part)?.table.rows.get(line.row) ?? null);
  }

  segments(line: Line): Segment[] {
    const row = this.row(line);
    if (!row) return [];
    return segmentsOf(row, this.scene.ready(line.part, row), this.scene.histories.get(line.part)?.get(row.key));
  }

  /** The same lines, told anew: what has to be painted of those in sight. */
  changed(scene: Scene, camera: Camera, height: number): Rect[] {
    this.scene = scene;
    const found: Rect[] = [];
    this.inSight(camera, AXIS, height, (line, index) => {
      if (this.row(line) !== this.shown.get(index)) found.push(this.rectOf(index));
    });
    return found;
  }

  /** Time has passed: what still goes on has grown by so much. */
  passed(now: number, camera: Camera, height: number): Rect[] {
    const before = this.scene.map.x(this.scene.now) - 3 / camera.kx;
    this.scene = { ...this.scene, now };
    const found: Rect[] = [];
    const { map } = this.scene;
    this.inSight(camera, AXIS, height, (line, index) => {
      const row = this.row(line);
      const grows = row ? !isFinished(row.state) && (row.start !== null || row.state === 'Queued' || row.queued !== null) : goesOn(line.folded);
      if (grows) found.push({ x: before, y: index * ROW, w: map.width - before, h: ROW });
    });
    return found;
  }

  rectOf(index: number): Rect {
    return { x: -1e12, y: index * ROW, w: 2e12, h: ROW };
  }

  private inSight(camera: Camera, top: number, bottom: number, told: (line: Line, index: number) => void): void {
    const { lines } = this.scene;
    const first = Math.max(0, Math.floor((top - camera.y) / ROW));
    const last = Math.min(lines.length - 1, Math.floor((bottom - camera.y) / ROW));
    for (let i = first; i <= last; i++) told(lines[i]!, i);
  }

  paint(ctx: CanvasRenderingContext2D, rect: Rect, camera: Camera): void {
    const { colours, scene } = this;
    ctx.fillStyle = colours.surface;
    ctx.fillRect(rect.x, rect.y, rect.w, rect.h);
    this.pattern.place(camera.x, camera.y);
    for (const gap of scene.map.gaps) {
      const x = gap.x * camera.kx + camera.x;
      const w = gap.w * camera.kx;
      if (x > rect.x + rect.w || x + w < rect.x) continue;
      ctx.fillStyle = colours.sunken;
      ctx.fillRect(x, rect.y, w, rect.h);
      ctx.fillStyle = this.pattern.gap;
      ctx.fillRect(x, rect.y, w, rect.h);
    }
    if (this.shown.size > 4_000) this.shown.clear();
    ctx.font = FONT + colours.font;
    ctx.textBaseline = 'middle';
    this.inSight(camera, rect.y, rect.y + rect.h, (line, index) => {
      this.shown.set(index, this.row(line));
      this.line(ctx, line, Math.round(index * ROW + camera.y), rect, camera);
    });
  }

  private line(ctx: CanvasRenderingContext2D, line: Line, y: number, rect: Rect, camera: Camera): void {
    const { colours, scene } = this;
    const left = rect.x - 2;
    const right = rect.x + rect.w + 2;
    const x = (time: number) => scene.map.x(time) * camera.kx + camera.x;
    ctx.fillStyle = colours.border;
    ctx.fillRect(rect.x, y + ROW - 1, rect.w, 1);
    const row = this.row(line);
    const folded = line.open === true ? null : line.folded;
    const end = folded && (!row || row.children) ? this.strip(ctx, folded, row, x, y, left, right) : row ? this.bars(ctx, line, row, x, y, left, right) : null;
    if (end === null) return;
    const critical = scene.critical.has(line.key);
    if (critical) this.diamond(ctx, end.from - 8, y + ROW / 2);
    if (end.label && end.to < right && end.to + 80 > left) {
      ctx.fillStyle = colours.soft;
      ctx.fillText(end.label, end.to + 6, y + ROW / 2 + 0.5);
    }
  }

  /** One task run: what it waited for thin and patterned, its attempts full. */
  private bars(ctx: CanvasRenderingContext2D, line: Line, row: TaskRow, x: (time: number) => number, y: number, left: number, right: number) {
    const { scene } = this;
    const segments = this.segments(line);
    const family = familyOf(row.state);
    if (segments.length === 0) {
      const at = row.end ?? row.ready;
      if (at === null || !isFinished(row.state)) return null;
      this.notRun(ctx, x(at), y, family);
      return { from: x(at), to: x(at) + 4, label: '' };
    }
    const first = x(segments[0]!.from);
    this.waits(ctx, x(scene.map.from), first, y, left, right);
    let work = 0;
    for (const segment of segments) {
      const to = segment.to ?? scene.now;
      if (segment.kind === 'work') work += Math.max(0, to - segment.from);
      this.segment(ctx, segment, x(segment.from), x(to), y, left, right, family);
    }
    return { from: first, to: x(segments.at(-1)!.to ?? scene.now), label: work > 0 || row.start !== null ? duration(work) : '' };
  }

  private segment(ctx: CanvasRenderingContext2D, { kind, failed, to }: Segment, x0: number, x1: number, y: number, left: number, right: number, family: Family): void {
    const { colours, pattern } = this;
    const a = Math.max(left, x0);
    const w = Math.min(right, Math.max(x1, x0 + (kind === 'work' ? 2 : 1))) - a;
    if (w <= 0) return;
    if (kind !== 'work') {
      ctx.fillStyle = kind === 'queued' ? pattern.queued : kind === 'delay' ? pattern.delay : pattern.held;
      ctx.fillRect(a, y + TOP + 2, w, BAR - 4);
      return;
    }
    ctx.fillStyle = colours.family[failed ? 'failed' : to === null ? 'running' : family === 'attention' || family === 'waiting' ? 'running' : family];
    ctx.fillRect(a, y + TOP, w, BAR);
    if (failed && x1 - x0 > 12 && x1 > left && x1 - 12 < right) this.cross(ctx, x1 - 7, y + ROW / 2);
  }

  /** From the beginning of the run to what it waited for: a line for the eye. */
  private waits(ctx: CanvasRenderingContext2D, x0: number, x1: number, y: number, left: number, right: number): void {
    const a = Math.max(left, x0);
    const w = Math.min(right, x1 - 3) - a;
    if (w <= 0) return;
    ctx.fillStyle = this.pattern.waits;
    ctx.fillRect(a, y + ROW / 2 - 1, w, 1);
  }

  private notRun(ctx: CanvasRenderingContext2D, x: number, y: number, family: Family): void {
    ctx.strokeStyle = this.colours.family[family];
    ctx.lineWidth = 1.5;
    ctx.strokeRect(x - 3, y + TOP + 3, 6, BAR - 6);
  }

  private cross(ctx: CanvasRenderingContext2D, x: number, y: number): void {
    ctx.strokeStyle = this.colours.onFamily;
    ctx.lineWidth = 1.6;
    ctx.beginPath();
    ctx.moveTo(x - 3, y - 3);
    ctx.lineTo(x + 3, y + 3);
    ctx.moveTo(x + 3, y - 3);
    ctx.lineTo(x - 3, y + 3);
    ctx.stroke();
  }

  private diamond(ctx: CanvasRenderingContext2D, x: number, y: number): void {
    ctx.fillStyle = this.colours.text;
    ctx.beginPath();
    ctx.moveTo(x, y - 5);
    ctx.lineTo(x + 5, y);
    ctx.lineTo(x, y + 5);
    ctx.lineTo(x - 5, y);
    ctx.fill();
  }

  /** Several in one line: how many were at work at each time, and where one failed. */
  private strip(ctx: CanvasRenderingContext2D, folded: Folded, row: TaskRow | null, x: (time: number) => number, y: number, left: number, right: number) {
    const { colours, scene } = this;
    const n = folded.start.length;
    if (n === 0) return null;
    let first = Infinity;
    let last = -Infinity;
    for (let i = 0; i < n; i++) {
      first = Math.min(first, folded.start[i]!);
      last = Math.max(last, Number.isNaN(folded.end[i]!) ? scene.now : folded.end[i]!);
    }
    const x0 = x(first);
    const x1 = Math.max(x(last), x0 + COLUMN);
    this.waits(ctx, x(scene.map.from), x0, y, left, right);
    const family = row ? familyOf(row.state) : familyOfMany(folded.counts);
    const colour = colours.family[family === 'failed' ? 'success' : family === 'waiting' || family === 'attention' ? 'running' : family];
    const from = Math.max(0, Math.floor((left - x0) / COLUMN));
    const to = Math.min(Math.ceil((x1 - x0) / COLUMN), Math.ceil((right - x0) / COLUMN));
    if (to <= from) return { from: x0, to: x1, label: '' };
    const { level, failed } = density(folded, scene.now, (time) => (x(time) - x0) / COLUMN, from, to);
    const peak = peakOf(folded, scene.now);
    ctx.fillStyle = colours.border;
    ctx.fillRect(Math.max(left, x0), y + TOP + BAR - 1, Math.min(right, x1) - Math.max(left, x0), 1);
    for (let i = 0; i < to - from; i++) {
      const at = x0 + (from + i) * COLUMN;
      if (level[i]! > 0) {
        const h = Math.max(3, Math.min(1, level[i]! / peak) * BAR); // two after each other may share a column
        ctx.fillStyle = colour;
        ctx.fillRect(at, y + TOP + BAR - h, COLUMN, h);
      }
      if (failed[i]) {
        ctx.fillStyle = colours.family.failed;
        ctx.fillRect(at - 1, y + TOP - 1, 3, BAR + 1);
      }
    }
    return { from: x0, to: x1, label: `${duration(last - first)}` };
  }

  over(ctx: CanvasRenderingContext2D, camera: Camera, width: number, height: number): void {
    const { colours, scene } = this;
    for (const [index, colour, alpha] of [[this.pointed, colours.soft, 0.1] as const, [this.selected, colours.accent, 0.16] as const]) {
      if (index < 0) continue;
      ctx.globalAlpha = alpha;
      ctx.fillStyle = colour;
      ctx.fillRect(0, index * ROW + camera.y, width, ROW);
      ctx.globalAlpha = 1;
    }
    const ticks = scene.ticks(camera, width);
    ctx.globalAlpha = 0.4;
    for (const tick of ticks) {
      ctx.fillStyle = tick.strong ? colours.strong : colours.border;
      ctx.fillRect(Math.round(tick.x * camera.kx + camera.x), AXIS, 1, height);
    }
    ctx.globalAlpha = 1;
    if (scene.live) {
      ctx.fillStyle = colours.accent;
      ctx.fillRect(Math.round(scene.map.x(scene.now) * camera.kx + camera.x), 0, 1.5, height);
    }
    this.axis(ctx, ticks, camera, width);
  }

  private axis(ctx: CanvasRenderingContext2D, ticks: Tick[], camera: Camera, width: number): void {
    const { colours, scene } = this;
    ctx.fillStyle = colours.surface;
    ctx.fillRect(0, 0, width, AXIS);
    ctx.fillStyle = colours.border;
    ctx.fillRect(0, AXIS - 1, width, 1);
    ctx.font = FONT + colours.font;
    ctx.textBaseline = 'middle';
    for (const gap of scene.map.gaps) {
      const x = (gap.x + gap.w / 2) * camera.kx + camera.x;
      const text = '⟨' + duration(gap.to - gap.from) + '⟩';
      ctx.fillStyle = colours.soft;
      ctx.textAlign = 'center';
      if (gap.w * camera.kx > ctx.measureText(text).width) ctx.fillText(text, x, AXIS / 2);
    }
    ctx.textAlign = 'left';
    for (const tick of ticks) {
      const x = Math.round(tick.x * camera.kx + camera.x);
      ctx.fillStyle = colours.strong;
      ctx.fillRect(x, AXIS - 6, 1, 6);
      ctx.fillStyle = tick.strong ? colours.text : colours.soft;
      ctx.fillText(tick.label, x + 4, AXIS / 2);
    }
    if (scene.live) {
      ctx.fillStyle = colours.accent;
      const x = scene.map.x(scene.now) * camera.kx + camera.x;
      ctx.beginPath();
      ctx.moveTo(x - 4, AXIS - 7);
      ctx.lineTo(x + 5, AXIS - 7);
      ctx.lineTo(x + 0.5, AXIS - 1);
      ctx.fill();
    }
  }
}

const goesOn = (folded: Folded | null): boolean => folded !== null && folded.end.some(Number.isNaN);

/** How many of them are at work in each column from one to another, and in which one failed. */
export function density(folded: Folded, now: number, column: (time: number) => number, from: number, to: number): { level: Int32Array; failed: Uint8Array } {
  const level = new Int32Array(to - from + 1);
  const failed = new Uint8Array(to - from + 1);
  for (let i = 0; i < folded.start.length; i++) {
    const end = Number.isNaN(folded.end[i]!) ? now : folded.end[i]!;
    const a = Math.floor(column(folded.start[i]!));
    const b = Math.max(a, Math.ceil(column(end)) - 1);
    if (b < from || a >= to) continue;
    level[Math.max(0, a - from)]!++;
    if (b + 1 < to) level[b + 1 - from]!--;
    if (folded.failed[i] && b >= from && b < to) failed[b - from] = 1;
  }
  for (let i = 1; i < level.length; i++) level[i]! += level[i - 1]!;
  return { level, failed };
}

const peaks = new WeakMap<Folded, number>();

/** The most that were at work at once; how high a strip is does not depend on where one looks. */
function peakOf(folded: Folded, now: number): number {
  const known = peaks.get(folded);
  if (known !== undefined) return known;
  const starts = folded.start.slice().sort();
  const ends = folded.end.map((end) => (Number.isNaN(end) ? now : end)).sort();
  let most = 1;
  let ended = 0;
  starts.forEach((start, i) => {
    while (ended < ends.length && ends[ended]! <= start) ended++;
    most = Math.max(most, i + 1 - ended);
  });
  peaks.set(folded, most);
  return most;
}

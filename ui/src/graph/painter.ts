import { toWorld, type Camera, type Rect } from '../canvas/camera';
import { palette, type Palette } from '../canvas/palette';
import type { Painter } from '../canvas/surface';
import { visible } from '../parts/visible';
import { FAMILY_ORDER } from '../states';
import { graphWords as say } from '../words/graph';
import { number, stateWord, words } from '../words';
import { CELL, CELLS, COUNTED, sameFace, type Drawing, type Face } from './boxes';
import { icon } from './icons';
import { Raster } from './raster';

/** Below these scales it is left away. */
const DETAIL = { second: 0.62, label: 0.34, groupLabel: 0.2, box: 0.2, curve: 0.28, arrow: 0.5, meaning: 0.8 };
const BATCH = 256; // lines in one stroke: very long paths are slow to draw in software
const CROWD = 300; // lines; from far away more are drawn pixel by pixel, unless the part is small
const SMALL = 4_096; // square pixels
const FAILED = FAMILY_ORDER.indexOf('failed');
/** What is to be seen in a bar though it is one in ten thousand: what went wrong, and that something goes on. */
const ALWAYS_SEEN = ['failed', 'running'].map((family) => FAMILY_ORDER.indexOf(family as (typeof FAMILY_ORDER)[number]));
/** As bars show them: what ended well first, what waits last. */
const BAR = ['success', 'failed', 'attention', 'ended', 'running', 'waiting'].map((family) => FAMILY_ORDER.indexOf(family as (typeof FAMILY_ORDER)[number]));

/** A graph as a picture. What is chosen lies above it, so that choosing paints nothing anew. */
export class GraphPainter implements Painter {
  private colours: Palette = palette();
  private families: string[] = [];
  /** Boxes that are not meant are pale; null: all are. */
  meant: ReadonlySet<number> | null = null;
  /** Boxes on the critical path. */
  critical: ReadonlySet<number> = new Set();
  chosen = -1;
  pointed = -1;
  /** The child of the chosen box, if it shows its children. */
  cell = -1;
  private readonly down: boolean;
  private readonly raster = new Raster();
  private lit: { box: number; lines: number[] } = { box: -1, lines: [] };

  constructor(
    readonly drawing: Drawing,
    private faces: Face[],
  ) {
    this.down = drawing.arranged.layout.way === 'down';
    this.themed();
  }

  themed(): void {
    this.colours = palette();
    this.families = FAMILY_ORDER.map((family) => this.colours.family[family]);
  }

  bounds(): Rect {
    return this.drawing.bounds;
  }

  face(box: number): Face {
    return this.faces[box]!;
  }

  /** Other states; what is returned has to be painted. */
  show(faces: Face[]): Rect[] {
    const changed: Rect[] = [];
    faces.forEach((face, box) => {
      if (!sameFace(face, this.faces[box]!)) changed.push(this.grown(this.drawing.rect(box)));
    });
    this.faces = faces;
    return changed;
  }

  private grown({ x, y, w, h }: Rect): Rect {
    return { x: x - 2, y: y - 2, w: w + 10, h: h + 10 };
  }

  /** What is at a point of the world. */
  at(x: number, y: number): { box: number; cell: number } {
    const box = this.drawing.boxes.at(x, y);
    const cells = box < 0 ? null : this.faces[box]!.cells;
    if (!cells) return { box, cell: -1 };
    const rect = this.drawing.rect(box);
    const [column, row] = [Math.floor((x - rect.x - 10) / CELL), Math.floor((y - rect.y - COUNTED) / CELL)];
    const cell = column >= 0 && column < CELLS && row >= 0 ? row * CELLS + column : -1;
    return { box, cell: cell < cells.length ? cell : -1 };
  }

  paint(ctx: CanvasRenderingContext2D, rect: Rect, camera: Camera): void {
    ctx.fillStyle = this.colours.surface;
    ctx.fillRect(rect.x, rect.y, rect.w, rect.h);
    const part = toWorld(camera, { x: rect.x - 12, y: rect.y - 12, w: rect.w + 24, h: rect.h + 24 });
    this.edges(ctx, part, rect, camera);
    if (camera.kx < DETAIL.box) this.blocks(ctx, part, camera);
    else this.drawing.boxes.each(part, (box) => this.box(ctx, box, camera));
    ctx.globalAlpha = 1;
  }

  private edges(ctx: CanvasRenderingContext2D, part: Rect, rect: Rect, camera: Camera): void {
    const found: number[] = [];
    this.drawing.lines.each(part, (line) => found.push(line));
    const { kx: k } = camera;
    const crowd = found.length / Math.max(1, (rect.w * rect.h) / 10_000);
    const alpha = this.meant ? 0.25 : k >= DETAIL.curve ? Math.max(0.3, Math.min(0.9, 2.4 / Math.sqrt(crowd + 0.5))) : Math.max(0.16, Math.min(0.8, 1.6 / Math.sqrt(crowd + 0.5)));
    if (k < DETAIL.curve && found.length > CROWD && rect.w * rect.h > SMALL) return this.raster.lines(ctx, this.drawing.arranged.layout.lines, found, rect, camera, this.colours.strong, alpha);
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = this.colours.strong;
    ctx.lineWidth = 1;
    const { meaning } = this.drawing.shape;
    const { folded, layout } = this.drawing.arranged;
    const special: number[] = [];
    let count = 0;
    ctx.beginPath();
    for (const line of found) {
      const edge = layout.edge[line]!;
      if (edge >= 0 && k >= DETAIL.curve && meaning[folded.edge[edge]!]! > 1) {
        special.push(line);
        continue;
      }
      this.line(ctx, line, camera);
      if (++count % BATCH === 0) {
        ctx.stroke();
        ctx.beginPath();
      }
    }
    ctx.stroke();
    if (special.length > 0) this.dashed(ctx, special, camera);
    if (k >= DETAIL.arrow && found.length < 3_000) this.arrows(ctx, found, camera);
    ctx.globalAlpha = 1;
    if (k >= DETAIL.meaning) this.meanings(ctx, found, camera);
  }

  private line(ctx: CanvasRenderingContext2D, line: number, { kx: k, x: tx, y: ty }: Camera): void {
    const { lines } = this.drawing.arranged.layout;
    const [a, b, c, d] = [lines[line * 4]! * k + tx, lines[line * 4 + 1]! * k + ty, lines[line * 4 + 2]! * k + tx, lines[line * 4 + 3]! * k + ty];
    if ((c - a) ** 2 + (d - b) ** 2 < 1) return;
    ctx.moveTo(a, b);
    if (k < DETAIL.curve || Math.abs(d - b) <= 1 || Math.abs(c - a) <= 1) return ctx.lineTo(c, d);
    if (this.down) return ctx.bezierCurveTo(a, (b + d) / 2, c, (b + d) / 2, c, d);
    ctx.bezierCurveTo((a + c) / 2, b, (a + c) / 2, d, c, d);
  }

  /** Order and conditions carry no value. */
  private dashed(ctx: CanvasRenderingContext2D, lines: number[], camera: Camera): void {
    ctx.setLineDash([5, 4]);
    ctx.beginPath();
    for (const line of lines) this.line(ctx, line, camera);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  private arrows(ctx: CanvasRenderingContext2D, found: number[], { kx: k, x: tx, y: ty }: Camera): void {
    const { lines, ends } = this.drawing.arranged.layout;
    const n = this.drawing.arranged.folded.boxes;
    const size = 6 * Math.min(1, k);
    ctx.fillStyle = this.colours.strong;
    ctx.beginPath();
    for (const line of found) {
      if (ends[line * 2 + 1]! >= n) continue;
      const [x, y] = [lines[line * 4 + 2]! * k + tx, lines[line * 4 + 3]! * k + ty];
      ctx.moveTo(x, y);
      ctx.lineTo(this.down ? x - size * 0.55 : x - size, this.down ? y - size : y - size * 0.55);
      ctx.lineTo(this.down ? x + size * 0.55 : x - size, this.down ? y - size : y + size * 0.55);
    }
    ctx.fill();
  }

  /** Words on edges that are no plain value. */
  private meanings(ctx: CanvasRenderingContext2D, found: number[], { kx: k, x: tx, y: ty }: Camera): void {
    const { folded, layout } = this.drawing.arranged;
    ctx.font = `10px ${this.colours.font}`;
    ctx.textAlign = 'right';
    ctx.textBaseline = 'bottom';
    for (const line of found) {
      const edge = layout.edge[line]!;
      const meaning = edge < 0 ? 0 : this.drawing.shape.meaning[folded.edge[edge]!]!;
      if (meaning === 0) continue;
      const [x, y] = [layout.lines[line * 4 + 2]! * k + tx, layout.lines[line * 4 + 3]! * k + ty];
      ctx.fillStyle = this.colours.soft;
      ctx.fillText(say.meanings[meaning]!, x - (this.down ? 8 : 9), y - (this.down ? 6 : 2));
    }
    ctx.textAlign = 'left';
  }

  /** From far away: only colours. */
  private blocks(ctx: CanvasRenderingContext2D, part: Rect, camera: Camera): void {
    const by = new Map<string, number[]>();
    this.drawing.boxes.each(part, (box) => {
      const face = this.faces[box]!;
      if (face.sums) return this.bar(ctx, face, this.screen(box, camera), camera.kx < DETAIL.box ? 1 : 0);
      const colour = face.family < 0 ? this.colours.soft : this.families[face.family]!;
      const same = by.get(colour);
      if (same) same.push(box);
      else by.set(colour, [box]);
    });
    for (const [colour, boxes] of by) {
      ctx.fillStyle = colour;
      for (const box of boxes) {
        const { x, y, w, h } = this.screen(box, camera);
        ctx.globalAlpha = this.pale(box) ? 0.2 : 1;
        ctx.fillRect(x, y, Math.max(1.5, w), Math.max(1, h));
      }
    }
    ctx.globalAlpha = 1;
  }

  private pale(box: number): boolean {
    return this.meant !== null && !this.meant.has(box);
  }

  private screen(box: number, { kx: k, x: tx, y: ty }: Camera): Rect {
    const { x, y, w, h } = this.drawing.rect(box);
    return { x: x * k + tx, y: y * k + ty, w: w * k, h: h * k };
  }

  private box(ctx: CanvasRenderingContext2D, box: number, camera: Camera): void {
    const { kx: k } = camera;
    const face = this.faces[box]!;
    const { x, y, w, h } = this.screen(box, camera);
    const { colours } = this;
    ctx.globalAlpha = this.pale(box) ? 0.22 : 1;
    ctx.lineWidth = 1;
    if (face.count > 1) {
      // a pile
      ctx.fillStyle = colours.sunken;
      ctx.strokeStyle = colours.border;
      for (const d of [5, 2.5]) this.round(ctx, x + d * k, y + d * k, w, h, 6 * k);
    }
    const colour = face.family < 0 ? colours.strong : this.families[face.family]!;
    ctx.fillStyle = colours.raised;
    ctx.strokeStyle = this.critical.has(box) ? colours.accent : face.family === FAILED ? colour : colours.strong;
    ctx.lineWidth = this.critical.has(box) ? 2.5 : 1;
    this.round(ctx, x, y, w, h, 6 * k);
    ctx.lineWidth = 1;
    const left = this.mark(ctx, face, x, y, h, k, colour);
    if (face.sums && k >= DETAIL.box) this.bar(ctx, face, { x: x + 10 * k, y: y + (COUNTED - 11) * k, w: w - 20 * k, h: Math.max(2, 5 * k) }, 0);
    if (face.cells) this.cells(ctx, face.cells, x + 10 * k, y + COUNTED * k, k);
    if (k >= DETAIL.label || (face.count > 1 && k >= DETAIL.groupLabel)) this.text(ctx, box, face, { x: left, y, w: x + w - left - 8 * k, h }, k);
    ctx.globalAlpha = 1;
  }

  /** The state by shape and colour; from farther away as a stripe. Returns where the text begins. */
  private mark(ctx: CanvasRenderingContext2D, face: Face, x: number, y: number, h: number, k: number, colour: string): number {
    ctx.fillStyle = colour;
    const tall = Math.min(h, (face.sums || face.count > 1 ? COUNTED - 12 : h / k) * k);
    if (face.family < 0) {
      ctx.fillRect(x + 1, y + 6 * k, Math.max(1.5, 3 * k), h - 12 * k);
      return x + 11 * k;
    }
    if (k < 0.5) {
      ctx.fillRect(x + 0.5, y + 3 * k, Math.max(2, 6 * k), h - 6 * k);
      return x + 11 * k;
    }
    icon(ctx, FAMILY_ORDER[face.family]!, x + 18 * k, y + tall / 2, 9 * k, colour, this.colours.onFamily);
    return x + 33 * k;
  }

  private text(ctx: CanvasRenderingContext2D, box: number, face: Face, at: Rect, k: number): void {
    const { colours } = this;
    const size = Math.max(9, 12.5 * k);
    const second = k >= DETAIL.second ? this.second(box, face) : '';
    const counted = face.sums || face.count > 1;
    const top = counted ? at.y + (second ? 15 : 22) * k : at.y + (second ? 14 : 21) * k;
    ctx.textBaseline = 'middle';
    ctx.font = `${counted ? 600 : 500} ${size}px ${colours.font}`;
    const count = counted ? '×' + number(face.total) : '';
    let room = at.w;
    if (count) {
      ctx.textAlign = 'right';
      ctx.fillStyle = colours.soft;
      ctx.fillText(count, at.x + at.w, top);
      room -= ctx.measureText(count).width + 6 * k;
      ctx.textAlign = 'left';
    }
    ctx.fillStyle = colours.text;
    ctx.fillText(cut(ctx, visible(face.name), room), at.x, top);
    if (!second) return;
    const small = Math.max(9, 11 * k);
    ctx.font = `400 ${small}px ${colours.font}`;
    ctx.fillStyle = colours.soft;
    ctx.fillText(cut(ctx, second, at.w), at.x, top + 15 * k);
  }

  /** The second line: the state in words, or what it is where there is no run. */
  private second(box: number, face: Face): string {
    if (face.sums) {
      const sums = face.sums;
      const there = FAMILY_ORDER.flatMap((family, i) => (sums[i]! > 0 ? [`${number(sums[i]!)} ${words.state.families[family].toLowerCase()}`] : []));
      return there.slice(0, 2).join(', ');
    }
    if (face.state) return stateWord(face.state);
    const unit = this.drawing.unitOf(box);
    return unit < 0 ? say.times(face.count) : (say.kinds[this.drawing.shape.units[unit]!.kind] ?? '');
  }

  private bar(ctx: CanvasRenderingContext2D, face: Face, { x, y, w, h }: Rect, least: number): void {
    const { sums, total } = face;
    if (!sums || total === 0) return;
    let at = x;
    for (const family of BAR) {
      const count = sums[family]!;
      if (count === 0) continue;
      let wide = (w * count) / total;
      if (ALWAYS_SEEN.includes(family)) wide = Math.max(wide, Math.min(3, w));
      wide = Math.min(wide, x + w - at);
      ctx.fillStyle = this.families[family]!;
      ctx.globalAlpha *= family === FAMILY_ORDER.indexOf('waiting') ? 0.45 : 1;
      ctx.fillRect(at, y, Math.max(wide, least), Math.max(1, h));
      if (family === FAMILY_ORDER.indexOf('waiting')) ctx.globalAlpha /= 0.45;
      at += wide;
    }
  }

  private cells(ctx: CanvasRenderingContext2D, cells: Uint8Array, x: number, y: number, k: number): void {
    const step = CELL * k;
    const size = Math.max(1, step - Math.max(0.5, 2 * k));
    for (let family = 0; family < this.families.length; family++) {
      ctx.fillStyle = this.families[family]!;
      for (let i = 0; i < cells.length; i++) if (cells[i] === family) ctx.fillRect(x + (i % CELLS) * step, y + Math.floor(i / CELLS) * step, size, size);
    }
  }

  private round(ctx: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, radius: number): void {
    ctx.beginPath();
    ctx.roundRect(x, y, w, h, radius);
    ctx.fill();
    ctx.stroke();
  }

  over(ctx: CanvasRenderingContext2D, camera: Camera): void {
    const box = this.pointed >= 0 ? this.pointed : this.chosen;
    if (box >= 0) {
      if (this.lit.box !== box) this.lit = { box, lines: this.drawing.linesOf(box) };
      ctx.strokeStyle = this.colours.accent;
      ctx.lineWidth = 1.75;
      ctx.beginPath();
      for (const line of this.lit.lines) this.line(ctx, line, camera);
      ctx.stroke();
    }
    for (const [each, wide] of [[this.pointed, 1.5], [this.chosen, 3]] as const) {
      if (each < 0) continue;
      const { x, y, w, h } = this.screen(each, camera);
      ctx.strokeStyle = this.colours.accent;
      ctx.lineWidth = wide;
      ctx.beginPath();
      ctx.roundRect(x - wide / 2, y - wide / 2, Math.max(4, w) + wide, Math.max(4, h) + wide, 6 * camera.kx + wide / 2);
      ctx.stroke();
    }
    if (this.chosen >= 0 && this.cell >= 0 && this.faces[this.chosen]!.cells) {
      const { x, y } = this.screen(this.chosen, camera);
      const step = CELL * camera.kx;
      ctx.lineWidth = 2;
      ctx.strokeStyle = this.colours.text;
      ctx.strokeRect(x + 10 * camera.kx + (this.cell % CELLS) * step - 1, y + COUNTED * camera.kx + Math.floor(this.cell / CELLS) * step - 1, step, step);
    }
  }
}

/** Both ends of a name are kept: numbers stand at the end. */
function cut(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  const { width } = ctx.measureText(text);
  if (width <= room) return text;
  const most = Math.floor((text.length * room) / width) - 1;
  if (most < 4) return text.slice(0, Math.max(0, most));
  const tail = Math.min(8, most >> 2);
  return text.slice(0, most - tail - 1) + '…' + (tail ? text.slice(-tail) : '');
}

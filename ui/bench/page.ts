// The graph of the pages without the pages around it, for bench/run.mjs: the same model, layout, painter and surface.
import { Surface } from '../src/canvas/surface';
import { Arranging } from '../src/graph/arranging';
import { COUNTED, Drawing, facesOf, tallness, type Said } from '../src/graph/boxes';
import type { Choice } from '../src/graph/fold';
import { shapeOf, standingOf, type Shape } from '../src/graph/model';
import { GraphPainter } from '../src/graph/painter';
import { changed, tableOf, type TaskTable } from '../src/run/tasks/taskTable';
import { numbers } from '../src/test/numbers';
import type { FlowDrawing, RunGraph } from '../src/api/schema.gen';

const host = document.getElementById('host')!;
const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const STATES = ['Pending', 'Running', 'Success', 'Failed'];

let surface: Surface | null = null;
let painter: GraphPainter | null = null;
let shape: Shape | null = null;
let table: TaskTable | null = null;
const arranging = new Arranging();

/** A flow in layers, of which most edges go to the next and some far. */
function made(n: number): FlowDrawing {
  const next = numbers(n);
  const layers = Math.max(10, Math.round(Math.sqrt(n) / 2));
  const wide = Math.ceil(n / layers);
  const edges: number[] = [];
  const seen = new Set<number>();
  const link = (i: number) => {
    const layer = Math.floor(i / wide);
    const from = Math.max(0, layer - (next(1) < 0.06 ? 2 + Math.floor(next(8)) : 1));
    const at = next(1) < 0.9 ? (i % wide) + (next(8) - 4) : next(wide);
    const parent = from * wide + Math.max(0, Math.min(wide - 1, Math.floor(at)));
    if (parent < i && Math.floor(parent / wide) < layer && !seen.has(parent * n + i)) {
      seen.add(parent * n + i);
      edges.push(parent, i);
    }
  };
  for (let i = wide; i < n; i++) link(i);
  while (edges.length < n * 3) link(wide + Math.floor(next(n - wide)));
  return { structureHash: String(n), nodes: Array.from({ length: n }, (_, k) => ({ k, name: 'step_' + k, kind: 'TASK' })), edges, edgeKinds: {} };
}

function began(n: number): RunGraph {
  const next = numbers(n + 1);
  const none = new Array<number>(n).fill(0);
  return {
    rev: 1,
    states: STATES,
    node: Array.from({ length: n }, (_, i) => i),
    child: new Array<number>(n).fill(-1),
    state: Array.from({ length: n }, (_, i) => (i < n * 0.7 ? (next(1) < 0.01 ? 3 : 2) : i < n * 0.75 ? 1 : 0)),
    sched: none,
    queued: none,
    start: none,
    end: none,
    attempt: none,
    workers: [],
    worker: new Array<number>(n).fill(-1),
    mapped: {},
    cut: 0,
    inner: {},
  };
}

function end(): void {
  surface?.close();
  surface = null;
  painter = null;
}

/** From the answers of the server to the first picture, in milliseconds. */
async function graph(drawing: FlowDrawing, run: RunGraph, choice: Choice): Promise<{ paint: number; layout: number; boxes: number }> {
  end();
  await frame();
  const start = performance.now();
  shape = shapeOf(drawing);
  table = tableOf(run, drawing);
  const standing = standingOf(shape, table, new Map(), []);
  const tall = Float32Array.from(shape.units, () => tallness(false, 0));
  const { from, to, kind, units } = shape;
  const arranged = await arranging.arrange({ plan: { n: units.length, from, to, kind }, choice, open: [], tall, group: COUNTED });
  const drawn = new Drawing(shape, arranged, tall);
  painter = new GraphPainter(drawn, facesOf(drawn, standing));
  surface = new Surface(host, painter, { largest: 1.15 });
  await frame();
  await frame(); // it is on the screen now
  return { paint: performance.now() - start, layout: arranged.millis, boxes: arranged.folded.boxes };
}

const bench = {
  async synthetic(n: number) {
    const drawing = JSON.parse(JSON.stringify(made(n))) as FlowDrawing;
    return graph(drawing, began(n), 'none');
  },

  /** A trace of real work, as its names tell what is the same. */
  async trace(names: string[], edges: number[], choice: Choice) {
    return graph({ structureHash: 'trace', nodes: names.map((name, k) => ({ k, name, kind: 'TASK' })), edges, edgeKinds: {} }, began(names.length), choice);
  },

  /** Times of frames while panning at that scale. */
  async pan(millis: number, scale: number): Promise<number[]> {
    const { x, y, w, h } = painter!.bounds();
    surface!.look({ kx: scale, ky: scale, x: -(x + w * 0.3) * scale, y: -(y + h * 0.3) * scale });
    for (let i = 0; i < 3; i++) await frame();
    return frames(millis, (at) => surface!.pan(Math.cos(at / 900) * 14, Math.sin(at / 700) * 11));
  },

  async zoom(millis: number): Promise<number[]> {
    surface!.fit();
    for (let i = 0; i < 30; i++) await frame();
    return frames(millis, (at) => surface!.zoom(Math.sin(at / 500) > 0 ? 1.02 : 1 / 1.02, 700, 400));
  },

  /** Painting all anew, fitted and where boxes are legible: milliseconds each. */
  async repaint(): Promise<{ fitted: number; legible: number }> {
    const once = async () => {
      const all: number[] = [];
      for (let i = 0; i < 7; i++) {
        surface!.repaint();
        await frame(); // painted before this in the same frame
        const began = performance.now();
        flush(host.querySelector('canvas')!);
        all.push(surface!.figures.lastAll + performance.now() - began);
      }
      return all.sort((a, b) => a - b)[3]!;
    };
    surface!.fit();
    for (let i = 0; i < 30; i++) await frame();
    const fitted = await once();
    const { x, y, w, h } = painter!.bounds();
    surface!.look({ kx: 1, ky: 1, x: -(x + w / 3), y: -(y + h / 3) });
    await frame();
    return { fitted, legible: await once() };
  },

  /** So many changes of states in that time, as the stream brings them; frames and the longest task of the main thread. */
  async deltas(count: number, millis: number): Promise<{ frames: number[]; longest: number; work: number }> {
    surface!.fit();
    for (let i = 0; i < 30; i++) await frame();
    const next = numbers(9);
    const n = shape!.units.length;
    let [done, rev, told] = [0, 2, 0];
    let said: Said | null = null;
    let work = 0;
    let longest = 0;
    const all = await frames(millis, (at) => {
      if (at - told < 250 && at < millis) return; // the server tells at most four times a second
      told = at;
      const due = Math.min(count, Math.round((count * at) / millis)) - done;
      done += due;
      const began = performance.now();
      const deltas = Array.from({ length: due }, () => [Math.floor(next(n)), -1, STATES[Math.floor(next(4))]!, 1, null, 1]);
      table = changed(table!, rev++, deltas);
      const standing = standingOf(shape!, table, new Map(), []);
      const faces = facesOf(painter!.drawing, standing, said);
      said = { drawing: painter!.drawing, standing, faces };
      for (const rect of painter!.show(faces)) surface!.dirty(rect);
      const took = performance.now() - began;
      work += took;
      longest = Math.max(longest, took);
    });
    return { frames: all, longest: Math.max(longest, Math.max(0, ...long)), work };
  },

  /** What the browser does at best: an empty canvas on which a rectangle moves. */
  async baseline(millis: number): Promise<number[]> {
    end();
    const canvas = document.createElement('canvas');
    canvas.width = innerWidth;
    canvas.height = innerHeight;
    canvas.className = 'canvas-layer';
    host.append(canvas);
    const ctx = canvas.getContext('2d', { alpha: false })!;
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    let x = 0;
    const all = await frames(millis, () => {
      ctx.fillStyle = '#ffffff';
      ctx.fillRect(x, 300, 60, 60);
      x = (x + 7) % 1200;
      ctx.fillStyle = '#2c94f4';
      ctx.fillRect(x, 300, 60, 60);
    });
    canvas.remove();
    return all;
  },

  /** The least that a picture of so many takes: plain lines and rectangles, milliseconds. */
  async plain(n: number): Promise<number> {
    const canvas = document.createElement('canvas');
    canvas.width = innerWidth;
    canvas.height = innerHeight;
    const ctx = canvas.getContext('2d', { alpha: false })!;
    const next = numbers(4);
    const places = Float32Array.from({ length: n * 6 }, () => next(1) * 900);
    const all: number[] = [];
    for (let round = 0; round < 7; round++) {
      await frame();
      const began = performance.now();
      ctx.fillStyle = '#ffffff';
      ctx.fillRect(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < n * 1.5; i++) {
        if (i % 256 === 0) ctx.beginPath();
        ctx.moveTo(places[i * 4]!, places[i * 4 + 1]!);
        ctx.lineTo(places[i * 4 + 2]!, places[i * 4 + 3]!);
        if (i % 256 === 255) ctx.stroke();
      }
      ctx.fillStyle = '#10985f';
      for (let i = 0; i < n; i++) ctx.fillRect(places[i]!, places[i + n]!, 4, 2);
      flush(canvas);
      all.push(performance.now() - began);
    }
    return all.sort((a, b) => a - b)[3]!;
  },

  end,
};

/** What was drawn is drawn now, and not when the browser gets to it. */
function flush(canvas: HTMLCanvasElement): void {
  canvas.getContext('2d')!.getImageData(0, 0, 1, 1);
}

let long: number[] = [];
new PerformanceObserver((list) => long.push(...list.getEntries().map((each) => each.duration))).observe({ entryTypes: ['longtask'] });

async function frames(millis: number, each: (at: number) => void): Promise<number[]> {
  const all: number[] = [];
  long = [];
  const start = await frame();
  let last = start;
  while (last - start < millis) {
    each(last - start);
    const now = await frame();
    all.push(now - last);
    last = now;
  }
  return all;
}

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;

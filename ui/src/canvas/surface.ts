import { HOME, fitted, kept, mixed, pan, same, sameScale, shown, snapped, toScreen, toWorld, zoomAt, type Axes, type Camera, type Limits, type Rect } from './camera';
import { covered, merged, strips } from './rects';

/** What is shown on a surface. */
export interface Painter {
  /** All there is, in the world's units. */
  bounds(): Rect;
  /**
   * Paints what lies in `rect`, in CSS pixels of the surface: all of it, ground too. What it paints beside it is cut away.
   * Is called with the whole surface, with a strip that panning uncovered, or with what `dirty` named.
   */
  paint(ctx: CanvasRenderingContext2D, rect: Rect, camera: Camera): void;
  /** Paints above the picture: what is chosen or pointed at, an axis. Cheap; is called whenever the view moves. */
  over?(ctx: CanvasRenderingContext2D, camera: Camera, width: number, height: number): void;
}

export type SurfaceOptions = {
  axes?: Axes;
  limits?: Limits;
  /** No larger than that when it is fitted. */
  largest?: number;
  /** Space around what is fitted, in pixels. */
  margin?: number;
  /** The view has moved. */
  onView?: (camera: Camera) => void;
};

const REST = 80; // ms without a change of scale: what was scaled is painted
const REPAINT = 30; // frames of zooming, after which it is painted meanwhile
const GLIDE = 180;
const SLICE = 8; // ms of a frame for what changed
const TOGETHER = 300; // changes that are looked at in one frame

/**
 * A picture of a world, as large as its host. It is kept apart from what is on the screen, and never painted anew where it
 * need not be: panning moves it and paints the strips that come into sight; zooming shows it scaled and paints at rest; a
 * change paints its rectangle, and very many over several frames. At most one frame of work is asked for at a time; without a
 * change there is none.
 */
export class Surface {
  private readonly screen = onScreen();
  private readonly screenCtx: CanvasRenderingContext2D;
  // the picture and a spare one: a canvas that is drawn onto itself is copied first
  private picture = kept2d();
  private spare = kept2d();
  private readonly observer: ResizeObserver;
  private readonly axes: Axes;
  private readonly limits: Limits;
  private wanted: Camera = HOME;
  private painted: Camera = HOME; // what the picture shows
  private seen: Camera | null = null; // what is on the screen
  private upper = false; // something is asked to be painted above
  private zoomFrames = 0;
  private changedAt = 0;
  private all = true;
  private rects: Rect[] = [];
  private frame = 0;
  private readonly watching = new Set<() => void>();
  private gliding: { from: Camera; to: Camera; since: number } | null = null;
  private fits = true; // nobody has moved it yet: it is fitted when its size or world changes
  private ratio = 1;
  width = 0;
  height = 0;
  /** Of the last paint of all, in milliseconds; counts of paints by what caused them. */
  readonly figures = { all: 0, strips: 0, dirty: 0, lastAll: 0 };

  constructor(
    private readonly host: HTMLElement,
    private painter: Painter,
    private readonly options: SurfaceOptions = {},
  ) {
    this.axes = options.axes ?? 'both';
    this.limits = options.limits ?? { least: 0.002, most: 4 };
    this.screenCtx = this.screen.getContext('2d', { alpha: false })!;
    host.append(this.screen);
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
    this.resize();
  }

  /** Is told whenever the view has moved; what is returned ends that. For `useSyncExternalStore`, with `camera`. */
  readonly watch = (told: () => void): (() => void) => {
    this.watching.add(told);
    return () => this.watching.delete(told);
  };

  get camera(): Camera {
    return this.wanted;
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.observer.disconnect();
    this.screen.remove();
  }

  /** Another world on the same surface; where one looked stays, unless nobody had moved it or `refit`. */
  show(painter: Painter, refit = false): void {
    this.painter = painter;
    if (refit) this.fits = true;
    if (this.fits) this.wanted = this.fitting();
    this.repaint();
  }

  /** All of it is painted anew with the next frame. */
  repaint(): void {
    this.all = true;
    this.ask();
  }

  /** That rectangle of the world has changed. */
  dirty(rect: Rect): void {
    this.rects.push(rect);
    this.ask();
  }

  /** Only what is painted above has changed. */
  refresh(): void {
    this.upper = true;
    this.ask();
  }

  look(camera: Camera): void {
    this.fits = false;
    this.gliding = null;
    this.set(camera);
  }

  pan(dx: number, dy: number): void {
    this.look(pan(this.wanted, dx, dy));
  }

  /** Around a point of the surface, its middle if none is given. */
  zoom(factor: number, sx = this.width / 2, sy = this.height / 2): void {
    this.look(zoomAt(this.wanted, factor, sx, sy, this.axes, this.limits));
  }

  fit(): void {
    this.glide(this.fitting());
    this.fits = true;
  }

  /** Moves as little as it takes to have that rectangle of the world in sight. */
  reveal(rect: Rect): void {
    const to = shown(this.wanted, rect, this.width, this.height);
    if (to !== this.wanted) this.glide(to);
  }

  /** That rectangle of the world fills the surface. */
  frameOn(rect: Rect): void {
    this.glide(fitted(rect, this.width, this.height, this.axes, this.options.margin ?? 24, this.limits, this.options.largest));
  }

  /** There in a moment; at once for whoever wants no motion. */
  glide(to: Camera): void {
    const target = this.keep(to);
    this.fits = false;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches || this.all) return this.look(target);
    this.gliding = { from: this.wanted, to: target, since: performance.now() };
    this.ask();
  }

  private fitting(): Camera {
    return fitted(this.painter.bounds(), this.width, this.height, this.axes, this.options.margin ?? 24, this.limits, this.options.largest);
  }

  private keep(camera: Camera): Camera {
    return snapped(kept(camera, this.painter.bounds(), this.width, this.height, this.axes), this.ratio);
  }

  private set(camera: Camera): void {
    const next = this.keep(camera);
    if (same(next, this.wanted)) return;
    this.wanted = next;
    this.ask();
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.host;
    const ratio = Math.min(3, devicePixelRatio || 1);
    if (clientWidth === this.width && clientHeight === this.height && ratio === this.ratio) return;
    this.width = clientWidth;
    this.height = clientHeight;
    this.ratio = ratio;
    for (const each of [this.screen, this.picture.canvas, this.spare.canvas]) {
      each.width = Math.max(1, Math.round(clientWidth * ratio));
      each.height = Math.max(1, Math.round(clientHeight * ratio));
    }
    this.wanted = this.fits ? this.fitting() : this.keep(this.wanted);
    this.all = true;
    this.draw(performance.now()); // not a frame later: a canvas that was resized is blank
  }

  private ask(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((now) => this.draw(now));
  }

  private draw(now: number): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (this.width === 0 || this.height === 0) return;
    if (this.gliding) this.onWay(now);
    let changed = this.all || this.upper;
    this.upper = false;
    if (this.all) this.paintAll();
    else if (sameScale(this.wanted, this.painted)) this.move();
    else if (this.rests(now)) this.paintAll();
    if (sameScale(this.wanted, this.painted)) changed = this.changes() || changed;
    const moved = this.seen === null || !same(this.seen, this.wanted);
    if (changed || moved || !sameScale(this.wanted, this.painted)) this.put();
    this.seen = this.wanted;
    if (moved) {
      this.options.onView?.(this.wanted);
      this.watching.forEach((told) => told());
    }
    if (this.gliding || this.rects.length > 0 || !sameScale(this.wanted, this.painted)) this.ask();
  }

  /** The picture onto the screen, scaled if it is of another scale, and what lies above it. */
  private put(): void {
    const { screenCtx: ctx, ratio, wanted, painted } = this;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    if (sameScale(wanted, painted)) {
      ctx.drawImage(this.picture.canvas, 0, 0);
    } else {
      const fx = wanted.kx / painted.kx;
      const fy = wanted.ky / painted.ky;
      const { width, height } = this.screen;
      ctx.fillStyle = getComputedStyle(this.host).backgroundColor; // beyond it, until that is painted
      ctx.fillRect(0, 0, width, height);
      ctx.imageSmoothingQuality = 'low';
      ctx.drawImage(this.picture.canvas, (wanted.x - painted.x * fx) * ratio, (wanted.y - painted.y * fy) * ratio, width * fx, height * fy);
    }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.painter.over?.(ctx, wanted, this.width, this.height);
  }

  private onWay(now: number): void {
    const { from, to, since } = this.gliding!;
    const t = Math.min(1, Math.max(0, (now - since) / GLIDE));
    this.wanted = t >= 1 ? to : snapped(mixed(from, to, 1 - (1 - t) ** 3), this.ratio);
    if (t >= 1) this.gliding = null;
  }

  private paintAll(): void {
    const began = performance.now();
    this.all = false;
    this.rects = [];
    this.zoomFrames = 0;
    this.painted = this.wanted;
    this.part({ x: 0, y: 0, w: this.width, h: this.height });
    this.figures.all++;
    this.figures.lastAll = performance.now() - began;
  }

  /** In CSS pixels. */
  private part(rect: Rect): void {
    const { picture: ctx, ratio } = this;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.save();
    ctx.beginPath();
    ctx.rect(rect.x, rect.y, rect.w, rect.h);
    ctx.clip();
    this.painter.paint(ctx, rect, this.painted);
    ctx.restore();
  }

  /** What is there is moved by whole pixels; what comes into sight is painted. */
  private move(): void {
    if (same(this.wanted, this.painted)) return;
    const { width, height } = this.screen;
    const dx = Math.round((this.wanted.x - this.painted.x) * this.ratio);
    const dy = Math.round((this.wanted.y - this.painted.y) * this.ratio);
    this.painted = this.wanted;
    if (Math.abs(dx) < width && Math.abs(dy) < height) {
      this.spare.setTransform(1, 0, 0, 1, 0, 0);
      this.spare.drawImage(this.picture.canvas, dx, dy);
      [this.picture, this.spare] = [this.spare, this.picture];
    }
    for (const { x, y, w, h } of strips(dx, dy, width, height)) {
      this.part({ x: x / this.ratio, y: y / this.ratio, w: w / this.ratio, h: h / this.ratio });
      this.figures.strips++;
    }
  }

  /** While zooming: whether it is time to paint, because it rests or has been scaled for long. */
  private rests(now: number): boolean {
    if (this.seen === null || !same(this.wanted, this.seen)) {
      this.changedAt = now;
      return ++this.zoomFrames % REPAINT === 0;
    }
    return now - this.changedAt >= REST;
  }

  /** Paints what changed, as much as fits into a part of a frame; whether that was anything. */
  private changes(): boolean {
    if (this.rects.length === 0) return false;
    const { ratio } = this;
    const { width, height } = this.screen;
    const end = performance.now() + SLICE;
    const many = this.rects.splice(0, TOGETHER);
    const found: Rect[] = [];
    for (const rect of many) {
      const { x, y, w, h } = toScreen(this.painted, rect);
      // one pixel more around, for lines that lie on the edge
      const part = covered({ x: (x - 1) * ratio, y: (y - 1) * ratio, w: (w + 2) * ratio, h: (h + 2) * ratio }, width, height);
      if (part) found.push(part);
    }
    const parts = merged(found);
    let done = 0;
    while (done < parts.length && (done === 0 || performance.now() < end)) {
      const { x, y, w, h } = parts[done++]!;
      this.part({ x: x / ratio, y: y / ratio, w: w / ratio, h: h / ratio });
      this.figures.dirty++;
    }
    for (const { x, y, w, h } of parts.slice(done)) this.rects.push(toWorld(this.painted, { x: x / ratio, y: y / ratio, w: w / ratio, h: h / ratio }));
    return found.length > 0;
  }
}

function kept2d(): CanvasRenderingContext2D {
  return document.createElement('canvas').getContext('2d', { alpha: false })!;
}

function onScreen(): HTMLCanvasElement {
  const made = document.createElement('canvas');
  made.className = 'canvas-layer';
  made.setAttribute('aria-hidden', 'true');
  return made;
}

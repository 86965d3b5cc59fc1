import type { Camera, Rect } from '../canvas/camera';

/**
 * Thin lines drawn pixel by pixel: where very many of them lie above each other it is several times faster than strokes, and
 * the more of them there are the darker it is. Keeps its arrays, which are as large as the largest part so far.
 */
export class Raster {
  private counts = new Uint8Array(0);
  private image: ImageData | null = null;
  private readonly canvas = document.createElement('canvas');

  lines(ctx: CanvasRenderingContext2D, lines: Float32Array, which: number[], rect: Rect, { kx, ky, x: tx, y: ty }: Camera, colour: string, alpha: number): void {
    const ratio = ctx.getTransform().a;
    const width = Math.ceil(rect.w * ratio);
    const height = Math.ceil(rect.h * ratio);
    if (width === 0 || height === 0 || which.length === 0) return;
    if (this.counts.length < width * height) this.counts = new Uint8Array(width * height);
    else this.counts.fill(0, 0, width * height);
    for (const line of which) {
      const at = line * 4;
      const left = (lines[at]! * kx + tx - rect.x) * ratio;
      const top = (lines[at + 1]! * ky + ty - rect.y) * ratio;
      this.line(left, top, (lines[at + 2]! * kx + tx - rect.x) * ratio, (lines[at + 3]! * ky + ty - rect.y) * ratio, width, height);
    }
    this.put(ctx, rect, width, height, colour, alpha);
  }

  private line(a: number, b: number, c: number, d: number, width: number, height: number): void {
    const span = visible(a, b, c - a, d - b, width - 1, height - 1);
    if (!span) return;
    const [t0, t1] = span;
    const [x0, y0] = [a + (c - a) * t0, b + (d - b) * t0];
    const [dx, dy] = [(c - a) * (t1 - t0), (d - b) * (t1 - t0)];
    const steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))) || 1;
    const { counts } = this;
    for (let i = 0; i <= steps; i++) {
      const at = Math.floor(y0 + (dy * i) / steps) * width + Math.floor(x0 + (dx * i) / steps);
      if (counts[at]! < 255) counts[at]!++;
    }
  }

  private put(ctx: CanvasRenderingContext2D, rect: Rect, width: number, height: number, colour: string, alpha: number): void {
    if (!this.image || this.image.width !== width || this.image.height !== height) this.image = new ImageData(width, height);
    const rgb = Number.parseInt(colour.slice(1, 7), 16);
    const bgr = ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16);
    const shades = new Uint32Array(256);
    for (let i = 1; i < 256; i++) shades[i] = ((Math.min(235, Math.round(255 * (1 - (1 - alpha) ** i))) << 24) | bgr) >>> 0;
    const pixels = new Uint32Array(this.image.data.buffer);
    for (let i = 0; i < pixels.length; i++) pixels[i] = shades[this.counts[i]!]!;
    if (this.canvas.width < width) this.canvas.width = width;
    if (this.canvas.height < height) this.canvas.height = height;
    this.canvas.getContext('2d')!.putImageData(this.image, 0, 0);
    ctx.drawImage(this.canvas, 0, 0, width, height, rect.x, rect.y, rect.w, rect.h);
  }
}

/** Which part of a line from (x, y) by (dx, dy) is between 0 and the width and height (Liang and Barsky); null: none. */
export function visible(x: number, y: number, dx: number, dy: number, width: number, height: number): [number, number] | null {
  let [t0, t1] = [0, 1];
  for (const [p, q] of [[-dx, x], [dx, width - x], [-dy, y], [dy, height - y]] as const) {
    if (p === 0) {
      if (q < 0) return null;
      continue;
    }
    const t = q / p;
    if (p < 0) t0 = Math.max(t0, t);
    else t1 = Math.min(t1, t);
  }
  return t0 <= t1 ? [t0, t1] : null;
}

import type { Rect } from './camera';

/** What a picture of that size uncovers when it is moved, in whole pixels: a column, a row, or both without overlap. */
export function strips(dx: number, dy: number, width: number, height: number): Rect[] {
  if (Math.abs(dx) >= width || Math.abs(dy) >= height) return [{ x: 0, y: 0, w: width, h: height }];
  const found: Rect[] = [];
  if (dx !== 0) found.push({ x: dx > 0 ? 0 : width + dx, y: 0, w: Math.abs(dx), h: height });
  if (dy !== 0) found.push({ x: Math.max(0, dx), y: dy > 0 ? 0 : height + dy, w: width - Math.abs(dx), h: Math.abs(dy) });
  return found;
}

export const overlap = (a: Rect, b: Rect): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

export const inside = (rect: Rect, x: number, y: number): boolean => x >= rect.x && x < rect.x + rect.w && y >= rect.y && y < rect.y + rect.h;

export function around(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y };
}

/** Grown to whole pixels, and cut to the picture; null: nothing of it is in there. */
export function covered({ x, y, w, h }: Rect, width: number, height: number): Rect | null {
  const left = Math.max(0, Math.floor(x));
  const top = Math.max(0, Math.floor(y));
  const right = Math.min(width, Math.ceil(x + w));
  const bottom = Math.min(height, Math.ceil(y + h));
  return right > left && bottom > top ? { x: left, y: top, w: right - left, h: bottom - top } : null;
}

const MOST = 400;

/** Rectangles that cover the same without overlap: those that overlap become one. Of very many, one around all. */
export function merged(rects: Rect[], most = MOST): Rect[] {
  if (rects.length > most) return [rects.reduce(around)];
  const found: Rect[] = [];
  for (let next of rects) {
    for (let i = 0; i < found.length; i++) {
      if (!overlap(found[i]!, next)) continue;
      next = around(found[i]!, next);
      found[i] = found[found.length - 1]!;
      found.pop();
      i = -1; // what it has become may overlap one before
    }
    found.push(next);
  }
  return found;
}

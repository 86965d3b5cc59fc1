/** How the world lies on the screen: a point of the world is at `x * kx + camera.x`, in CSS pixels. Immutable. */
export type Camera = { readonly x: number; readonly y: number; readonly kx: number; readonly ky: number };

export type Rect = { x: number; y: number; w: number; h: number };

/** `x`: only times are zoomed, rows keep their height. */
export type Axes = 'both' | 'x';

/** How small and how large a unit of the world may be shown, in pixels. */
export type Limits = { least: number; most: number };

export const HOME: Camera = { x: 0, y: 0, kx: 1, ky: 1 };

export const pan = (camera: Camera, dx: number, dy: number): Camera => ({ ...camera, x: camera.x + dx, y: camera.y + dy });

const between = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Zooms by a factor so that what is below the point of the screen stays there. */
export function zoomAt(camera: Camera, factor: number, sx: number, sy: number, axes: Axes, { least, most }: Limits): Camera {
  const kx = between(camera.kx * factor, least, most);
  const fx = kx / camera.kx;
  const x = sx - (sx - camera.x) * fx;
  if (axes === 'x') return { ...camera, x, kx };
  const ky = between(camera.ky * factor, least, most);
  return { x, y: sy - (sy - camera.y) * (ky / camera.ky), kx, ky };
}

/** All of `bounds` in the middle of the screen; never larger than `largest`. With `x` the first row is at the top. */
export function fitted(bounds: Rect, width: number, height: number, axes: Axes, margin: number, { least }: Limits, largest = 1): Camera {
  const room = Math.max(1, width - 2 * margin);
  if (axes === 'x') {
    const kx = Math.max(least, room / Math.max(1e-9, bounds.w));
    return { x: margin - bounds.x * kx, y: -bounds.y, kx, ky: 1 };
  }
  const k = between(Math.min(room / Math.max(1, bounds.w), Math.max(1, height - 2 * margin) / Math.max(1, bounds.h)), least, largest);
  return { x: (width - bounds.w * k) / 2 - bounds.x * k, y: (height - bounds.h * k) / 2 - bounds.y * k, kx: k, ky: k };
}

/** Keeps at least `rest` pixels of the world in sight, so that nobody gets lost beside it. */
export function kept(camera: Camera, bounds: Rect, width: number, height: number, axes: Axes, rest = 60): Camera {
  const left = bounds.x * camera.kx;
  const right = (bounds.x + bounds.w) * camera.kx;
  const top = bounds.y * camera.ky;
  const bottom = (bounds.y + bounds.h) * camera.ky;
  const x = between(camera.x, Math.min(rest - right, 0), Math.max(width - rest - left, 0));
  // rows are a list: the first one is at the top, the last one is not scrolled beyond
  const y = axes === 'x' ? between(camera.y, Math.min(-top, height - bottom), -top) : between(camera.y, Math.min(rest - bottom, 0), Math.max(height - rest - top, 0));
  return x === camera.x && y === camera.y ? camera : { ...camera, x, y };
}

/** Moved as little as it takes to have the rectangle of the world in sight. */
export function shown(camera: Camera, rect: Rect, width: number, height: number, margin = 40): Camera {
  const step = (at: number, size: number, room: number): number => {
    const m = Math.min(margin, Math.max(0, (room - size) / 2));
    return at < m ? m - at : at + size > room - m ? Math.max(room - m - size - at, m - at) : 0;
  };
  const { x, y, w, h } = toScreen(camera, rect);
  const dx = step(x, w, width);
  const dy = step(y, h, height);
  return dx === 0 && dy === 0 ? camera : pan(camera, dx, dy);
}

export const toScreen = (camera: Camera, { x, y, w, h }: Rect): Rect => ({ x: x * camera.kx + camera.x, y: y * camera.ky + camera.y, w: w * camera.kx, h: h * camera.ky });

export const toWorld = (camera: Camera, { x, y, w, h }: Rect): Rect => ({ x: (x - camera.x) / camera.kx, y: (y - camera.y) / camera.ky, w: w / camera.kx, h: h / camera.ky });

/** At whole pixels of the device: only so may a picture be moved without painting it anew. */
export const snapped = (camera: Camera, ratio: number): Camera => ({ ...camera, x: Math.round(camera.x * ratio) / ratio, y: Math.round(camera.y * ratio) / ratio });

export const sameScale = (a: Camera, b: Camera): boolean => a.kx === b.kx && a.ky === b.ky;
export const same = (a: Camera, b: Camera): boolean => sameScale(a, b) && a.x === b.x && a.y === b.y;

/** Between two, for a way of `t` from 0 to 1; scales change by their logarithm, so that the speed looks even. */
export function mixed(a: Camera, b: Camera, t: number): Camera {
  if (t >= 1) return b;
  const mix = (from: number, to: number) => from + (to - from) * t;
  const grow = (from: number, to: number) => from * (to / from) ** t;
  if (sameScale(a, b)) return { ...b, x: mix(a.x, b.x), y: mix(a.y, b.y) };
  const kx = grow(a.kx, b.kx);
  const ky = grow(a.ky, b.ky);
  // the point that both show at the same place stays there; along an axis that keeps its scale it just moves
  const axis = (ax: number, ak: number, bx: number, bk: number, k: number) => (ak === bk ? mix(ax, bx) : ax + ((bx - ax) * (k - ak)) / (bk - ak));
  return { kx, ky, x: axis(a.x, a.kx, b.x, b.kx, kx), y: axis(a.y, a.ky, b.y, b.ky, ky) };
}

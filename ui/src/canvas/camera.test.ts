import { describe, expect, it } from 'vitest';
import { HOME, fitted, kept, mixed, pan, same, shown, snapped, toScreen, toWorld, zoomAt, type Camera } from './camera';
import { numbers } from '../test/numbers';

const LIMITS = { least: 0.01, most: 8 };

describe('camera', () => {
  it('keeps what is below the pointer there while zooming', () => {
    const next = numbers(11);
    for (let i = 0; i < 500; i++) {
      const camera: Camera = { x: next(2000) - 1000, y: next(2000) - 1000, kx: 0.05 + next(3), ky: 0.05 + next(3) };
      const [sx, sy] = [next(1400), next(900)];
      const before = toWorld(camera, { x: sx, y: sy, w: 0, h: 0 });
      const zoomed = zoomAt(camera, 0.2 + next(4), sx, sy, 'both', LIMITS);
      const after = toWorld(zoomed, { x: sx, y: sy, w: 0, h: 0 });
      expect(after.x).toBeCloseTo(before.x, 4);
      expect(after.y).toBeCloseTo(before.y, 4);
      expect(zoomed.kx).toBeGreaterThanOrEqual(LIMITS.least);
      expect(zoomed.kx).toBeLessThanOrEqual(LIMITS.most);
    }
  });

  it('zooms times only where rows keep their height', () => {
    const zoomed = zoomAt({ x: 10, y: 20, kx: 2, ky: 1 }, 2, 110, 400, 'x', LIMITS);
    expect(zoomed).toEqual({ x: -90, y: 20, kx: 4, ky: 1 });
  });

  it('has all in sight and in the middle once it is fitted, and no larger than it is', () => {
    const bounds = { x: -500, y: 100, w: 4000, h: 1000 };
    const screen = toScreen(fitted(bounds, 1400, 900, 'both', 20, LIMITS), bounds);
    expect(screen.x).toBeCloseTo(20);
    expect(screen.w).toBeCloseTo(1360);
    expect(screen.y + screen.h / 2).toBeCloseTo(450);
    expect(fitted({ x: 0, y: 0, w: 10, h: 10 }, 1400, 900, 'both', 20, LIMITS).kx).toBe(1);
    expect(fitted({ x: 5, y: 0, w: 60, h: 10_000 }, 1240, 900, 'x', 20, LIMITS)).toEqual({ x: 20 - 5 * 20, y: -0, kx: 20, ky: 1 });
  });

  it('never loses the world out of sight', () => {
    const bounds = { x: 0, y: 0, w: 1000, h: 600 };
    const far = kept(pan(HOME, 1e6, -1e6), bounds, 800, 500, 'both');
    const screen = toScreen(far, bounds);
    expect(screen.x).toBe(740);
    expect(screen.y + screen.h).toBe(60);
    const rows = kept({ x: 0, y: -1e6, kx: 1, ky: 1 }, { x: 0, y: 0, w: 1000, h: 5000 }, 800, 500, 'x');
    expect(rows.y).toBe(-4500);
    expect(kept({ x: 0, y: 90, kx: 1, ky: 1 }, { x: 0, y: 0, w: 1000, h: 50 }, 800, 500, 'x').y).toBe(-0);
  });

  it('moves no more than it takes to show something', () => {
    expect(shown(HOME, { x: 100, y: 100, w: 50, h: 50 }, 800, 500)).toBe(HOME);
    const moved = shown(HOME, { x: 1000, y: 100, w: 50, h: 50 }, 800, 500);
    expect(toScreen(moved, { x: 1000, y: 100, w: 50, h: 50 })).toEqual({ x: 710, y: 100, w: 50, h: 50 });
    const large = toScreen(shown(HOME, { x: 3000, y: 0, w: 900, h: 10 }, 800, 500), { x: 3000, y: 0, w: 900, h: 10 });
    expect(large.x).toBe(0); // its beginning, if all of it does not fit
  });

  it('arrives where it glides to', () => {
    const to = { x: 5, y: 6, kx: 3, ky: 1 };
    expect(mixed(HOME, to, 1)).toBe(to);
    expect(same(mixed(HOME, to, 0), HOME)).toBe(true);
    expect(mixed(HOME, to, 0.5).ky).toBe(1);
  });

  it('stands at whole pixels of the device', () => {
    expect(snapped({ x: 1.3, y: -0.26, kx: 1, ky: 1 }, 2)).toEqual({ x: 1.5, y: -0.5, kx: 1, ky: 1 });
  });
});

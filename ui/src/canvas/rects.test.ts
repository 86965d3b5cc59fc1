import { describe, expect, it } from 'vitest';
import { Boxes } from './boxes';
import { covered, inside, merged, overlap, strips } from './rects';
import { numbers } from '../test/numbers';

describe('strips', () => {
  it('are what a moved picture does not cover, each pixel once', () => {
    const [w, h] = [13, 9];
    for (let dx = -15; dx <= 15; dx++) {
      for (let dy = -11; dy <= 11; dy++) {
        const found = strips(dx, dy, w, h);
        for (let x = 0; x < w; x++) {
          for (let y = 0; y < h; y++) {
            const old = x - dx >= 0 && x - dx < w && y - dy >= 0 && y - dy < h && Math.abs(dx) < w && Math.abs(dy) < h;
            expect(found.filter((each) => inside(each, x, y)).length).toBe(old ? 0 : 1);
          }
        }
      }
    }
  });
});

describe('changed rectangles', () => {
  it('cover all that changed without overlap', () => {
    const next = numbers(5);
    for (let round = 0; round < 60; round++) {
      const rects = Array.from({ length: 1 + next(40) }, () => ({ x: next(300), y: next(300), w: 1 + next(40), h: 1 + next(40) }));
      const found = merged(rects);
      for (const rect of rects) expect(found.some((each) => each.x <= rect.x && each.y <= rect.y && each.x + each.w >= rect.x + rect.w - 1e-9 && each.y + each.h >= rect.y + rect.h - 1e-9)).toBe(true);
      found.forEach((a, i) => found.forEach((b, j) => i !== j && expect(overlap(a, b)).toBe(false)));
    }
  });

  it('become one when there are very many', () => {
    expect(merged(Array.from({ length: 5000 }, (_, i) => ({ x: i * 10, y: 0, w: 1, h: 1 })))).toEqual([{ x: 0, y: 0, w: 49_991, h: 1 }]);
  });

  it('are grown to whole pixels and cut to the picture', () => {
    expect(covered({ x: -3.5, y: 2.2, w: 10, h: 3 }, 100, 100)).toEqual({ x: 0, y: 2, w: 7, h: 4 });
    expect(covered({ x: 120, y: 2, w: 10, h: 3 }, 100, 100)).toBeNull();
  });
});

describe('boxes', () => {
  it('are found as by looking at each', () => {
    const next = numbers(3);
    const n = 700;
    const bounds = new Float32Array(n * 4);
    for (let i = 0; i < n; i++) {
      const [x, y] = [next(5000) - 1000, next(900)];
      bounds.set([x, y, x + next(i % 50 === 0 ? 4000 : 60), y + next(i % 70 === 0 ? 900 : 20)], i * 4);
    }
    const boxes = new Boxes(bounds);
    for (let round = 0; round < 200; round++) {
      const rect = { x: next(6000) - 1500, y: next(1200) - 100, w: next(800), h: next(300) };
      const found: number[] = [];
      boxes.each(rect, (i) => found.push(i));
      const all = Array.from({ length: n }, (_, i) => i).filter(
        (i) => bounds[i * 4]! <= rect.x + rect.w && bounds[i * 4 + 2]! >= rect.x && bounds[i * 4 + 1]! <= rect.y + rect.h && bounds[i * 4 + 3]! >= rect.y,
      );
      expect(found.sort((a, b) => a - b)).toEqual(all);
    }
  });

  it('of nothing are none', () => {
    expect(new Boxes(new Float32Array(0)).at(0, 0)).toBe(-1);
  });
});

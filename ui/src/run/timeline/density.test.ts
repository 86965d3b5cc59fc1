import { describe, expect, it } from 'vitest';
import type { Folded } from './lines';
import { density } from './painter';

describe('the strip of what is folded', () => {
  const folded: Folded = {
    start: new Float64Array([0, 10, 10, 40]),
    end: new Float64Array([20, 30, 30, NaN]),
    failed: new Uint8Array([0, 1, 0, 0]),
    counts: {},
    size: 4,
  };

  it('counts what is at work in each column', () => {
    const all = density(folded, 60, (time) => time / 10, 0, 6);
    expect([...all.level.slice(0, 6)]).toEqual([1, 3, 2, 0, 1, 1]);
    expect([...all.failed.slice(0, 6)]).toEqual([0, 0, 1, 0, 0, 0]);
  });

  it('tells of a part the same as of all', () => {
    const all = density(folded, 60, (time) => time / 10, 0, 6);
    for (let from = 0; from < 6; from++) {
      const part = density(folded, 60, (time) => time / 10, from, 6);
      expect([...part.level.slice(0, 6 - from)]).toEqual([...all.level.slice(from, 6)]);
      expect([...part.failed.slice(0, 6 - from)]).toEqual([...all.failed.slice(from, 6)]);
    }
  });
});

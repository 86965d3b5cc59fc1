import { describe, expect, test } from 'vitest';
import { CHUNK, ROW, TALLEST, chunksAt, hitFrom, lastTop, rowsAt, scrollTopOf, spacer, topFor, topOf } from './logWindow';

const VIEW = 600;

describe.each([0, 1, 29, 30, 31, 1_000, 250_000, 250_001, 1_000_000, 50_000_000])('a log of %d lines', (rows) => {
  test('is never higher than browsers bear', () => {
    expect(spacer(rows)).toBeLessThanOrEqual(TALLEST);
  });

  test('begins at the top and ends at the bottom', () => {
    expect(topOf(0, rows, VIEW)).toBe(0);
    expect(topOf(Math.max(0, spacer(rows) - VIEW), rows, VIEW)).toBe(lastTop(rows, VIEW));
    expect(rowsAt(lastTop(rows, VIEW), rows, VIEW).end).toBe(rows);
  });

  test('comes back to where it was scrolled to', () => {
    for (let i = 0; i <= 20; i++) {
      const top = (lastTop(rows, VIEW) * i) / 20;
      expect(topOf(scrollTopOf(top, rows, VIEW), rows, VIEW)).toBeCloseTo(top, 3);
    }
  });

  test('draws about as many rows as are in sight', () => {
    const { first, end } = rowsAt(lastTop(rows, VIEW) / 3, rows, VIEW);
    expect(end - first).toBeLessThanOrEqual(VIEW / ROW + 22);
    expect(first).toBeGreaterThanOrEqual(0);
  });

  test('shows each line that is jumped to', () => {
    for (const row of [0, 1, Math.floor(rows / 2), rows - 1].filter((each) => each >= 0 && each < rows)) {
      const top = topFor(row, 0, rows, VIEW);
      expect(row * ROW).toBeGreaterThanOrEqual(top);
      expect(row * ROW + ROW).toBeLessThanOrEqual(top + Math.max(VIEW, rows * ROW));
    }
  });
});

test('a line in sight does not move the log', () => {
  expect(topFor(10, 100, 1_000, VIEW)).toBe(100);
});

test('the chunks of rows are all of them and no more', () => {
  expect(chunksAt(0, 1)).toEqual([0]);
  expect(chunksAt(CHUNK - 1, CHUNK + 1)).toEqual([0, 1]);
  expect(chunksAt(CHUNK, CHUNK * 2)).toEqual([1]);
  expect(chunksAt(0, 0)).toEqual([]);
});

test('a hit is found at or behind a line', () => {
  const hits = [3, 8, 8000];
  expect([1, 3, 4, 8, 9, 8001].map((line) => hitFrom(hits, line))).toEqual([0, 0, 1, 1, 2, 3]);
});

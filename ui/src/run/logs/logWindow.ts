/** Which lines of a log are in sight: arithmetic only. A log may be longer than any element of a page can be high. */
export const ROW = 20;
export const TALLEST = 5_000_000; // pixels: browsers stop somewhere beyond 17 million
export const CHUNK = 500;

/** How high the scrolled element is for that many rows. */
export function spacer(rows: number): number {
  return Math.min(rows * ROW, TALLEST);
}

/** The pixel of the log at the upper edge, from where the element is scrolled to. */
export function topOf(scrollTop: number, rows: number, view: number): number {
  const range = spacer(rows) - view;
  const last = rows * ROW - view;
  if (range <= 0 || last <= 0) return 0;
  return clamp((scrollTop / range) * last, 0, last);
}

/** The other way round. */
export function scrollTopOf(top: number, rows: number, view: number): number {
  const range = spacer(rows) - view;
  const last = rows * ROW - view;
  if (range <= 0 || last <= 0) return 0;
  return (clamp(top, 0, last) / last) * range;
}

export function lastTop(rows: number, view: number): number {
  return Math.max(0, rows * ROW - view);
}

/** Rows from `first` to before `end` are drawn: those in sight and a few more. */
export function rowsAt(top: number, rows: number, view: number, more = 10): { first: number; end: number } {
  const first = Math.max(0, Math.floor(top / ROW) - more);
  return { first, end: Math.min(rows, Math.ceil((top + view) / ROW) + more) };
}

/** The chunks of those rows. */
export function chunksAt(first: number, end: number): number[] {
  const chunks: number[] = [];
  for (let chunk = Math.floor(first / CHUNK); chunk * CHUNK < end; chunk++) chunks.push(chunk);
  return chunks;
}

/** Where the log has to be for a row to be in sight: as it is if it is, else with the row in the middle. */
export function topFor(row: number, top: number, rows: number, view: number): number {
  const pixel = row * ROW;
  if (pixel >= top + ROW && pixel + 2 * ROW <= top + view) return top;
  return clamp(pixel - view / 2 + ROW / 2, 0, lastTop(rows, view));
}

/** The place in sorted hits of the first one at or behind a line; their number if there is none. */
export function hitFrom(hits: readonly number[], line: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hits[middle]! < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

import { useEffect } from 'react';
import type { LogSource } from './logSource';
import { chunksAt } from './logWindow';

const RUSH = 40; // milliseconds: rows that only flew by are not fetched

/** Fetches the lines from `first` to before `end`, and the numbers of more of them when that comes near. `place` changes as one scrolls. */
export function useChunks(source: LogSource, first: number, end: number, version: number, place: number): void {
  const { rows } = source;
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const chunk of chunksAt(first, end)) void source.fetch(chunk);
      if (source.hasMore && end >= rows - 100) void source.refresh();
    }, source.line(first) || place === 0 ? 0 : RUSH);
    return () => clearTimeout(timer);
  }, [source, first, end, rows, place, version]);
}

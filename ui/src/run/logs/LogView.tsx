import { forwardRef, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { LogLine } from '../../api/schema.gen';
import { useZone } from '../../parts/zone';
import { words } from '../../words';
import { LogRow, type Does } from './LogRow';
import type { LogSource } from './logSource';
import { CHUNK, ROW, clamp, lastTop, rowsAt, scrollTopOf, spacer, topFor, topOf } from './logWindow';
import { useChunks } from './useChunks';

const say = words.logs;

/** `show` brings a row into sight, `put` to the upper edge, where `upper` is now. */
export type LogViewHandle = { show: (row: number) => void; toEnd: () => void; toStart: () => void; upper: () => number; put: (row: number) => void };

export type LogViewProps = {
  source: LogSource;
  /** Grows with each change of the source. */
  version: number;
  names: (node: number, child: number) => string;
  search: string;
  /** What is said where an attempt begins with the line at a row. */
  attempt: (row: number) => string | undefined;
  marked: number | undefined;
  following: boolean;
  onFollowing: (following: boolean) => void;
  onLine: (line: number) => void;
  onOpen: (line: LogLine) => void;
};

/** Rows of one height, of which only those in sight exist, in a log of any length. */
export const LogView = forwardRef<LogViewHandle, LogViewProps>(function LogView(props, handle) {
  const { source, version, names, search, attempt, marked, following, onFollowing } = props;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(400);
  const [top, setTop] = useState(0);
  const set = useRef(0); // where we scrolled it ourselves
  const zone = useZone();
  const rows = source.rows;
  const latest = useRef(props);
  latest.current = props;
  const does = useMemo<Does>(() => ({ onLine: (line) => latest.current.onLine(line), onOpen: (line) => latest.current.onOpen(line) }), []);

  const move = useCallback(
    (next: number) => {
      const element = box.current;
      if (!element) return;
      const height = element.clientHeight; // view may not be measured yet
      const wanted = clamp(next, 0, lastTop(source.rows, height));
      setTop(wanted);
      element.scrollTop = scrollTopOf(wanted, source.rows, height);
      set.current = element.scrollTop;
    },
    [source],
  );

  useLayoutEffect(() => {
    const element = box.current!;
    const measure = () => setView(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (following) move(Infinity);
  }, [following, rows, view, move]);

  // a window that grew, or a filter that leaves less
  useLayoutEffect(() => {
    if (top > lastTop(rows, view)) move(top);
  }, [top, rows, view, move]);

  useImperativeHandle(handle, () => ({
    show: (row) => move(topFor(row, top, source.rows, box.current?.clientHeight ?? view)),
    toEnd: () => move(Infinity),
    toStart: () => move(0),
    upper: () => Math.round(top / ROW),
    put: (row) => move(row * ROW),
  }));

  const scrolled = () => {
    const at = box.current!.scrollTop;
    if (Math.abs(at - set.current) < 1.5) return; // that was us
    set.current = at;
    const next = topOf(at, rows, view);
    if (next < top) onFollowing(false);
    setTop(next);
  };

  // where the element is shorter than the log, a turn of the wheel would leap over many lines
  const scaled = rows * ROW > spacer(rows);
  useEffect(() => {
    const element = box.current!;
    const wheel = (event: WheelEvent) => {
      if (event.deltaY < 0) onFollowing(false);
      if (!scaled || event.deltaY === 0 || event.ctrlKey) return;
      event.preventDefault();
      move(top + event.deltaY * (event.deltaMode === 1 ? ROW : event.deltaMode === 2 ? view : 1));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [scaled, top, view, move, onFollowing]);

  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const page = view - 2 * ROW;
    const step = { ArrowDown: ROW, ArrowUp: -ROW, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (step < 0) onFollowing(false);
    move(step === -Infinity ? 0 : step === Infinity ? Infinity : top + step);
  };

  const { first, end } = rowsAt(top, rows, view);
  useChunks(source, first, end, version, top);

  // what moves while one scrolls is the element around the rows: a row itself is written once
  const base = first - (first % CHUNK);
  const drawn = [];
  for (let row = first; row < end; row++) drawn.push(row);
  return (
    <div className="log-box" ref={box} onScroll={scrolled} onKeyDown={press} tabIndex={0} role="log" aria-live="off" aria-label={say.label}>
      <div className="log-view" style={{ height: Math.min(view, rows * ROW) }}>
        <div style={{ transform: `translateY(${base * ROW - top}px)` }}>
          {drawn.map((row) => {
            const at = source.numberAt(row);
            return (
              <LogRow key={row} line={source.line(row)} at={at} y={(row - base) * ROW} marked={at === marked} attempt={attempt(row)} names={names} search={search} zone={zone} filtered={source.filtered} does={does} />
            );
          })}
        </div>
      </div>
      <div className="log-spacer" style={{ height: Math.max(0, spacer(rows) - Math.min(view, rows * ROW)) }} />
    </div>
  );
});

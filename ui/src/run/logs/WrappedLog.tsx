import { forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useZone } from '../../parts/zone';
import { words } from '../../words';
import { LogRow, type Does } from './LogRow';
import type { LogViewHandle, LogViewProps } from './LogView';
import { ROW, clamp, spacer } from './logWindow';
import { useChunks } from './useChunks';

/** The row at the upper edge, and how many of its pixels are above that; `endOf`: it is the end of a log of so many rows, whatever their heights. */
type Place = { row: number; into: number; endOf?: number };

const START: Place = { row: 0, into: 0 };

/**
 * Lines as long as they are, over several rows of the page. How high they are is known only of those that are there, so the bar at
 * the right shows the number of the line, not a height, and all moving is from the row at the upper edge.
 */
export const WrappedLog = forwardRef<LogViewHandle, LogViewProps>(function WrappedLog(props, handle) {
  const { source, version, names, search, attempt, marked, following, onFollowing } = props;
  const { rows } = source;
  const box = useRef<HTMLDivElement>(null);
  const lines = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(400);
  const [place, setPlace] = useState(START);
  const [fits, setFits] = useState(false);
  const set = useRef(0); // where we scrolled it ourselves
  const zone = useZone();
  const latest = useRef(props);
  latest.current = props;
  const does = useMemo<Does>(() => ({ onLine: (line) => latest.current.onLine(line), onOpen: (line) => latest.current.onOpen(line) }), []);

  const row = clamp(place.row, 0, Math.max(0, rows - 1));
  const around = Math.ceil(view / ROW) + 4;
  const first = Math.max(0, row - around);
  const end = Math.min(rows, row + around);
  const toEnd = () => setPlace({ row: rows - 1, into: 0, endOf: rows });
  const move = (pixels: number) => setPlace({ row, into: place.into + pixels });

  useLayoutEffect(() => {
    const measure = () => setView(box.current!.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (following) toEnd();
  }, [following, rows, version]);

  // what is above and below is as high as it turns out to be: the place is found again in what is there
  useLayoutEffect(() => {
    const all = lines.current!.children as HTMLCollectionOf<HTMLElement>;
    const at = all[row - first];
    const last = all[all.length - 1];
    if (!at || !last) return;
    const height = last.offsetTop + last.offsetHeight;
    const lowest = Math.max(0, height - (end === rows ? view : ROW));
    const y = place.endOf === rows ? lowest : clamp(at.offsetTop + place.into, 0, lowest);
    lines.current!.style.transform = `translateY(${-y}px)`;
    let upper = 0;
    while (upper + 1 < all.length && all[upper + 1]!.offsetTop <= y) upper++;
    const next: Place = { row: first + upper, into: y - all[upper]!.offsetTop, endOf: end === rows && y >= lowest ? rows : undefined };
    if (next.row !== place.row || next.endOf !== place.endOf || Math.abs(next.into - place.into) > 0.5) setPlace(next);
    setFits(first === 0 && end === rows && height <= view);
    const share = (next.row + next.into / Math.max(ROW, all[upper]!.offsetHeight)) / rows;
    const element = box.current!;
    if (Math.abs(element.scrollTop - share * spacer(rows)) >= 1) element.scrollTop = share * spacer(rows);
    set.current = element.scrollTop;
  });

  useImperativeHandle(handle, () => ({
    show: (wanted) => setPlace({ row: wanted, into: -view / 2 + ROW }),
    toEnd,
    toStart: () => setPlace(START),
    upper: () => row,
    put: (wanted) => setPlace({ row: wanted, into: 0 }),
  }));

  const scrolled = () => {
    const at = box.current!.scrollTop;
    if (Math.abs(at - set.current) < 1.5) return; // that was us
    if (at < set.current) onFollowing(false);
    set.current = at;
    const exact = (at / spacer(rows)) * rows;
    setPlace({ row: Math.floor(exact), into: (exact % 1) * ROW });
  };
  useEffect(() => {
    const element = box.current!;
    const wheel = (event: WheelEvent) => {
      if (event.deltaY === 0 || event.ctrlKey) return;
      event.preventDefault();
      if (event.deltaY < 0) onFollowing(false);
      move(event.deltaY * (event.deltaMode === 1 ? ROW : event.deltaMode === 2 ? view : 1));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  });
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const page = view - 2 * ROW;
    const step = { ArrowDown: ROW, ArrowUp: -ROW, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (step < 0) onFollowing(false);
    if (step === -Infinity) setPlace(START);
    else if (step === Infinity) toEnd();
    else move(step);
  };
  useChunks(source, first, end, version, row);

  const drawn = [];
  for (let each = first; each < end; each++) drawn.push(each);
  return (
    <div className="log-box" data-wraps="true" ref={box} onScroll={scrolled} onKeyDown={press} tabIndex={0} role="log" aria-live="off" aria-label={words.logs.label}>
      <div className="log-view" style={{ height: view }}>
        <div ref={lines} className="log-lines">
          {drawn.map((each) => {
            const at = source.numberAt(each);
            return <LogRow key={each} line={source.line(each)} at={at} marked={at === marked} attempt={attempt(each)} names={names} search={search} zone={zone} filtered={source.filtered} does={does} />;
          })}
        </div>
      </div>
      {!fits && <div style={{ height: spacer(rows) }} />}
    </div>
  );
});

import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { FamilyIcon } from '../parts/StateMark';
import { StateShape } from '../parts/shapes';
import { useZone } from '../parts/zone';
import { familyOf } from '../states';
import { clock, duration } from '../times';
import { number, stateWord } from '../words';
import { flowWords } from '../words/flows';
import type { Column, Line } from './gridRows';

const ROW = 24;
const CELL = 18;
const HEAD = 56;
const say = flowWords;

type Place = { row: number; column: number };
/** By names, not by places: runs come, and filters go. */
type Chosen = { task?: string; run?: string };

/** Tasks by runs, of which only what is in sight is in the page. The newest run is on the right, as everywhere, and in sight first. */
export function GridView({ lines, columns, chosen, onChoose }: { lines: Line[]; columns: Column[]; chosen: Chosen; onChoose: (task: string, run: string) => void }) {
  const scroll = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const [pointed, setPointed] = useState<Place | null>(null);
  const [focused, setFocused] = useState(false);
  const rows = useVirtualizer({ count: lines.length, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: 8, scrollPaddingStart: HEAD });
  const across = useVirtualizer({ horizontal: true, count: columns.length, getScrollElement: () => scroll.current, estimateSize: () => CELL, overscan: 10 });
  const seen = across.getVirtualItems();
  const first = seen[0]?.index ?? 0;
  const last = (seen.at(-1)?.index ?? -1) + 1;
  const window = useMemo(() => columns.slice(first, last), [columns, first, last]);
  const [key, setKey] = useState<Chosen>(chosen);
  const at = placeOf(lines, columns, key);
  const show = ({ row, column }: Place) => {
    rows.scrollToIndex(row);
    across.scrollToIndex(column);
  };
  useKeptPlace(scroll, columns);
  useEffect(() => {
    if (chosen.task || chosen.run) show(at);
  }, []);
  // the address follows once keys rest
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    resting.current = setTimeout(() => {
      if (key.task && key.run && (key.task !== chosen.task || key.run !== chosen.run)) onChoose(key.task, key.run);
    }, 250);
    return () => clearTimeout(resting.current);
  }, [key.task, key.run]);

  const open = useCallback(
    ({ row, column }: Place) => {
      const run = columns[column];
      const line = lines[row];
      if (!run) return;
      clearTimeout(resting.current); // it would lead back here while the next page comes in
      if (line && run.cells.has(line.name)) void navigate({ to: '/runs/$run/tasks', params: { run: run.run }, search: { sel: line.name } });
      else void navigate({ to: '/runs/$run', params: { run: run.run } });
    },
    [columns, lines, navigate],
  );
  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(((scroll.current?.clientHeight ?? 400) - HEAD) / ROW) - 1);
    const step: Record<string, Place> = {
      ArrowUp: { row: at.row - 1, column: at.column },
      ArrowDown: { row: at.row + 1, column: at.column },
      ArrowLeft: { row: at.row, column: at.column - 1 },
      ArrowRight: { row: at.row, column: at.column + 1 },
      PageUp: { row: at.row - page, column: at.column },
      PageDown: { row: at.row + page, column: at.column },
      Home: { row: event.ctrlKey ? 0 : at.row, column: 0 },
      End: { row: event.ctrlKey ? lines.length - 1 : at.row, column: columns.length - 1 },
    };
    const next = step[event.key];
    if (next) {
      event.preventDefault();
      const within = { row: Math.max(0, Math.min(lines.length - 1, next.row)), column: Math.max(0, Math.min(columns.length - 1, next.column)) };
      setKey({ task: lines[within.row]?.name, run: columns[within.column]?.run });
      setPointed(null);
      show(within);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      open(at);
    }
  };
  const under = (event: PointerEvent): Place | null => {
    const cell = (event.target as Element).closest<SVGElement | HTMLElement>('[data-row]');
    if (!cell) return null;
    const box = cell.getBoundingClientRect();
    const column = first + Math.floor((event.clientX - box.left) / CELL);
    return column < columns.length ? { row: Number(cell.dataset.row), column } : null;
  };
  const shownPlace = pointed ?? (focused ? at : null);
  const top = Math.max(1, ...columns.map((column) => column.took ?? 0));
  return (
    <div className="grid-box">
      <div
        ref={scroll}
        className="card grid-scroll"
        style={{ height: HEAD + rows.getTotalSize() + 16 }}
        role="grid"
        tabIndex={0}
        aria-label={say.gridLabel}
        aria-describedby="grid-keys"
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={focused ? 'grid-at' : undefined}
        onKeyDown={press}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onPointerMove={(event) => {
          const next = under(event);
          setPointed((old) => (old?.row === next?.row && old?.column === next?.column ? old : next));
        }}
        onPointerLeave={() => setPointed(null)}
        onClick={(event) => {
          const clicked = under(event as unknown as PointerEvent);
          if (clicked) open(clicked);
        }}
      >
        <div role="rowgroup" className="grid-all" style={{ height: HEAD + rows.getTotalSize(), width: `calc(var(--grid-names) + ${across.getTotalSize() + 12}px)` }}>
          <div className="grid-head" role="row" aria-rowindex={1}>
            <span className="grid-name" role="columnheader">
              {say.gridTask}
            </span>
            <span className="grid-cells" role="columnheader">
              <span className="hidden">{say.gridRuns(columns.length)}</span>
              <svg data-row={-1} width={window.length * CELL} height={HEAD} style={{ marginLeft: first * CELL }} aria-hidden="true">
                {window.map((column, i) => (
                  <RunBar key={column.run} column={column} x={i * CELL} share={(column.took ?? 0) / top} />
                ))}
              </svg>
            </span>
          </div>
          {rows.getVirtualItems().map((item) => (
            <GridLine key={lines[item.index]!.name} line={lines[item.index]!} row={item.index} top={HEAD + item.start} columns={window} first={first} />
          ))}
          {shownPlace && shownPlace.row >= 0 && (
            <span
              className="grid-at"
              aria-hidden="true"
              style={{ top: HEAD + shownPlace.row * ROW, left: `calc(var(--grid-names) + ${shownPlace.column * CELL}px)` }}
            />
          )}
          {focused && <Said line={lines[at.row]!} column={columns[at.column]!} row={at.row} place={at.column} />}
        </div>
      </div>
      <Card line={shownPlace ? lines[shownPlace.row] : undefined} column={shownPlace ? columns[shownPlace.column] : undefined} />
    </div>
  );
}

function placeOf(lines: Line[], columns: Column[], { task, run }: Chosen): Place {
  const column = columns.findIndex((each) => each.run === run);
  return { row: Math.max(0, lines.findIndex((line) => line.name === task)), column: column < 0 ? columns.length - 1 : column };
}

/** The newest runs first; then what is in sight stays where it is while older ones come before it. */
function useKeptPlace(scroll: RefObject<HTMLDivElement | null>, columns: Column[]): void {
  const oldest = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const element = scroll.current;
    if (!element) return;
    const before = columns.findIndex((column) => column.run === oldest.current);
    if (oldest.current === undefined) element.scrollLeft = element.scrollWidth;
    else if (before > 0) element.scrollLeft += before * CELL;
    oldest.current = columns[0]?.run;
  }, [columns, scroll]);
}

/** A run above its tasks: as high as it was long. */
function RunBar({ column, x, share }: { column: Column; x: number; share: number }) {
  const height = Math.max(2, share * (HEAD - 26));
  return (
    <>
      <rect className="bar" data-family={familyOf(column.state)} x={x + 3} y={HEAD - 20 - height} width={CELL - 6} height={height} />
      <StateShape state={column.state} x={x + 3} y={HEAD - 16} />
    </>
  );
}

/** Only those cells that are in sight; drawn anew only if these are others. */
const GridLine = memo(function GridLine({ line, row, top, columns, first }: { line: Line; row: number; top: number; columns: Column[]; first: number }) {
  return (
    <div className="grid-row" role="row" aria-rowindex={row + 2} style={{ transform: `translateY(${top}px)` }}>
      <span className="grid-name" role="rowheader" title={line.name}>
        <span className="cut grow">{line.name}</span>
        {line.failed > 0 && (
          <span className="grid-failed" title={say.errorCount(line.failed)}>
            {number(line.failed)}
          </span>
        )}
        <span className="soft grid-median">{line.median === null ? '' : duration(line.median)}</span>
      </span>
      <span className="grid-cells" role="gridcell" aria-label={line.failed > 0 ? say.errorCount(line.failed) : say.errorsNone}>
        <svg data-row={row} width={columns.length * CELL} height={ROW} style={{ marginLeft: first * CELL }} aria-hidden="true">
          {columns.map((column, i) => {
            const cell = column.cells.get(line.name);
            return cell ? (
              <StateShape key={column.run} state={cell.state} x={i * CELL + 3} y={6} />
            ) : (
              <circle key={column.run} className="grid-never" cx={i * CELL + CELL / 2} cy={ROW / 2} r="1.5" />
            );
          })}
        </svg>
      </span>
    </div>
  );
});

/** What is said of the cell that keys have come to, to those who do not see it. */
function Said({ line, column, row, place }: { line: Line; column: Column; row: number; place: number }) {
  const cell = column.cells.get(line.name);
  return (
    <span role="row" aria-rowindex={row + 2} className="hidden">
      <span id="grid-at" role="gridcell" aria-colindex={place + 2}>
        {say.gridCell(line.name, column.name, cell ? stateWord(cell.state) : say.gridNever)}
      </span>
    </span>
  );
}

/** What is pointed at, or come to by keys. */
function Card({ line, column }: { line: Line | undefined; column: Column | undefined }) {
  const zone = useZone();
  const cell = line && column?.cells.get(line.name);
  const took = cell ? cell.took : column?.took;
  const state = line ? cell?.state : column?.state;
  return (
    <p className="grid-card" id="grid-keys">
      {column ? (
        <>
          {state ? <FamilyIcon family={familyOf(state)} /> : null}
          {line && <strong className="cut">{line.name}</strong>}
          <span className="no-wrap">
            {state ? stateWord(state) : say.gridNever}
            {took != null && `, ${duration(took)}`}
            {cell && cell.attempt > 1 && `, ${say.gridAttempt(cell.attempt)}`}
          </span>
          <span className="soft cut">
            {column.name} · {say.version(column.version)} · {clock(new Date(cell?.start ?? column.createdAt), zone, new Date())}
          </span>
        </>
      ) : (
        <span className="soft small">{say.gridKeys}</span>
      )}
    </p>
  );
}

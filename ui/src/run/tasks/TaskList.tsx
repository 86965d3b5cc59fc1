import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { StateBar } from '../../parts/StateBar';
import { StateMark } from '../../parts/StateMark';
import { Time, Took } from '../../parts/Time';
import { words } from '../../words';
import type { TaskRow } from './taskTable';

const ROW = 32;
const say = words.tasks;

type Props = {
  rows: TaskRow[];
  /** Whether workers of a cluster called some of them. */
  workers: boolean;
  selected: string | undefined;
  expanded: number[];
  onSelect: (name: string) => void;
  onToggle: (node: number) => void;
};

/** Only rows in sight are there. Arrows move the choice, right and left unfold and fold. */
export function TaskList({ rows, workers, selected, expanded, onSelect, onToggle }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 12 });
  const at = rows.findIndex((row) => row.name === selected);
  const latest = useRef({ onSelect, onToggle });
  latest.current = { onSelect, onToggle };
  const own = useRef<string | undefined>(undefined);
  const does = useMemo<Does>(
    () => ({
      onSelect: (name) => {
        own.current = name;
        latest.current.onSelect(name);
      },
      onToggle: (node) => latest.current.onToggle(node),
    }),
    [],
  );
  useEffect(() => {
    // what was chosen elsewhere comes into sight; what was chosen here is there
    if (at >= 0 && selected !== own.current) virtual.scrollToIndex(at, { align: 'center' });
    own.current = selected;
  }, [selected, at >= 0]);
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -rows.length, End: rows.length }[event.key];
    const row = rows[at];
    if (step !== undefined) {
      event.preventDefault();
      const next = Math.min(rows.length - 1, Math.max(0, at + step));
      does.onSelect(rows[next]!.name);
      virtual.scrollToIndex(next);
    } else if (row?.children && ((event.key === 'ArrowRight' && !expanded.includes(row.node)) || (event.key === 'ArrowLeft' && expanded.includes(row.node)))) {
      event.preventDefault();
      onToggle(row.node);
    }
  };
  return (
    <div
      className="card task-grid"
      data-workers={workers || undefined}
      role="treegrid"
      aria-label={say.label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      aria-activedescendant={at >= 0 ? 'task-' + rows[at]!.key : undefined}
      onKeyDown={press}
    >
      <div role="rowgroup">
        <div role="row" className="task-row task-head" aria-rowindex={1}>
          <span role="columnheader">{say.name}</span>
          <span role="columnheader">{say.state}</span>
          <span role="columnheader" className="right">
            {say.attempts}
          </span>
          {workers && <span role="columnheader">{say.worker}</span>}
          <span role="columnheader">{say.started}</span>
          <span role="columnheader" className="right">
            {say.duration}
          </span>
        </div>
      </div>
      <div className="task-scroll" role="rowgroup" ref={scroller} tabIndex={-1}>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]!;
            return <TaskLine key={row.key} row={row} workers={workers} index={item.index} top={item.start} selected={row.name === selected} open={row.children ? expanded.includes(row.node) : null} does={does} />;
          })}
        </div>
      </div>
    </div>
  );
}

type Does = Pick<Props, 'onSelect' | 'onToggle'>;
type LineProps = { row: TaskRow; workers: boolean; index: number; top: number; selected: boolean; open: boolean | null; does: Does };

/** Drawn anew only if something of it has changed. */
const TaskLine = memo(function TaskLine({ row, workers, index, top, selected, open, does }: LineProps) {
  return (
    <div
      id={'task-' + row.key}
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.child < 0 ? 1 : 2}
      aria-selected={selected}
      aria-expanded={open ?? undefined}
      className="task-row"
      data-child={row.child >= 0}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => does.onSelect(row.name)}
    >
      <span role="gridcell" className="task-name">
        {row.children ? (
          <button
            type="button"
            tabIndex={-1}
            className="icon-button small"
            aria-label={open ? say.fold(row.name) : say.unfold(row.name)}
            onClick={(event) => {
              event.stopPropagation();
              does.onToggle(row.node);
            }}
          >
            {open ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronRight size={14} aria-hidden="true" />}
          </button>
        ) : (
          <span className="task-indent" />
        )}
        <span className="cut" title={row.name}>
          {row.name}
        </span>
        {row.children && (
          <>
            <span className="soft small">×{Object.values(row.children).reduce((sum, count) => sum + count, 0)}</span>
            <StateBar counts={row.children} />
          </>
        )}
      </span>
      <span role="gridcell">
        <StateMark state={row.state} />
      </span>
      <span role="gridcell" className="number right">
        {row.attempts || <span className="soft">–</span>}
      </span>
      {workers && (
        <span role="gridcell" className="cut" title={row.worker ?? undefined}>
          {row.worker === null ? <span className="soft">–</span> : row.worker}
        </span>
      )}
      <span role="gridcell">
        <Time at={row.start} />
      </span>
      <span role="gridcell" className="right">
        <Took start={row.start} end={row.end} />
      </span>
    </div>
  );
});

import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useImperativeHandle, useMemo, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { FamilyIcon } from '../../parts/StateMark';
import { Took } from '../../parts/Time';
import { familyOf } from '../../states';
import { stateWord, words } from '../../words';
import { timelineWords as say } from '../../words/timeline';
import type { TaskRow } from '../tasks/taskTable';
import { familyOfMany, type Line } from './lines';
import { AXIS, ROW } from './painter';

/** Moves with the picture beside it. */
export type NamesPlace = { place(y: number, height: number): void };

type Props = {
  lines: readonly Line[];
  rowOf: (line: Line) => TaskRow | null;
  at: number;
  selected: string | undefined;
  slack: (line: Line) => string;
  onPoint: (index: number) => void;
  onSelect: (index: number) => void;
  onToggle: (line: Line) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  ref: Ref<NamesPlace>;
};

const MORE = 6; // lines beyond what is in sight

/** The lines by name, state and time: what the picture shows, for whoever does not see it, and for the keyboard. */
export function Names(props: Props) {
  const { lines, rowOf, at, selected, slack, onKeyDown, ref } = props;
  const latest = useRef(props);
  latest.current = props;
  // the same ones always: a row that has not changed is not written anew when the window moves
  const does = useMemo<Does>(
    () => ({
      onPoint: (index) => latest.current.onPoint(index),
      onSelect: (index) => latest.current.onSelect(index),
      onToggle: (line) => latest.current.onToggle(line),
    }),
    [],
  );
  const moved = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ first: 0, count: 40 });
  useImperativeHandle(ref, () => ({
    place(y, height) {
      if (moved.current) moved.current.style.transform = `translateY(${y - AXIS}px)`;
      const top = Math.max(0, Math.floor((AXIS - y) / ROW) - MORE);
      const first = top - (top % MORE); // a few lines together
      const count = Math.ceil(height / ROW) + 3 * MORE;
      setSight((old) => (old.first === first && old.count === count ? old : { first, count }));
    },
  }));
  const shown = lines.slice(sight.first, sight.first + sight.count);
  const current = lines[at];
  return (
    <div
      className="tl-names"
      role="treegrid"
      aria-label={say.label}
      aria-rowcount={lines.length + 1}
      aria-activedescendant={current && at >= sight.first && at < sight.first + sight.count ? 'line-' + current.key : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onMouseLeave={() => does.onPoint(-1)}
    >
      <div role="rowgroup" className="tl-head">
        <div role="row" className="tl-row" aria-rowindex={1}>
          <span role="columnheader" className="tl-name">
            {say.name}
          </span>
          <span role="columnheader" className="hidden">
            {words.tasks.state}
          </span>
          <span role="columnheader" className="right">
            {say.took}
          </span>
        </div>
      </div>
      <div role="rowgroup" className="tl-window">
        <div ref={moved} role="presentation" className="tl-moved">
          {shown.map((line, i) => {
            const index = sight.first + i;
            return (
              <NameRow
                key={line.key}
                line={line}
                index={index}
                row={rowOf(line)}
                current={index === at}
                selected={line.name === selected}
                slack={slack(line)}
                does={does}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

type Does = Pick<Props, 'onPoint' | 'onSelect' | 'onToggle'>;
type RowProps = { does: Does; line: Line; index: number; row: TaskRow | null; current: boolean; selected: boolean; slack: string };

const NameRow = memo(function NameRow({ line, index, row, current, selected, slack, does }: RowProps) {
  const { folded, open } = line;
  const family = row ? familyOf(row.state) : familyOfMany(folded?.counts ?? {});
  const counts = row?.children ?? (row ? null : (folded?.counts ?? null));
  const failed = counts ? Object.entries(counts).reduce((sum, [state, count]) => (familyOf(state) === 'failed' ? sum + count : sum), 0) : 0;
  const all = counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : 0;
  return (
    <div
      id={'line-' + line.key}
      role="row"
      aria-rowindex={index + 2}
      aria-level={line.level}
      aria-selected={selected}
      aria-expanded={open ?? undefined}
      className="tl-row"
      data-current={current}
      style={{ top: index * ROW }}
      onMouseEnter={() => does.onPoint(index)}
      onClick={() => does.onSelect(index)}
    >
      <span role="gridcell" className="tl-name" style={{ paddingLeft: (line.level - 1) * 14 }} title={line.name}>
        {open === null ? (
          <span className="tl-indent" />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className="tl-toggle"
            aria-label={open ? say.fold(line.label) : say.unfold(line.label)}
            onClick={(event) => {
              event.stopPropagation();
              does.onToggle(line);
            }}
          >
            {open ? <ChevronDown size={13} aria-hidden="true" /> : <ChevronRight size={13} aria-hidden="true" />}
          </button>
        )}
        <FamilyIcon family={family} />
        <span className="cut">{line.label}</span>
        {all > 0 && <span className="soft small number">{say.times(all)}</span>}
        {failed > 0 && all > 0 && <span className="tl-failed small number">{failed}✕</span>}
        {slack !== '' && <span className="hidden">{slack}</span>}
      </span>
      <span role="gridcell" className="hidden">
        {row ? stateWord(row.state) : words.state.families[family]}
      </span>
      <span role="gridcell" className="right">
        {row ? <Took start={row.start} end={row.end} /> : folded && <Span line={line} />}
      </span>
    </div>
  );
});

/** From the first to the last of those that are folded. */
function Span({ line }: { line: Line }) {
  const { start, end } = line.folded!;
  if (start.length === 0) return <span className="soft">–</span>;
  const goes = end.some(Number.isNaN);
  return <Took start={start.reduce((a, b) => Math.min(a, b))} end={goes ? null : end.reduce((a, b) => Math.max(a, b))} />;
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { FamilyIcon } from '../parts/StateMark';
import { FAMILY_ORDER, familyOf } from '../states';
import { number, stateWord, words } from '../words';
import { graphWords as say } from '../words/graph';
import type { Drawing, Face } from './boxes';
import { childrenOf, type Line } from './tree';
import type { Standing } from './model';

const ROW = 28;

type Props = {
  drawing: Drawing;
  standing: Standing | null;
  faces: Face[];
  lines: Line[];
  at: number;
  meant: ReadonlySet<number> | null;
  unfolds: (box: number) => 'open' | 'closed' | null;
  onAt: (at: number) => void;
  onToggle: (box: number) => void;
  onKey: (event: KeyboardEvent) => void;
};

/** The graph in words, for keyboards and screen readers, and for whoever looks for a name: what is chosen here is chosen there. */
export function GraphTree({ drawing, standing, faces, lines, at, meant, unfolds, onAt, onToggle, onKey }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 10 });
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);
  return (
    <div className="graph-tree" role="treegrid" aria-label={say.label} aria-rowcount={lines.length + 1} tabIndex={0} aria-activedescendant={at >= 0 ? 'graph-' + at : undefined} onKeyDown={onKey}>
      <div role="rowgroup" className="hidden">
        <div role="row" aria-rowindex={1}>
          <span role="columnheader">{say.name}</span>
          <span role="columnheader">{say.state}</span>
        </div>
      </div>
      <div role="rowgroup" className="graph-tree-scroll" ref={scroller} tabIndex={-1}>
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index]!;
            return (
              <div
                key={item.index}
                id={'graph-' + item.index}
                role="row"
                aria-rowindex={item.index + 2}
                aria-level={line.child >= 0 ? 2 : 1}
                aria-selected={item.index === at}
                aria-expanded={line.child >= 0 || unfolds(line.box) === null ? undefined : unfolds(line.box) === 'open'}
                className="graph-row"
                data-child={line.child >= 0}
                data-pale={meant !== null && !meant.has(line.box)}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={() => onAt(item.index)}
              >
                {line.child >= 0 ? <ChildCells drawing={drawing} standing={standing} line={line} /> : <BoxCells drawing={drawing} face={faces[line.box]!} line={line} state={unfolds(line.box)} onToggle={onToggle} />}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function ChildCells({ drawing, standing, line }: { drawing: Drawing; standing: Standing | null; line: Line }) {
  const child = childrenOf(drawing, standing, line.box)[line.child];
  if (!child) return null;
  return (
    <>
      <span role="gridcell" className="graph-name">
        <FamilyIcon family={familyOf(child.state)} size={10} />
        <span className="cut">{child.name}</span>
      </span>
      <span role="gridcell" className="hidden">
        {stateWord(child.state)}
      </span>
    </>
  );
}

function BoxCells({ drawing, face, line, state, onToggle }: { drawing: Drawing; face: Face; line: Line; state: 'open' | 'closed' | null; onToggle: (box: number) => void }) {
  const counted = face.sums !== null || face.count > 1;
  const { layout } = drawing.arranged;
  const { up } = drawing;
  const before = up.offset[line.box + 1]! - up.offset[line.box]!;
  return (
    <>
      <span role="gridcell" className="graph-name" style={{ paddingLeft: Math.min(8, layout.layer[line.box]!) * 6 }}>
        {state === null ? (
          <span className="graph-gap" />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className="icon-button small"
            aria-label={state === 'open' ? say.fold(face.name) : say.unfold(face.name)}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(line.box);
            }}
          >
            {state === 'open' ? <ChevronDown size={13} aria-hidden="true" /> : <ChevronRight size={13} aria-hidden="true" />}
          </button>
        )}
        {face.family >= 0 && <FamilyIcon family={FAMILY_ORDER[face.family]!} size={10} />}
        <span className="cut" title={face.name}>
          {face.name}
        </span>
        {counted && <span className="soft small number">×{number(face.total)}</span>}
      </span>
      <span role="gridcell" className="hidden">
        {[face.state ? stateWord(face.state) : '', face.sums ? FAMILY_ORDER.flatMap((family, i) => (face.sums![i] ? [`${number(face.sums![i]!)} ${words.state.families[family]}`] : [])).join(words.list.and) : '', say.level(layout.layer[line.box]! + 1), before > 0 ? say.before(before) : '']
          .filter(Boolean)
          .join(words.list.and)}
      </span>
    </>
  );
}

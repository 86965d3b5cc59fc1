import { AlertTriangle, ChevronLeft, ChevronRight, CircleHelp, List, Maximize, Minus, Plus, Route } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react';
import { CanvasView } from '../canvas/CanvasView';
import type { Rect } from '../canvas/camera';
import { pressed } from '../canvas/gestures';
import type { Surface } from '../canvas/surface';
import { Empty, Failure, Skeleton } from '../parts/PageState';
import { DelayedInput } from '../runs/RunFilters';
import { graphList, letterKeys, useSetting } from '../settings';
import { number } from '../words';
import { graphWords as say } from '../words/graph';
import { facesOf, type Face } from './boxes';
import { GraphTree } from './GraphTree';
import { KeysHelp } from './KeysHelp';
import { Minimap } from './Minimap';
import { LAUNCHES, MANY, type Shape, type Standing } from './model';
import { GraphPainter } from './painter';
import { FOLDINGS, openText, unfolded, type GraphSearch } from './search';
import { choosable, chosen } from './select';
import { childrenOf, failedIn, linesOf, stepped, type Way } from './tree';
import { useDrawing } from './useDrawing';

type Props = {
  /** Another world is shown in full; the same keeps where one looked. */
  world: string;
  shape: Shape;
  standing: Standing | null;
  search: GraphSearch;
  onSearch: (change: Partial<GraphSearch>) => void;
  /** Keys of units on the critical path, once they are known; null: there is none here. */
  critical: ReadonlySet<string> | null;
  /** Whether a node of the flow itself can be unfolded. */
  canUnfold: (node: number) => boolean;
  /** Beside the picture: what is chosen. */
  panel?: ReactNode;
};

const WAYS: Record<string, Way> = { ArrowLeft: 'before', ArrowRight: 'after', ArrowUp: 'above', ArrowDown: 'below' };

/** A graph to look at, to walk through and to search: the picture, the same as a list, and what narrows both. */
export function GraphView({ world, shape: wanted, standing: now, search, onSearch, critical, canUnfold, panel }: Props) {
  const open = useMemo(() => unfolded(search.open), [search.open]);
  const { drawing, error, retry } = useDrawing(wanted, now, search.fold ?? 'auto', open);
  // until another shape is laid out, what was drawn stays, with what it was in
  const shape = drawing?.shape ?? wanted;
  const fitting = useRef<Standing | null>(null);
  if (now === null || now.shape === shape) fitting.current = now;
  const standing = fitting.current;
  const [surface, setSurface] = useState<Surface | null>(null);
  const [list, setList] = useSetting(graphList);
  const [letters] = useSetting(letterKeys);
  const [help, setHelp] = useState(false);
  const [version, setVersion] = useState(0);
  const [at, setAt] = useState(-1);
  const faces = useMemo<Face[]>(() => (drawing ? facesOf(drawing, standing) : []), [drawing, standing]);
  const painter = useMemo(() => (drawing ? new GraphPainter(drawing, facesOf(drawing, null)) : null), [drawing]);
  const lines = useMemo(() => (drawing ? linesOf(drawing, standing) : []), [drawing, standing?.children]);

  // states: only what changed is painted
  useEffect(() => {
    if (!painter) return;
    for (const rect of painter.show(faces)) surface?.dirty(rect);
    const timer = setTimeout(() => setVersion((before) => before + 1), 1_000); // the overview may be behind
    return () => clearTimeout(timer);
  }, [painter, faces, surface]);

  // what is meant
  const choosing = useMemo(() => choosable(shape.units.map((unit) => unit.key), shape.from, shape.to), [shape]);
  const hits = useMemo(() => chosen(choosing, search.q ?? ''), [choosing, search.q]);
  const meant = useMemo(() => {
    if (!drawing) return null;
    let boxes: Set<number> | null = hits && new Set([...hits].map((unit) => drawing.boxOf(unit)));
    const and = (fits: (box: number) => boolean) => (boxes = new Set((boxes ? [...boxes] : Array.from(faces, (_, box) => box)).filter(fits)));
    if (search.show === 'errors' && standing) and((box) => failedIn(drawing, standing, { box, child: -1 }));
    if (search.show === 'critical' && critical) and((box) => drawing.unitsOf(box).some((unit) => critical.has(shape.units[unit]!.key)));
    return boxes;
  }, [drawing, hits, search.show, critical, search.show === 'errors' ? standing : null]);
  useEffect(() => {
    if (!painter || !drawing) return;
    painter.meant = meant;
    painter.critical = search.show === 'critical' && meant ? meant : new Set();
    surface?.repaint();
  }, [painter, drawing, meant, surface, search.show]);

  // what is chosen, here and in the address
  const match = /^(.*?)(?:\[(\d+)\])?$/.exec(search.sel ?? '')!;
  const unit = search.sel === undefined ? undefined : (shape.byKey.get(search.sel) ?? shape.byKey.get(match[1]!));
  const box = unit === undefined || !drawing ? -1 : drawing.boxOf(unit);
  const cell = unit === undefined || match[2] === undefined || !drawing ? -1 : childrenOf(drawing, standing, box).findIndex((row) => row.child === Number(match[2]));
  const onAt = lines[at];
  useEffect(() => {
    if (box >= 0) setAt(lines.findIndex((line) => line.box === box && line.child === cell));
  }, [box, cell, lines]);
  useEffect(() => {
    if (!painter || !drawing) return;
    painter.chosen = onAt?.box ?? box;
    painter.cell = onAt?.child ?? cell;
    surface?.refresh();
  }, [painter, surface, onAt?.box, onAt?.child, box, cell]);
  const revealed = useRef('');
  useEffect(() => {
    // once for each choice, not when states change
    const what = `${world}/${search.sel}/${box}`;
    if (box < 0 || !surface || !drawing || revealed.current === what) return;
    revealed.current = what;
    surface.reveal(drawing.rect(box));
  }, [world, search.sel, box, surface, drawing]);

  const unfolds = useCallback(
    (each: number): 'open' | 'closed' | null => {
      if (!drawing) return null;
      const only = drawing.unitOf(each);
      if (only < 0) return 'closed';
      const { node, within } = shape.units[only]!;
      return within < 0 && canUnfold(node) ? (open.nodes.includes(node) ? 'open' : 'closed') : null;
    },
    [drawing, shape, canUnfold, open],
  );
  const toggle = useCallback(
    (each: number) => {
      if (!drawing) return;
      const only = drawing.unitOf(each);
      if (only < 0) return onSearch({ open: openText({ ...open, groups: [...open.groups, drawing.arranged.folded.first[each]!] }) });
      const { node } = shape.units[only]!;
      const nodes = open.nodes.includes(node) ? open.nodes.filter((other) => other !== node) : [...open.nodes, node];
      return onSearch({ open: openText({ ...open, nodes }) });
    },
    [drawing, shape, open, onSearch],
  );
  const choose = (each: number, child: number) => {
    if (!drawing) return;
    const only = drawing.unitOf(each);
    const row = child >= 0 ? childrenOf(drawing, standing, each)[child] : undefined;
    onSearch({ sel: only < 0 ? undefined : row ? row.name : shape.units[only]!.key });
  };
  const go = (to: number | null) => {
    if (to === null || to < 0 || !drawing) return;
    setAt(to);
    surface?.reveal(drawing.rect(lines[to]!.box));
    if (panel) choose(lines[to]!.box, lines[to]!.child); // what is open follows
  };
  const jump = (way: 1 | -1, fits: (line: number) => boolean) => {
    for (let i = 1; i <= lines.length; i++) {
      const next = (((at < 0 && way < 0 ? 0 : at) + way * i) % lines.length + lines.length) % lines.length;
      if (fits(next)) return go(next);
    }
    return undefined;
  };
  const ofMeant = (line: number) => lines[line]!.child < 0 && meant!.has(lines[line]!.box);
  const enter = (line: number) => {
    const { box: each, child } = lines[line]!;
    if (drawing!.unitOf(each) < 0) toggle(each);
    else choose(each, child);
  };
  const press = (event: KeyboardEvent) => {
    if (!drawing || !surface) return;
    const letter = event.key.length === 1 && event.key !== ' ';
    if (letter && (letters === 'off' || event.ctrlKey || event.metaKey || event.altKey)) return;
    if (WAYS[event.key]) go(stepped(drawing, lines, at, WAYS[event.key]!));
    else if (event.key === 'Home' || event.key === 'End') go(event.key === 'Home' ? 0 : lines.length - 1);
    else if (event.key === 'Enter' && at >= 0) enter(at);
    else if (event.key === ' ' && onAt && onAt.child < 0 && unfolds(onAt.box)) toggle(onAt.box);
    else if (event.key === 'e' && standing) jump(1, (line) => failedIn(drawing, standing, lines[line]!));
    else if (event.key === '?') setHelp(true);
    else if (!pressed(event, surface, false)) return;
    event.preventDefault();
  };
  const [hovered, setHovered] = useState(-1);

  if (shape.units.length === 0) return <Empty title={say.empty} />;
  if (error) return <Failure error={error} retry={retry} />;
  const { folded } = drawing?.arranged ?? {};
  const place = meant && at >= 0 && ofMeant(at) ? lines.slice(0, at + 1).filter((_, line) => ofMeant(line)).length - 1 : -1;
  return (
    <div className="split graph" data-open={panel !== undefined && panel !== null}>
      <div className="split-main">
        <div className="filters">
          <span title={say.filterHelp}>
            <DelayedInput label={say.filter} value={search.q ?? ''} onChange={(q) => onSearch({ q: q || undefined })} />
          </span>
          {meant && (
            <span className="line" role="group" aria-label={say.filter}>
              <button type="button" className="icon-button small" aria-label={say.previous} title={say.previous} disabled={meant.size === 0} onClick={() => jump(-1, ofMeant)}>
                <ChevronLeft size={15} aria-hidden="true" />
              </button>
              <span className="soft small number" role="status">
                {meant.size === 0 ? say.none : say.hits(place, meant.size)}
              </span>
              <button type="button" className="icon-button small" aria-label={say.next} title={say.next} disabled={meant.size === 0} onClick={() => jump(1, ofMeant)}>
                <ChevronRight size={15} aria-hidden="true" />
              </button>
            </span>
          )}
          {standing && (
            <div className="facets">
              <button type="button" className="facet" aria-pressed={search.show === 'errors'} onClick={() => onSearch({ show: search.show === 'errors' ? undefined : 'errors' })}>
                <AlertTriangle size={13} aria-hidden="true" /> {say.errors}
              </button>
              <button type="button" className="facet" title={say.criticalHelp} aria-pressed={search.show === 'critical'} onClick={() => onSearch({ show: search.show === 'critical' ? undefined : 'critical' })}>
                <Route size={13} aria-hidden="true" /> {say.critical}
              </button>
            </div>
          )}
          {(search.q || search.show) && (
            <button type="button" className="button quiet" onClick={() => onSearch({ q: undefined, show: undefined })}>
              {say.clear}
            </button>
          )}
          <span className="grow" />
          {folded && (
            <span className="soft small number graph-count">
              {folded.boxes < shape.units.length ? say.folded(folded.boxes, shape.units.length) : say.plain(shape.units.length)}
            </span>
          )}
          {search.open && (
            <button type="button" className="button quiet" onClick={() => onSearch({ open: undefined })}>
              {say.foldAll}
            </button>
          )}
          <select aria-label={say.folding} title={say.folding} value={search.fold ?? 'auto'} onChange={(event) => onSearch({ fold: event.target.value === 'auto' ? undefined : (event.target.value as GraphSearch['fold']), open: openText({ ...open, groups: [] }) })}>
            {FOLDINGS.map((each) => (
              <option key={each} value={each}>
                {say.choices[each]}
              </option>
            ))}
          </select>
          <button type="button" className="icon-button" aria-pressed={list === 'on'} aria-label={say.list} title={say.list} onClick={() => setList(list === 'on' ? 'off' : 'on')}>
            <List size={16} aria-hidden="true" />
          </button>
          <button type="button" className="icon-button" aria-label={say.help} title={say.help} onClick={() => setHelp(true)}>
            <CircleHelp size={16} aria-hidden="true" />
          </button>
        </div>
        <div className="card graph-card" data-list={list}>
          {!drawing || !painter ? (
            <Skeleton lines={10} />
          ) : (
            <>
              <GraphTree drawing={drawing} standing={standing} faces={faces} lines={lines} at={at} meant={meant} unfolds={unfolds} onAt={(to) => (go(to), enter(to))} onToggle={toggle} onKey={press} />
              <div className="graph-canvas" data-over={hovered >= 0}>
                <CanvasView
                  className="graph-surface"
                  painter={painter}
                  world={`${world}/${search.fold ?? ''}`}
                  surface={setSurface}
                  largest={1.15}
                  onTheme={() => painter.themed()}
                  onHover={(point) => {
                    const camera = surface?.camera;
                    const found = point && camera ? painter.at((point.x - camera.x) / camera.kx, (point.y - camera.y) / camera.ky).box : -1;
                    if (found === painter.pointed) return;
                    painter.pointed = found;
                    setHovered(found);
                    surface?.refresh();
                  }}
                  onClick={(point) => {
                    if (!surface) return;
                    const { x, y, kx, ky } = surface.camera;
                    const found = painter.at((point.x - x) / kx, (point.y - y) / ky);
                    if (found.box < 0) return onSearch({ sel: undefined });
                    setAt(lines.findIndex((line) => line.box === found.box && line.child === found.cell));
                    if (drawing.unitOf(found.box) < 0) return toggle(found.box);
                    return choose(found.box, found.cell);
                  }}
                  onDouble={(point) => {
                    if (!surface) return;
                    const { x, y, kx, ky } = surface.camera;
                    const found = painter.at((point.x - x) / kx, (point.y - y) / ky).box;
                    if (found >= 0 && unfolds(found)) toggle(found);
                  }}
                />
                {hovered >= 0 && surface && <Hover face={faces[hovered]} rect={drawing.rect(hovered)} surface={surface} />}
                {surface && <Minimap drawing={drawing} painter={painter} surface={surface} version={version} />}
                <div className="graph-zoom">
                  <button type="button" className="icon-button small" aria-label={say.larger} title={say.larger} onClick={() => surface?.zoom(1.3)}>
                    <Plus size={15} aria-hidden="true" />
                  </button>
                  <button type="button" className="icon-button small" aria-label={say.smaller} title={say.smaller} onClick={() => surface?.zoom(1 / 1.3)}>
                    <Minus size={15} aria-hidden="true" />
                  </button>
                  <button type="button" className="icon-button small" aria-label={say.fit} title={say.fit} onClick={() => surface?.fit()}>
                    <Maximize size={14} aria-hidden="true" />
                  </button>
                </div>
              </div>
            </>
          )}
        </div>
      </div>
      {panel}
      {help && <KeysHelp onClose={() => setHelp(false)} />}
    </div>
  );
}

/** The name of what is pointed at, where it cannot be read in the picture. */
function Hover({ face, rect, surface }: { face: Face | undefined; rect: Rect; surface: Surface }) {
  const camera = useSyncExternalStore(surface.watch, () => surface.camera);
  if (!face || (camera.kx > 0.6 && face.name.length < 20)) return null;
  return (
    <div className="graph-hover" aria-hidden="true" style={{ transform: `translate(${rect.x * camera.kx + camera.x}px, ${Math.max(0, rect.y * camera.ky + camera.y - 26)}px)` }}>
      {face.name}
      {face.count > 1 || face.sums ? ` ×${number(face.total)}` : ''}
    </div>
  );
}

/** Whether a kind of node shows more when it is unfolded. */
export const hasInside = (kind: string): boolean => LAUNCHES.has(kind) || MANY.has(kind);

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { CanvasView } from '../../canvas/CanvasView';
import type { Camera } from '../../canvas/camera';
import { pressed } from '../../canvas/gestures';
import type { Surface } from '../../canvas/surface';
import { useZone } from '../../parts/zone';
import { familyOf } from '../../states';
import { ticks } from './axis';
import { AxisSelect } from './AxisSelect';
import { Hint } from './Hint';
import { familyOfMany, type Folded, type Line, type Parts } from './lines';
import { Minimap, type MinimapPlace } from './Minimap';
import { Names, type NamesPlace } from './Names';
import { AXIS, ROW, TimelinePainter, type Scene } from './painter';
import type { TimeMap } from './timeMap';

const LEFT = 14;
const RIGHT = 76; // for the time that stands behind the last bar
const LIMITS = { least: 1e-9, most: 50 };

export type ChartHandle = { fit(): void; zoom(factor: number): void };

type Props = {
  lines: readonly Line[];
  parts: Parts;
  map: TimeMap;
  scene: Omit<Scene, 'lines' | 'parts' | 'map' | 'ticks' | 'now'>;
  all: Folded;
  now: number;
  range: [number, number] | null;
  selected: string | undefined;
  slack: (line: Line) => string;
  neighbour: (line: Line, way: 'up' | 'down') => string | null;
  onRange: (range: [number, number] | null) => void;
  onSelect: (name: string | undefined) => void;
  onToggle: (line: Line) => void;
  onHelp: () => void;
  handle: (handle: ChartHandle | null) => void;
};

/** Names at the left, bars along the time at the right; both scroll as one list, whose place the browser's own bar shows. */
export function Chart(props: Props) {
  const { lines, parts, map, scene, now, range, selected, all } = props;
  const zone = useZone();
  const full = useMemo<Scene>(
    () => ({ ...scene, lines, parts, map, now, ticks: (camera, width) => ticks(map, map.time(-camera.x / camera.kx), map.time((width - camera.x) / camera.kx), camera.kx, zone) }),
    [scene, lines, parts, map, now, zone],
  );
  const [painter] = useState(() => new TimelinePainter(full));
  const surface = useRef<Surface | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const names = useRef<NamesPlace>(null);
  const minimap = useRef<MinimapPlace>(null);
  const [at, setAt] = useState(-1);
  const [hint, setHint] = useState<{ index: number; x: number } | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const told = useRef<ReturnType<typeof setTimeout>>(undefined);
  const fitted = useRef(range === null);
  const scrolled = useRef(0); // what the browser's bar shows; to ask it would have the page laid out
  useEffect(() => () => clearTimeout(told.current), []);

  const look = (from: number, to: number) => {
    const canvas = surface.current;
    if (!canvas || canvas.width === 0) return;
    const room = canvas.width - LEFT - RIGHT;
    const whole = fitted.current;
    const kx = whole ? Math.max(20, room) / map.width : canvas.width / Math.max(1e-6, map.x(to) - map.x(from));
    canvas.look({ x: whole ? LEFT : -map.x(from) * kx, y: canvas.camera.y, kx, ky: 1 });
  };
  const fit = () => {
    fitted.current = true;
    look(map.from, map.to);
    clearTimeout(told.current);
    latest.current.onRange(null);
  };

  // other lines or another measure of time: all is painted; else only what has changed of the lines in sight
  const before = useRef<Scene | null>(null);
  useEffect(() => {
    const canvas = surface.current;
    if (!canvas) return;
    const old = before.current;
    before.current = full;
    if (old && old.lines === full.lines && old.map === full.map && old.histories === full.histories && old.critical === full.critical && old.ticks === full.ticks) {
      painter.changed(full, canvas.camera, canvas.height).forEach((rect) => canvas.dirty(rect));
      return;
    }
    if (old && old.lines === full.lines && old.map === full.map && old.ticks !== full.ticks && old.parts === full.parts && old.now !== full.now) return tick(canvas);
    painter.changed(full, canvas.camera, canvas.height);
    canvas.repaint();
    if (!old || old.map !== full.map) {
      const [from, to] = viewOf(canvas.camera, canvas.width, old?.map ?? map);
      if (fitted.current) look(map.from, map.to);
      else look(...(old ? ([from, to] as const) : (latest.current.range ?? ([map.from, map.to] as const))));
    } else canvas.look(canvas.camera);
  }, [full]);
  const tick = (canvas: Surface) => {
    painter.passed(now, canvas.camera, canvas.height).forEach((rect) => canvas.dirty(rect));
    painter.changed(full, canvas.camera, canvas.height);
    canvas.refresh();
  };

  const index = lines.findIndex((line) => line.name === selected);
  painter.selected = index >= 0 ? index : at;
  useEffect(() => surface.current?.refresh(), [index, at]);
  const shownOnce = useRef(false);
  useEffect(() => {
    if (index < 0 || shownOnce.current) return;
    shownOnce.current = true;
    reveal(index);
  }, [index]);

  const reveal = (line: number) => {
    const canvas = surface.current;
    if (!canvas) return;
    const top = line * ROW + canvas.camera.y;
    const y = top < AXIS + ROW ? canvas.camera.y + AXIS + ROW - top : top > canvas.height - 2 * ROW ? canvas.camera.y - (top - canvas.height + 2 * ROW) : canvas.camera.y;
    if (y !== canvas.camera.y) canvas.look({ ...canvas.camera, y });
  };
  const point = (line: number) => {
    if (painter.pointed === line) return;
    painter.pointed = line;
    surface.current?.refresh();
  };

  const onView = (camera: Camera) => {
    const canvas = surface.current;
    if (!canvas) return;
    names.current?.place(camera.y, canvas.height);
    const top = AXIS - camera.y;
    if (scroller.current && Math.abs(scrolled.current - top) >= 1) {
      scrolled.current = top;
      scroller.current.scrollTop = top;
    }
    const [from, to] = viewOf(camera, canvas.width, latest.current.map);
    const { map: shown } = latest.current;
    minimap.current?.place(shown.x(from) / shown.width, shown.x(to) / shown.width);
    const whole = isWhole(camera, canvas.width, shown);
    fitted.current = whole;
    clearTimeout(told.current);
    told.current = setTimeout(() => latest.current.onRange(whole ? null : [from, to]), 350);
  };
  const onScroll = () => {
    const canvas = surface.current;
    if (!canvas || !scroller.current) return;
    scrolled.current = scroller.current.scrollTop;
    const y = AXIS - scrolled.current;
    if (Math.abs(y - canvas.camera.y) >= 1) canvas.look({ ...canvas.camera, y });
  };

  const choose = (line: number) => {
    const chosen = lines[line];
    if (!chosen) return;
    setAt(line);
    if (chosen.row === null) latest.current.onToggle(chosen);
    else latest.current.onSelect(chosen.name);
  };
  const go = (line: number) => {
    const next = Math.min(lines.length - 1, Math.max(0, line));
    setAt(next);
    reveal(next);
    if (latest.current.selected !== undefined && lines[next]?.row) latest.current.onSelect(lines[next].name);
  };
  const goTo = (name: string | null) => {
    const found = name === null ? -1 : lines.findIndex((line) => line.name === name);
    if (found >= 0) go(found);
  };
  const current = at >= 0 ? at : index;
  const onKeyDown = (event: KeyboardEvent) => {
    const canvas = surface.current;
    if (!canvas || event.target instanceof HTMLInputElement) return;
    const line = lines[current];
    const done = () => event.preventDefault();
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -lines.length, End: lines.length }[event.key];
    if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) return done(), canvas.pan(event.key === 'ArrowLeft' ? 80 : -80, 0);
    if (step !== undefined) return done(), go(current + step);
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (event.key === 'e') return done(), go(nextError(lines, painter, current));
    if (event.key === '?') return done(), latest.current.onHelp();
    if (event.key === 'f') return done(), fit();
    if (line && event.key === 'Enter') return done(), choose(current);
    if (line && event.key === 'ArrowRight') return done(), line.open === false ? latest.current.onToggle(line) : goTo(latest.current.neighbour(line, 'down'));
    if (line && event.key === 'ArrowLeft') return done(), line.open === true ? latest.current.onToggle(line) : line.level > 1 ? go(parentOf(lines, current)) : goTo(latest.current.neighbour(line, 'up'));
    if (pressed(event, canvas, false)) done();
    return undefined;
  };

  return (
    <div className="tl-chart">
      <div className="tl-top">
        <span className="tl-corner" />
        <Minimap
          ref={minimap}
          map={map}
          all={all}
          now={now}
          onRange={(from, to) => {
            fitted.current = false;
            look(map.time(from * map.width), map.time(to * map.width));
          }}
        />
      </div>
      <div className="tl-scroll" ref={scroller} onScroll={onScroll} tabIndex={-1} style={{ height: `clamp(200px, ${AXIS + (lines.length + 1) * ROW}px, max(280px, 100vh - 372px))` }}>
        <div className="tl-space" style={{ height: AXIS + lines.length * ROW }}>
          <div className="tl-stick">
            <Names
              ref={names}
              lines={lines}
              rowOf={(line) => (line.row === null ? null : (parts.get(line.part)?.table.rows.get(line.row) ?? null))}
              at={current}
              selected={selected}
              slack={props.slack}
              onPoint={point}
              onSelect={choose}
              onToggle={props.onToggle}
              onKeyDown={onKeyDown}
            />
            <div className="tl-picture">
              <CanvasView
                painter={painter}
                axes="x"
                limits={LIMITS}
                wheel="scroll"
                onTheme={() => painter.theme()}
                onView={onView}
                onHover={(place) => {
                  const found = place && surface.current ? painter.at(place.y, surface.current.camera) : -1;
                  point(found);
                  setHint(found >= 0 ? (old) => (old?.index === found ? old : { index: found, x: place!.x }) : null);
                }}
                onClick={(place) => surface.current && choose(painter.at(place.y, surface.current.camera))}
                onDouble={(place) => {
                  const line = surface.current && lines[painter.at(place.y, surface.current.camera)];
                  if (line && line.open !== null && line.row !== null) props.onToggle(line);
                }}
                surface={(made) => {
                  surface.current = made;
                  if (made) {
                    before.current = null;
                    look(...(range ?? [map.from, map.to]));
                    names.current?.place(made.camera.y, made.height);
                  }
                  props.handle(made ? { fit, zoom: (factor) => made.zoom(factor) } : null);
                }}
              />
              <AxisSelect
                onRange={(from, to) => {
                  const canvas = surface.current;
                  if (!canvas) return;
                  fitted.current = false;
                  const time = (x: number) => map.time((x - canvas.camera.x) / canvas.camera.kx);
                  look(time(from), time(to));
                }}
              />
              {hint && surface.current && lines[hint.index] && (
                <Hint
                  line={lines[hint.index]!}
                  row={painter.row(lines[hint.index]!)}
                  segments={painter.segments(lines[hint.index]!)}
                  family={familyOfMany(lines[hint.index]!.folded?.counts ?? {})}
                  note={props.slack(lines[hint.index]!)}
                  now={now}
                  x={hint.x}
                  y={(hint.index + 1) * ROW + surface.current.camera.y}
                  width={surface.current.width}
                  height={surface.current.height}
                />
              )}
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}

function viewOf(camera: Camera, width: number, map: TimeMap): [number, number] {
  const time = (x: number) => Math.min(map.to, Math.max(map.from, map.time((x - camera.x) / camera.kx)));
  return [time(0), time(width)];
}

const isWhole = (camera: Camera, width: number, map: TimeMap): boolean => camera.x >= LEFT - 2 && camera.x + map.width * camera.kx <= width - RIGHT + 2 && map.width * camera.kx >= (width - LEFT - RIGHT) * 0.98;

function nextError(lines: readonly Line[], painter: TimelinePainter, at: number): number {
  for (let i = 1; i <= lines.length; i++) {
    const line = lines[(at + i + lines.length) % lines.length]!;
    const row = painter.row(line);
    if (row && familyOf(row.state) === 'failed') return (at + i + lines.length) % lines.length;
  }
  return at;
}

function parentOf(lines: readonly Line[], at: number): number {
  for (let i = at - 1; i >= 0; i--) if (lines[i]!.level < lines[at]!.level) return i;
  return at;
}

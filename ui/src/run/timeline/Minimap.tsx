import { useEffect, useImperativeHandle, useRef, type PointerEvent, type Ref } from 'react';
import { onTheme, palette } from '../../canvas/palette';
import type { Folded } from './lines';
import { density } from './painter';
import type { TimeMap } from './timeMap';

export type MinimapPlace = { place(from: number, to: number): void };

type Props = {
  map: TimeMap;
  /** All of the run as one strip. */
  all: Folded;
  now: number;
  /** A span of the run, as parts of its width, was chosen. */
  onRange: (from: number, to: number) => void;
  ref: Ref<MinimapPlace>;
};

const HEIGHT = 30;
const EDGE = 7;

/** All of the run, small: how much was at work when, where something failed, and which part of it is in sight. For the pointer. */
export function Minimap({ map, all, now, onRange, ref }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const brush = useRef<HTMLDivElement>(null);
  const view = useRef<[number, number]>([0, 1]);
  const drag = useRef<{ kind: 'new' | 'move' | 'from' | 'to'; at: number; view: [number, number] } | null>(null);
  const paint = useRef(() => {});
  paint.current = () => canvas.current && draw(canvas.current, map, all, now);
  useEffect(() => {
    const observer = new ResizeObserver(() => paint.current());
    observer.observe(host.current!);
    const stop = onTheme(() => paint.current());
    return () => (observer.disconnect(), stop());
  }, []);
  useEffect(() => paint.current(), [map, all]);
  const place = (from: number, to: number) => {
    view.current = [from, to];
    const element = brush.current;
    if (!element) return;
    element.style.left = `${Math.max(0, from) * 100}%`;
    element.style.width = `${Math.max(0.002, Math.min(1, to) - Math.max(0, from)) * 100}%`;
    element.dataset.whole = String(from <= 0.001 && to >= 0.999);
  };
  useImperativeHandle(ref, () => ({ place }));
  const at = (event: PointerEvent) => {
    const { left, width } = host.current!.getBoundingClientRect();
    return { part: (event.clientX - left) / width, width };
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const { part, width } = at(event);
    const [from, to] = view.current;
    const near = (edge: number) => Math.abs(part - edge) * width < EDGE;
    const whole = brush.current?.dataset.whole === 'true';
    const kind = whole ? 'new' : near(from) ? 'from' : near(to) ? 'to' : part > from && part < to ? 'move' : 'new';
    drag.current = { kind, at: part, view: [from, to] };
    host.current!.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (!drag.current) return;
    const { part, width } = at(event);
    const { kind, at: began, view: before } = drag.current;
    const cut = (value: number) => Math.min(1, Math.max(0, value));
    if (kind === 'move') {
      const length = before[1] - before[0];
      const from = Math.min(1 - length, Math.max(0, before[0] + part - began));
      return onRange(from, from + length);
    }
    const fixed = kind === 'from' ? before[1] : kind === 'to' ? before[0] : began;
    const [from, to] = [cut(Math.min(fixed, part)), cut(Math.max(fixed, part))];
    if ((to - from) * width > 3) onRange(from, to);
    return undefined;
  };
  return (
    <div className="tl-map" aria-hidden="true" ref={host} onPointerDown={press} onPointerMove={move} onPointerUp={() => (drag.current = null)} onPointerCancel={() => (drag.current = null)}>
      <canvas ref={canvas} />
      <div className="tl-brush" ref={brush} />
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, map: TimeMap, all: Folded, now: number): void {
  const width = canvas.clientWidth;
  const ratio = Math.min(3, devicePixelRatio || 1);
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = HEIGHT * ratio;
  const ctx = canvas.getContext('2d');
  if (!ctx || width === 0) return;
  const colours = palette();
  ctx.scale(ratio, ratio);
  const { level, failed } = density(all, now, (time) => (map.x(time) / map.width) * width, 0, width);
  const peak = Math.max(1, level.reduce((a, b) => Math.max(a, b)));
  ctx.fillStyle = colours.sunken;
  for (const gap of map.gaps) ctx.fillRect((gap.x / map.width) * width, 0, Math.max(1, (gap.w / map.width) * width), HEIGHT);
  for (let i = 0; i < width; i++) {
    const h = level[i]! > 0 ? Math.max(2, Math.sqrt(level[i]! / peak) * (HEIGHT - 6)) : 0;
    ctx.fillStyle = colours.family.running;
    ctx.globalAlpha = 0.75;
    ctx.fillRect(i, HEIGHT - h, 1, h);
    ctx.globalAlpha = 1;
    if (!failed[i]) continue;
    ctx.fillStyle = colours.family.failed;
    ctx.fillRect(i - 1, 2, 2, HEIGHT - 2);
  }
}

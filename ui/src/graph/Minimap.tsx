import { useEffect, useRef, useState, useSyncExternalStore, type PointerEvent } from 'react';
import { onTheme } from '../canvas/palette';
import type { Rect } from '../canvas/camera';
import type { Surface } from '../canvas/surface';
import type { Drawing } from './boxes';
import type { GraphPainter } from './painter';

const [WIDTH, HEIGHT] = [168, 104];

/** All of the graph in a corner, and which part is in sight; a press leads there. Only there while not all is in sight. */
export function Minimap({ drawing, painter, surface, version }: { drawing: Drawing; painter: GraphPainter; surface: Surface; version: number }) {
  const camera = useSyncExternalStore(surface.watch, () => surface.camera);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [dark, setDark] = useState(0);
  const world = drawing.bounds;
  const k = Math.min((WIDTH - 8) / world.w, (HEIGHT - 8) / world.h);
  const at = { x: (WIDTH - world.w * k) / 2 - world.x * k, y: (HEIGHT - world.h * k) / 2 - world.y * k, kx: k, ky: k };
  const all = camera.kx * world.w <= surface.width && camera.ky * world.h <= surface.height && camera.x + world.x * camera.kx >= -1 && camera.y + world.y * camera.ky >= -1;
  useEffect(() => onTheme(() => setDark((before) => before + 1)), []);
  useEffect(() => {
    const ctx = canvas.current?.getContext('2d');
    if (!ctx || all) return;
    const ratio = Math.min(2, devicePixelRatio || 1);
    canvas.current!.width = WIDTH * ratio;
    canvas.current!.height = HEIGHT * ratio;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    painter.paint(ctx, { x: 0, y: 0, w: WIDTH, h: HEIGHT }, at);
  }, [drawing, painter, version, dark, all]);
  const seen: Rect = { x: (-camera.x / camera.kx) * k + at.x, y: (-camera.y / camera.ky) * k + at.y, w: (surface.width / camera.kx) * k, h: (surface.height / camera.ky) * k };
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - left - at.x) / k;
    const y = (event.clientY - top - at.y) / k;
    surface.look({ ...camera, x: surface.width / 2 - x * camera.kx, y: surface.height / 2 - y * camera.ky });
  };
  if (all) return null;
  return (
    <div className="graph-map" aria-hidden="true" onPointerDown={go} onPointerMove={go}>
      <canvas ref={canvas} className="canvas-layer" />
      <div className="graph-map-view" style={{ transform: `translate(${seen.x}px, ${seen.y}px)`, width: Math.max(4, seen.w), height: Math.max(4, seen.h) }} />
    </div>
  );
}

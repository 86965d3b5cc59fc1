import type { Surface } from './surface';

export type Gestures = {
  /** A plain wheel zooms (a graph) or scrolls (rows); with Ctrl it always zooms. */
  wheel?: 'zoom' | 'scroll';
  /** Pointed at, in pixels of the surface; null: no longer. */
  onHover?: (at: { x: number; y: number } | null) => void;
  onClick?: (at: { x: number; y: number }, event: PointerEvent) => void;
  onDouble?: (at: { x: number; y: number }) => void;
};

const STILL = 4; // pixels that a click may tremble
const TWICE = 350; // ms

/** Mouse, pen, fingers and wheel on a surface; what is returned ends it. */
export function gestures(host: HTMLElement, surface: Surface, does: Gestures): () => void {
  const down = new Map<number, { x: number; y: number }>();
  let begun: { x: number; y: number } | null = null; // no longer set once it is a drag
  let clicked = 0;
  const at = (event: MouseEvent) => {
    const { left, top } = host.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const span = () => {
    const [a, b] = [...down.values()] as [{ x: number; y: number }, { x: number; y: number }];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, d: Math.max(8, Math.hypot(a.x - b.x, a.y - b.y)) };
  };

  const press = (event: PointerEvent) => {
    if (event.button !== 0 && event.button !== 1) return;
    down.set(event.pointerId, at(event));
    begun = down.size === 1 ? at(event) : null;
    host.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const now = at(event);
    const before = down.get(event.pointerId);
    if (!before) return does.onHover?.(now);
    if (begun && Math.hypot(now.x - begun.x, now.y - begun.y) < STILL) return undefined;
    begun = null;
    if (down.size === 1) {
      surface.pan(now.x - before.x, now.y - before.y);
      down.set(event.pointerId, now);
    } else if (down.size === 2) {
      const old = span();
      down.set(event.pointerId, now);
      const next = span();
      surface.pan(next.x - old.x, next.y - old.y);
      surface.zoom(next.d / old.d, next.x, next.y);
    }
    host.dataset.dragging = 'true';
    return undefined;
  };
  const lift = (event: PointerEvent) => {
    if (!down.delete(event.pointerId)) return;
    delete host.dataset.dragging;
    if (begun && event.type === 'pointerup' && event.button === 0) {
      const twice = event.timeStamp - clicked < TWICE;
      clicked = twice ? 0 : event.timeStamp;
      if (twice && does.onDouble) does.onDouble(begun);
      else does.onClick?.(begun, event);
    }
    begun = null;
  };
  const leave = () => does.onHover?.(null);
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? surface.height : 1;
    const { x, y } = at(event);
    const zooms = event.ctrlKey || event.metaKey || (does.wheel !== 'scroll' && !event.shiftKey && event.deltaX === 0);
    // a pinch on a pad comes as small steps with Ctrl
    if (zooms) surface.zoom(Math.exp((-event.deltaY * unit) / (event.ctrlKey && event.deltaMode === 0 && Math.abs(event.deltaY) < 50 ? 100 : 500)), x, y);
    else if (event.shiftKey && event.deltaX === 0) surface.pan(-event.deltaY * unit, 0);
    else surface.pan(-event.deltaX * unit, -event.deltaY * unit);
  };

  const stop = new AbortController();
  const { signal } = stop;
  host.addEventListener('pointerdown', press, { signal });
  host.addEventListener('pointermove', move, { signal });
  host.addEventListener('pointerup', lift, { signal });
  host.addEventListener('pointercancel', lift, { signal });
  host.addEventListener('pointerleave', leave, { signal });
  host.addEventListener('wheel', wheel, { signal, passive: false });
  return () => stop.abort();
}

const STEP = 80;

/** `f` fits, `+` and `-` zoom, arrows pan if `arrows`. True: it was one of them. */
export function pressed(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }, surface: Surface, arrows: boolean): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case 'f':
      surface.fit();
      return true;
    case '+':
    case '=':
      surface.zoom(1.3);
      return true;
    case '-':
      surface.zoom(1 / 1.3);
      return true;
  }
  const way = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }[event.key];
  if (!way || !arrows) return false;
  surface.pan(way[0]!, way[1]!);
  return true;
}

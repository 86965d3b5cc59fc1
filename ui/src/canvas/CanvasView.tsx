import { useEffect, useRef, type Ref } from 'react';
import { gestures, type Gestures } from './gestures';
import { onTheme } from './palette';
import { Surface, type Painter, type SurfaceOptions } from './surface';

type Props = SurfaceOptions &
  Gestures & {
    painter: Painter;
    /** Changes when another world is shown, which is then fitted. */
    world?: string;
    /** Is told the surface once it is there, and null when it goes. */
    surface?: (surface: Surface | null) => void;
    /** The theme has changed: colours have to be read anew before all is painted. */
    onTheme?: () => void;
    className?: string;
    ref?: Ref<HTMLDivElement>;
  };

/** A painter on a surface as large as its place in the page. For the eye only: what it shows stands beside it as text. */
export function CanvasView({ painter, world, surface: told, className, ref, ...rest }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const surface = useRef<Surface | null>(null);
  const shownWorld = useRef(world);
  const latest = useRef({ painter, told, ...rest });
  latest.current = { painter, told, ...rest };
  useEffect(() => {
    const { axes, limits, largest, margin, wheel } = latest.current;
    const made = new Surface(host.current!, latest.current.painter, { axes, limits, largest, margin, onView: (camera) => latest.current.onView?.(camera) });
    surface.current = made;
    const stops = [
      gestures(host.current!, made, {
        wheel,
        onHover: (at) => latest.current.onHover?.(at),
        onClick: (at, event) => latest.current.onClick?.(at, event),
        onDouble: latest.current.onDouble ? (at) => latest.current.onDouble?.(at) : undefined,
      }),
      onTheme(() => {
        latest.current.onTheme?.();
        made.repaint();
      }),
    ];
    latest.current.told?.(made);
    return () => {
      latest.current.told?.(null);
      stops.forEach((stop) => stop());
      made.close();
      surface.current = null;
    };
  }, []);
  useEffect(() => {
    surface.current?.show(painter, world !== shownWorld.current);
    shownWorld.current = world;
  }, [painter, world]);
  return (
    <div
      className={className ? 'canvas ' + className : 'canvas'}
      aria-hidden="true"
      ref={(element) => {
        host.current = element;
        if (typeof ref === 'function') ref(element);
        else if (ref) ref.current = element;
      }}
    />
  );
}

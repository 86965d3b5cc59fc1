import { useRef, useState, type PointerEvent } from 'react';

/** Lies on the axis: what is dragged over is the span that is shown then. In pixels. */
export function AxisSelect({ onRange }: { onRange: (from: number, to: number) => void }) {
  const host = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState<[number, number] | null>(null);
  const x = (event: PointerEvent) => event.clientX - host.current!.getBoundingClientRect().left;
  const end = (event: PointerEvent) => {
    if (span && event.type === 'pointerup' && Math.abs(span[1] - span[0]) > 4) onRange(Math.min(...span), Math.max(...span));
    setSpan(null);
  };
  return (
    <div
      className="tl-axis"
      aria-hidden="true"
      ref={host}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        host.current!.setPointerCapture(event.pointerId);
        setSpan([x(event), x(event)]);
      }}
      onPointerMove={(event) => span && setSpan([span[0], x(event)])}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {span && <div className="tl-span" style={{ left: Math.min(...span), width: Math.abs(span[1] - span[0]) }} />}
    </div>
  );
}

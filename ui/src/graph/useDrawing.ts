import { useEffect, useMemo, useRef, useState } from 'react';
import { Arranging } from './arranging';
import { COUNTED, Drawing, tallness } from './boxes';
import type { Choice } from './fold';
import { MANY, type Shape, type Standing } from './model';
import type { Unfolded } from './search';

/** The shape laid out; until then, and while it is laid out anew, what was before (null at first). */
export function useDrawing(shape: Shape, standing: Standing | null, choice: Choice, open: Unfolded): { drawing: Drawing | null; error: Error | null; retry: () => void } {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [again, setAgain] = useState(0);
  const arranging = useRef<Arranging | null>(null);
  // the layout depends on how many children are shown, not on what they are in
  const widths = useMemo(() => open.nodes.map((node) => `${node}:${standing?.children.get(node)?.length ?? 0}`).join(), [open, standing]);
  useEffect(() => {
    arranging.current = new Arranging();
    return () => arranging.current?.stop();
  }, []);
  useEffect(() => {
    let wanted = true;
    const tall = Float32Array.from(shape.units, ({ node, within, kind }) => {
      const children = within < 0 && open.nodes.includes(node) ? (standing?.children.get(node)?.length ?? 0) : 0;
      return tallness(standing !== null && MANY.has(kind), children);
    });
    const { from, to, kind, units } = shape;
    arranging
      .current!.arrange({ plan: { n: units.length, from, to, kind }, choice, open: open.groups, tall, group: COUNTED })
      .then((arranged) => {
        if (!wanted) return;
        setError(null);
        setDrawing(new Drawing(shape, arranged, tall));
      })
      .catch((problem: Error) => wanted && problem.name !== 'AbortError' && setError(problem));
    return () => {
      wanted = false;
    };
  }, [shape, choice, open.groups.join(), widths, standing !== null, again]);
  return { drawing, error, retry: () => setAgain((before) => before + 1) };
}

import { familyOf, type Family } from '../states';

/** A state within 12 by 12: told by its shape, not by colour alone. Holes are holes: fill them by `evenodd`. */
export const SHAPES: Record<Family, string> = {
  success: 'M2 0h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V2a2 2 0 0 1 2-2z',
  failed:
    'M2 0h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V2a2 2 0 0 1 2-2zM2.8 4.2L4.2 6 2.8 7.8 4.2 9.2 6 7.8 7.8 9.2 9.2 7.8 7.8 6 9.2 4.2 7.8 2.8 6 4.2 4.2 2.8z',
  running: 'M2 .5L11.5 6 2 11.5z',
  waiting: 'M6 1a5 5 0 1 0 0 10A5 5 0 1 0 6 1zM6 3.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 1 1 0-5.6z',
  attention: 'M6 .5L12 11.5H0zM5.2 4.2h1.6v3.4H5.2zM5.2 8.4h1.6V10H5.2z',
  ended: 'M1 4.4h10v3.2H1z',
};

/** As a part of a drawing. */
export function StateShape({ state, x, y = 0 }: { state: string; x: number; y?: number }) {
  const family = familyOf(state);
  return <path className="bar" data-family={family} fillRule="evenodd" d={SHAPES[family]} transform={`translate(${x} ${y})`} />;
}

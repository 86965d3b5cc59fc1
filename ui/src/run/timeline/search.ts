import { choice, lean, text, type Raw } from '../../search';
import { MODES, ONLY, type Mode, type Only } from './lines';

/** `range`: the moments that are in sight, in milliseconds since 1970. `open`: the keys of lines that are unfolded. */
export type TimelineSearch = { sel?: string; q?: string; mode?: Mode; only?: Only; group?: 'on' | 'off'; idle?: 'skip'; range?: string; open?: string };

export const timelineSearch = (raw: Raw): TimelineSearch => {
  const open = text(raw, 'open', 600);
  const range = text(raw, 'range');
  return lean({
    sel: text(raw, 'sel', 400),
    q: text(raw, 'q'),
    mode: choice(raw, 'mode', MODES),
    only: choice(raw, 'only', ONLY),
    group: choice(raw, 'group', ['on', 'off'] as const),
    idle: choice(raw, 'idle', ['skip'] as const),
    range: range && readRange(range) ? range : undefined,
    open: open && /^[~\d./]+(,[~\d./]+)*$/.test(open) ? open : undefined,
  });
};

export function readRange(text: string | undefined): [number, number] | null {
  const found = /^(\d{1,15})-(\d{1,15})$/.exec(text ?? '');
  if (!found) return null;
  const [from, to] = [Number(found[1]), Number(found[2])];
  return to > from ? [from, to] : null;
}

export const writeRange = (from: number, to: number): string => `${Math.floor(from)}-${Math.ceil(to)}`;

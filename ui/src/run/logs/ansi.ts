import { visible } from '../../parts/visible';

/** Pieces of a line: text with the look that escape sequences gave it, links, and what a search found. Pure. */
export type Look = { colour: string | null; bold: boolean; dim: boolean; italic: boolean; underline: boolean };

export type Piece = { text: string; look: Look | null; href: string | null; mark: boolean };

const COLOURS: (string | null)[] = [null, 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', null];
const PLAIN: Look = { colour: null, bold: false, dim: false, italic: false, underline: false };
// colours and the like; every other sequence is left out

const ESCAPE = /\u001b(?:\[([0-9;:]*)([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const LINK = /https?:\/\/[^\s<>"'`\u0000-\u001f]+[^\s<>"'`.,;:!?)\]}\u0000-\u001f]/g;

/** The text without escape sequences. */
export const plain = (text: string): string => visible(text.replace(ESCAPE, '').replace(CONTROL, ' '));

export function pieces(text: string, search: string): Piece[] {
  const looked: { text: string; look: Look | null }[] = [];
  let look = PLAIN;
  let last = 0;
  for (const found of text.matchAll(ESCAPE)) {
    add(looked, text.slice(last, found.index), look);
    last = found.index + found[0].length;
    if (found[2] === 'm') look = after(look, found[1] ?? '');
  }
  add(looked, text.slice(last), look);
  const whole = looked.map((each) => each.text).join('');
  return cut(looked, links(whole), hits(whole, search));
}

function add(all: { text: string; look: Look | null }[], text: string, look: Look): void {
  const clean = visible(text.replace(CONTROL, ' '));
  if (clean) all.push({ text: clean, look: look === PLAIN ? null : look });
}

function after(look: Look, codes: string): Look {
  let next = { ...look };
  const numbers = codes === '' ? [0] : codes.split(/[;:]/).map(Number);
  for (let i = 0; i < numbers.length; i++) {
    const code = numbers[i]!;
    if (code === 0) next = { ...PLAIN };
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 3) next.italic = true;
    else if (code === 4) next.underline = true;
    else if (code === 22) next.bold = next.dim = false;
    else if (code === 23) next.italic = false;
    else if (code === 24) next.underline = false;
    else if (code >= 30 && code <= 37) next.colour = COLOURS[code - 30]!;
    else if (code >= 90 && code <= 97) next.colour = COLOURS[code - 90]!;
    else if (code === 39) next.colour = null;
    else if (code === 38 || code === 48) i += numbers[i + 1] === 5 ? 2 : 4; // of 256 colours and more: not shown
  }
  const same = (Object.keys(PLAIN) as (keyof Look)[]).every((key) => next[key] === PLAIN[key]);
  return same ? PLAIN : next;
}

type Span = { from: number; to: number; href: string | null };

function links(text: string): Span[] {
  return [...text.matchAll(LINK)].map((found) => ({ from: found.index, to: found.index + found[0].length, href: found[0] }));
}

function hits(text: string, search: string): Span[] {
  const spans: Span[] = [];
  if (!search) return spans;
  const lower = text.toLowerCase();
  const needle = search.toLowerCase();
  if (lower.length !== text.length) return spans; // a letter that gets longer: places would be wrong
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length)) {
    spans.push({ from: at, to: at + needle.length, href: null });
  }
  return spans;
}

function cut(looked: { text: string; look: Look | null }[], linked: Span[], marked: Span[]): Piece[] {
  const edges = new Set<number>();
  for (const span of [...linked, ...marked]) edges.add(span.from).add(span.to);
  const result: Piece[] = [];
  let start = 0;
  for (const { text, look } of looked) {
    const end = start + text.length;
    const inner = [...edges].filter((edge) => edge > start && edge < end).sort((a, b) => a - b);
    let from = start;
    for (const to of [...inner, end]) {
      const href = linked.find((span) => span.from <= from && to <= span.to)?.href ?? null;
      const mark = marked.some((span) => span.from <= from && to <= span.to);
      result.push({ text: text.slice(from - start, to - start), look, href, mark });
      from = to;
    }
    start = end;
  }
  return result;
}

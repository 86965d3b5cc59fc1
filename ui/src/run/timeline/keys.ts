import type { KeyboardEvent } from 'react';
import { pressed } from '../../canvas/gestures';
import type { Surface } from '../../canvas/surface';
import { familyOf } from '../../states';
import type { Line } from './lines';
import type { TimelinePainter } from './painter';

const PAGE = 20;
const EARLIER = 80; // pixels

export type Keyboard = {
  lines: readonly Line[];
  at: number;
  /** Whether single letters are keys. */
  letters: boolean;
  surface: Surface;
  painter: TimelinePainter;
  neighbour: (line: Line, way: 'up' | 'down') => string | null;
  go: (index: number) => void;
  choose: (index: number) => void;
  toggle: (line: Line) => void;
  fit: () => void;
  help: () => void;
};

/** What a key does that is pressed in the tree of names. True: it was one of these. */
export function press(event: KeyboardEvent, keyboard: Keyboard): boolean {
  const { lines, at, surface } = keyboard;
  if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    surface.pan(event.key === 'ArrowLeft' ? EARLIER : -EARLIER, 0);
    return true;
  }
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -lines.length, End: lines.length }[event.key];
  if (step !== undefined) {
    keyboard.go(at + step);
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return along(event.key, keyboard) || (keyboard.letters && (letter(event.key, keyboard) || pressed(event, surface, false)));
}

function letter(key: string, { lines, at, painter, go, fit, help }: Keyboard): boolean {
  if (key === 'e') go(nextError(lines, painter, at));
  else if (key === 'f') fit();
  else if (key === '?') help();
  else return false;
  return true;
}

/** Unfolds and folds; where there is nothing to, goes along what depends on what. */
function along(key: string, { lines, at, neighbour, go, choose, toggle }: Keyboard): boolean {
  const line = lines[at];
  if (!line) return false;
  const goTo = (name: string | null) => {
    const found = name === null ? -1 : lines.findIndex((each) => each.name === name);
    if (found >= 0) go(found);
  };
  if (key === 'Enter') choose(at);
  else if (key === 'ArrowRight') {
    if (line.open === false) toggle(line);
    else goTo(neighbour(line, 'down'));
  } else if (key === 'ArrowLeft') {
    if (line.open === true) toggle(line);
    else if (line.level > 1) go(parentOf(lines, at));
    else goTo(neighbour(line, 'up'));
  } else return false;
  return true;
}

function nextError(lines: readonly Line[], painter: TimelinePainter, at: number): number {
  for (let i = 1; i <= lines.length; i++) {
    const next = (at + i + lines.length) % lines.length;
    const row = painter.row(lines[next]!);
    if (row && familyOf(row.state) === 'failed') return next;
  }
  return at;
}

function parentOf(lines: readonly Line[], at: number): number {
  for (let i = at - 1; i >= 0; i--) if (lines[i]!.level < lines[at]!.level) return i;
  return at;
}

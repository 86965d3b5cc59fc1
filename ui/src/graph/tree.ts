import type { TaskRow } from '../run/tasks/taskTable';
import { familyOf } from '../states';
import { cellCount, type Drawing } from './boxes';
import type { Standing } from './model';

/** A row of the list that is the picture in words: a box, or a child of one that is unfolded (`child` at least 0). */
export type Line = { box: number; child: number };

/** All of them, step by step and from top to bottom. */
export function linesOf(drawing: Drawing, standing: Standing | null): Line[] {
  const { layer, x, y, way } = drawing.arranged.layout;
  const across = way === 'right' ? y : x;
  const boxes = Array.from({ length: drawing.arranged.folded.boxes }, (_, i) => i).sort((a, b) => layer[a]! - layer[b]! || across[a]! - across[b]!);
  if (!standing || standing.children.size === 0) return boxes.map((box) => ({ box, child: -1 }));
  return boxes.flatMap((box) => [{ box, child: -1 }, ...childrenOf(drawing, standing, box).map((_, child) => ({ box, child }))]);
}

/** The children of a box that shows them. */
export function childrenOf(drawing: Drawing, standing: Standing | null, box: number): TaskRow[] {
  const unit = drawing.unitOf(box);
  if (unit < 0 || !standing || drawing.shape.units[unit]!.within >= 0) return [];
  const all = standing.children.get(drawing.shape.units[unit]!.node) ?? [];
  return all.slice(0, cellCount(all.length));
}

export type Way = 'before' | 'after' | 'above' | 'below';

/** Where an arrow leads from a line: along edges to the nearest, or to the line before or after, beside it in the same step first. */
export function stepped(drawing: Drawing, lines: Line[], at: number, way: Way): number | null {
  const line = lines[at];
  if (!line) return lines.length > 0 ? 0 : null;
  const { layer, x, y } = drawing.arranged.layout;
  if (way === 'above' || way === 'below') {
    const next = at + (way === 'above' ? -1 : 1);
    return next >= 0 && next < lines.length ? next : null;
  }
  if (line.child >= 0) return way === 'before' ? lines.findIndex((each) => each.box === line.box && each.child < 0) : null;
  const { offset, adjacent } = way === 'before' ? drawing.up : drawing.down;
  let best = -1;
  for (let j = offset[line.box]!; j < offset[line.box + 1]!; j++) {
    const v = adjacent[j]!;
    if (best < 0 || distance(v) < distance(best)) best = v;
  }
  function distance(v: number): number {
    return Math.abs(layer[v]! - layer[line!.box]!) * 1e6 + Math.abs(y[v]! - y[line!.box]!) + Math.abs(x[v]! - x[line!.box]!);
  }
  return best < 0 ? null : lines.findIndex((each) => each.box === best && each.child < 0);
}

/** Whether something in that line has failed. */
export function failedIn(drawing: Drawing, standing: Standing, { box, child }: Line): boolean {
  const failed = (row: TaskRow | null | undefined) => !!row && familyOf(row.state) === 'failed';
  if (child >= 0) return failed(childrenOf(drawing, standing, box)[child]);
  for (const unit of drawing.unitsOf(box)) {
    const row = standing.rows[unit];
    if (failed(row)) return true;
    if (row?.children && Object.entries(row.children).some(([state, count]) => count > 0 && familyOf(state) === 'failed')) return true;
  }
  return false;
}

import type { TaskRow } from '../tasks/taskTable';
import type { FlowDrawing } from '../../api/schema.gen';
import type { Line, Parts } from './lines';

const ways = new WeakMap<FlowDrawing, { up: number[][]; down: number[][] }>();

function waysOf(drawing: FlowDrawing): { up: number[][]; down: number[][] } {
  const known = ways.get(drawing);
  if (known) return known;
  const made = { up: drawing.nodes.map((): number[] => []), down: drawing.nodes.map((): number[] => []) };
  for (let i = 0; i + 1 < drawing.edges.length; i += 2) {
    made.down[drawing.edges[i]!]!.push(drawing.edges[i + 1]!);
    made.up[drawing.edges[i + 1]!]!.push(drawing.edges[i]!);
  }
  ways.set(drawing, made);
  return made;
}

/** When the last one ended that a row waits for; null: one has not, or nobody knows. Of a child: its task's. */
export const readyOf =
  (parts: Parts) =>
  (path: string, row: TaskRow): number | null => {
    if (row.ready !== null) return row.ready;
    const part = parts.get(path);
    if (!part) return null;
    let ready: number | null = null;
    for (const above of waysOf(part.drawing).up[row.node] ?? []) {
      const end = part.table.rows.get(String(above))?.end ?? null;
      if (end === null) return null;
      ready = Math.max(ready ?? 0, end);
    }
    return ready;
  };

/** The name of the task before or after that decides: of those before, the one that ended last; of those after, the first. */
export function neighbours(parts: Parts, line: Line, way: 'up' | 'down'): string | null {
  const part = parts.get(line.part);
  const row = line.row === null ? undefined : part?.table.rows.get(line.row);
  if (!part || !row) return null;
  const rows = (waysOf(part.drawing)[way][row.node] ?? []).flatMap((node) => part.table.rows.get(String(node)) ?? []);
  const moment = (each: TaskRow) => (way === 'up' ? -(each.end ?? Infinity) : (each.start ?? Infinity));
  const best = rows.sort((a, b) => moment(a) - moment(b))[0];
  return best ? line.name.slice(0, line.name.length - row.name.length) + best.name : null;
}


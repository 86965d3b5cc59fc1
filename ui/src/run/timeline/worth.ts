import type { FlowDrawing } from '../../api/schema.gen';
import type { Part } from './lines';

const MOST_MAPPED = 50; // as many as the server unfolds at once
const LONG_WAIT = 1_000;
const MOST_NODES = 40;

/** Mapped tasks, whose children are asked for with the rest: their line is a strip of them. */
export const mappedOf = (drawing: FlowDrawing | undefined): number[] =>
  (drawing?.nodes ?? []).filter(({ kind }) => kind === 'MAP' || kind === 'FAN_OUT').slice(0, MOST_MAPPED).map(({ k }) => k);

/** The tasks of which more than four moments is worth knowing: those that were tried again, and that waited long. */
export function toldOf(part: Part): number[] {
  const worth = new Map<number, number>();
  for (const row of part.table.rows.values()) {
    const waited = row.start !== null && row.queued !== null ? row.start - row.queued : 0;
    const score = row.attempts > 1 || row.state === 'Retrying' ? Infinity : waited;
    if (score > LONG_WAIT) worth.set(row.node, Math.max(score, worth.get(row.node) ?? 0));
  }
  return [...worth].sort((a, b) => b[1] - a[1]).slice(0, MOST_NODES).map(([node]) => node).sort((a, b) => a - b);
}

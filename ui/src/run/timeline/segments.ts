import type { HistoryEntry } from '../../api/schema.gen';
import { familyOf, isFinished } from '../../states';
import { keyOf, type TaskRow } from '../tasks/taskTable';

/**
 * What a task run did in a span of time. `held`: waits for a time, a person or the end of what stopped it; `queued`: for a slot
 * or a limit; `work`: an attempt runs; `delay`: an attempt failed and the next one is due.
 */
export type Segment = { kind: 'held' | 'queued' | 'work' | 'delay'; from: number; to: number | null; why: string; failed: boolean };

export type Change = { at: number; state: string; why: string };

/** Every change of state of some task runs, by their keys, oldest first. */
export type Histories = ReadonlyMap<string, readonly Change[]>;

export function historiesOf(entries: readonly HistoryEntry[]): Histories {
  const found = new Map<string, Change[]>();
  for (const { node, child, at, state } of entries) {
    if (node < 0) continue;
    const key = keyOf(node, child);
    const change = { at: Date.parse(at), state: state.name, why: state.message ?? '' };
    const some = found.get(key);
    if (some) some.push(change);
    else found.set(key, [change]);
  }
  return found;
}

const KINDS: Record<string, Segment['kind']> = {
  Scheduled: 'held',
  Paused: 'held',
  Queued: 'queued',
  Running: 'work',
  Mapped: 'work',
  Cancelling: 'work',
  Retrying: 'delay',
};

/** By its history where that is known and not older than the row; else by the four moments that are known of each. */
export function segmentsOf(row: TaskRow, ready: number | null, history: readonly Change[] | undefined): Segment[] {
  const last = history?.at(-1);
  if (history && last && last.state === row.state) return byHistory(history);
  return byMoments(row, ready);
}

function byHistory(history: readonly Change[]): Segment[] {
  const found: Segment[] = [];
  history.forEach(({ at, state, why }, i) => {
    const kind = KINDS[state];
    if (!kind) return;
    const next = history[i + 1];
    const failed = kind === 'work' && next !== undefined && (next.state === 'Retrying' || familyOf(next.state) === 'failed');
    const to = next?.at ?? null;
    if (to !== null && to <= at && kind !== 'work') return;
    found.push({ kind, from: at, to, why: kind === 'work' ? (failed ? next!.why : '') : why, failed });
  });
  return found;
}

function byMoments({ state, queued, start, end, ready: told }: TaskRow, known: number | null): Segment[] {
  const ready = told ?? known;
  const found: Segment[] = [];
  const over = isFinished(state);
  const waits = queued ?? (start !== null || state === 'Queued' ? ready : null);
  const waited = start ?? (over ? end : null);
  const add = (kind: Segment['kind'], from: number | null, to: number | null, failed = false) => {
    if (from === null || (to !== null && to <= from && kind !== 'work')) return;
    found.push({ kind, from, to, why: '', failed });
  };
  if (queued !== null) add('held', ready, queued);
  else if (state === 'Scheduled' || state === 'Paused') add('held', ready, null);
  if (waited !== null || state === 'Queued') add('queued', waits, waited);
  if (start !== null) add('work', start, end, familyOf(state) === 'failed');
  return found;
}

/** How long it was of a kind, in milliseconds; what goes on is counted until now. */
export const timeOf = (segments: readonly Segment[], kind: Segment['kind'], now: number): number =>
  segments.reduce((sum, each) => (each.kind === kind ? sum + Math.max(0, (each.to ?? now) - each.from) : sum), 0);

import type { JournalEntry, LogLine } from '../../api/schema.gen';
import { keyOf } from '../tasks/taskTable';

/** An attempt that failed: which one, in which epoch of the run, when, and why. */
export type Failed = { epoch: number; attempt: number; at: number; why: string };

const FAR = 500; // lines before one that are looked at

/** The attempts that failed, by task run, in their order. */
export function failedAttempts(entries: readonly JournalEntry[]): ReadonlyMap<string, Failed[]> {
  const found = new Map<string, Failed[]>();
  for (const { epoch, event } of entries) {
    const key = keyOf(event.node, event.child);
    const failed = { epoch, attempt: event.attempt ?? 1, at: Date.parse(event.at), why: (event.trace ?? '').split('\n')[0]! };
    found.set(key, [...(found.get(key) ?? []), failed]);
  }
  for (const each of found.values()) each.sort((a, b) => a.at - b.at);
  return found;
}

/** A line's epoch is in its place within the run. */
const epochOf = (line: LogLine): number => Math.floor(line.seq / 2 ** 40);

export type Begun = { attempt: number; again: boolean; why: string };

/**
 * The attempt that begins with the line at a row: the first line of that task after one of its attempts had failed. Lines stand
 * about in the order of time, so going back ends where they are older than that. null: none, or what is before is not loaded.
 */
export function begunAt(row: number, lineAt: (row: number) => LogLine | undefined, failed: ReadonlyMap<string, Failed[]>): Begun | null {
  const line = lineAt(row);
  const before = line && failed.get(keyOf(line.node, line.child))?.findLast((each) => each.at <= Date.parse(line.at) && (each.epoch < epochOf(line) || each.at < Date.parse(line.at)));
  if (!line || !before) return null;
  for (let at = row - 1; at >= Math.max(0, row - FAR); at--) {
    const other = lineAt(at);
    if (!other) return null;
    const own = other.node === line.node && other.child === line.child;
    if (Date.parse(other.at) <= before.at && (own || Date.parse(other.at) < before.at)) return begun(before, line);
    if (own) return null;
  }
  return row <= FAR ? begun(before, line) : null;
}

function begun({ epoch, attempt, why }: Failed, line: LogLine): Begun {
  return { attempt: attempt + 1, again: epochOf(line) > epoch, why };
}

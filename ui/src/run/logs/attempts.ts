import type { JournalEntry, LogLine } from '../../api/schema.gen';
import { keyOf } from '../tasks/taskTable';

/** An attempt that failed: which one, in which epoch of the run, when, and why. */
export type Failed = { epoch: number; attempt: number; at: number; why: string };

const FAR = 500; // lines before one that are looked at, and then the server is asked

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

/** `sure` unless that hangs on lines that are not loaded; `after`: when the attempt before it failed. */
export type Begun = { attempt: number; again: boolean; why: string; after: number; sure: boolean };

/**
 * The attempt that begins with the line at a row: the first line of that task after one of its attempts had failed. Lines stand
 * about in the order of time, so going back ends where they are older than that. null: none.
 */
export function begunAt(row: number, lineAt: (row: number) => LogLine | undefined, failed: ReadonlyMap<string, Failed[]>): Begun | null {
  const line = lineAt(row);
  const before = line && failed.get(keyOf(line.node, line.child))?.findLast((each) => each.at <= Date.parse(line.at) && (each.epoch < epochOf(line) || each.at < Date.parse(line.at)));
  if (!line || !before) return null;
  for (let at = row - 1; at >= Math.max(0, row - FAR); at--) {
    const other = lineAt(at);
    if (!other) return begun(before, line, false);
    const own = other.node === line.node && other.child === line.child;
    if (Date.parse(other.at) <= before.at && (own || Date.parse(other.at) < before.at)) return begun(before, line, true);
    if (own) return null;
  }
  return begun(before, line, row <= FAR);
}

function begun({ epoch, attempt, why, at }: Failed, line: LogLine, sure: boolean): Begun {
  return { attempt: attempt + 1, again: epochOf(line) > epoch, why, after: at, sure };
}

/**
 * Whether no line of its task stands between that moment and the line, however far back: a few questions for the first line of
 * the task from a number on.
 */
export async function isFirstAfter(moment: number, line: LogLine, firstFrom: (from: number) => Promise<LogLine | undefined>): Promise<boolean> {
  let low = 1; // before it the task's lines are older
  let high = line.line; // from it to the line there are none of them
  let older = false;
  for (let step = FAR; low < high; step *= 4) {
    const from = older ? Math.floor((low + high) / 2) : Math.max(low, high - step);
    const found = await firstFrom(from);
    if (!found || found.line >= line.line) high = from;
    else if (Date.parse(found.at) > moment) return false;
    else {
      low = found.line + 1;
      older = true;
    }
  }
  return true;
}

/** The families that states belong to: one colour, one icon and one word each. */
export type Family = 'success' | 'failed' | 'running' | 'waiting' | 'attention' | 'ended';

const FAMILIES: Record<string, Family> = {
  Success: 'success',
  Cached: 'success',
  Failed: 'failed',
  TimedOut: 'failed',
  TriggerFailed: 'failed',
  Crashed: 'failed',
  Running: 'running',
  Mapped: 'running',
  Pending: 'waiting',
  Scheduled: 'waiting',
  Queued: 'waiting',
  Retrying: 'attention',
  Paused: 'attention',
  Cancelling: 'attention',
  Skipped: 'ended',
  Cancelled: 'ended',
};

export const STATES = Object.keys(FAMILIES);

/** What is looked for first comes first. */
export const FAMILY_ORDER: Family[] = ['failed', 'attention', 'running', 'waiting', 'success', 'ended'];

/** A state that a newer server has and these pages do not know is shown as one that ended. */
export const familyOf = (state: string): Family => FAMILIES[state] ?? 'ended';

export const statesOf = (family: Family): string[] => STATES.filter((state) => FAMILIES[state] === family);

const FINISHED = new Set(['Success', 'Cached', 'Failed', 'TimedOut', 'TriggerFailed', 'Crashed', 'Skipped', 'Cancelled']);

export const isFinished = (state: string): boolean => FINISHED.has(state);

/** Adds counts by state up to counts by family. */
export function byFamily(counts: Record<string, number>): Record<Family, number> {
  const sums: Record<Family, number> = { failed: 0, attention: 0, running: 0, waiting: 0, success: 0, ended: 0 };
  for (const [state, count] of Object.entries(counts)) sums[familyOf(state)] += count;
  return sums;
}

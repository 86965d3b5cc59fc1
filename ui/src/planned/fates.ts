import type { BackfillCounts, BackfillFate } from '../api/schema.gen';
import type { Family } from '../states';

const FAMILIES: Record<BackfillFate, Family> = {
  to_run: 'waiting',
  running: 'running',
  succeeded: 'success',
  failed: 'failed',
  cancelled: 'ended',
  done_before: 'success',
  elsewhere: 'attention',
};
export const familyOfFate = (fate: BackfillFate): Family => FAMILIES[fate];

/** What went wrong or is odd is looked for first. */
export const FATE_ORDER: BackfillFate[] = ['failed', 'elsewhere', 'running', 'to_run', 'succeeded', 'done_before', 'cancelled'];

export function countOf(counts: BackfillCounts, fate: BackfillFate): number {
  switch (fate) {
    case 'to_run':
      return counts.toRun;
    case 'done_before':
      return counts.doneBefore;
    case 'running':
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'elsewhere':
      return counts[fate];
  }
}

export const sizeOf = (counts: BackfillCounts): number => FATE_ORDER.reduce((sum, fate) => sum + countOf(counts, fate), 0);

/** Those of which nothing more is to come. */
export const doneOf = (counts: BackfillCounts): number => sizeOf(counts) - counts.toRun - counts.running;

/** As counts of states, for a bar of them. */
export const statesOfCounts = (counts: BackfillCounts): Record<string, number> => ({
  Scheduled: counts.toRun,
  Running: counts.running,
  Success: counts.succeeded + counts.doneBefore,
  Failed: counts.failed,
  Cancelled: counts.cancelled,
  Paused: counts.elsewhere,
});

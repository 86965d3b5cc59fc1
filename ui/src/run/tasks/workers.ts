import type { JournalPage } from '../../api/schema.gen';

/** The worker of a cluster that called an attempt, of what a task told of its workers: the last one that was told of it. */
export function workerOf(called: JournalPage['entries'], epoch: number, attempt: number | null | undefined): string | null | undefined {
  return called.findLast((entry) => entry.epoch === epoch && entry.event.attempt === attempt)?.event.worker;
}

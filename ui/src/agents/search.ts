import { lean, type Raw } from '../search';

/** `ended`: also those that are gone since a week or less. `wait`: the labels whose runs are looked at. */
export type AgentsSearch = { ended?: boolean; wait?: string };
export const agentsSearch = (raw: Raw): AgentsSearch =>
  lean({
    ended: raw.ended === true || raw.ended === 'true' ? true : undefined,
    wait: typeof raw.wait === 'string' ? raw.wait.slice(0, 2000) : undefined,
  });

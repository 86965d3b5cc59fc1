import type { StreamData } from '../api/schema.gen';

/** `off`: nobody watches anything. `polling`: this browser cannot share a stream, so pages ask by themselves. */
export type LinkState = 'off' | 'connecting' | 'live' | 'lost' | 'polling';

export type Status = { state: LinkState; since: number };

export type Change = { topic: string; kind: 'change' | 'resync'; rev: number; data: StreamData };

/** What a tab says to whoever holds the stream. */
export type FromTab =
  | { say: 'topics'; tab: string; topics: string[] }
  | { say: 'here'; tab: string }
  | { say: 'bye'; tab: string };

/** What tabs are told. */
export type ToTab =
  | { say: 'change'; change: Change }
  | { say: 'status'; status: Status }
  | { say: 'over' } // the session has ended
  | { say: 'who' }; // somebody else holds the stream now: tell it what you watch

/** As many as the server takes. */
export const MOST_TOPICS = 20;
export const HERE_EVERY = 30_000;
export const GONE_AFTER = 150_000; // a hidden tab may speak once a minute only

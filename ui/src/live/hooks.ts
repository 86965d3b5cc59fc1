import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { live } from './live';
import type { Change, Status } from './protocol';

/** Calls `handler` with what changes in a topic, at most once a frame; null: nothing is watched. */
export function useTopic(topic: string | null, handler: (changes: Change[]) => void): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => (topic === null ? undefined : live.watch(topic, (changes) => latest.current(changes))), [topic]);
}

/** The same for several at once. */
export function useTopics(topics: string[], handler: (changes: Change[]) => void): void {
  const latest = useRef(handler);
  latest.current = handler;
  const key = topics.join('\n');
  useEffect(() => {
    const stops = key === '' ? [] : key.split('\n').map((topic) => live.watch(topic, (changes) => latest.current(changes)));
    return () => stops.forEach((stop) => stop());
  }, [key]);
}

export function useStatus(): Status {
  return useSyncExternalStore(live.onStatus, live.getStatus);
}

/** Is called when the tab is looked at again after it was hidden, and when the stream is back after it was lost. */
export function useBack(told: () => void): void {
  const latest = useRef(told);
  latest.current = told;
  const { state } = useStatus();
  const before = useRef(state);
  useEffect(() => live.onBack(() => latest.current()), []);
  useEffect(() => {
    if (before.current === 'lost' && state === 'live') latest.current();
    before.current = state;
  }, [state]);
}

const POLL = 5_000;
const LONGEST_POLL = 30_000;

/** How often a page asks by itself: not while the stream is there. */
export function usePolling(): (query: { state: { fetchFailureCount: number } }) => number | false {
  const { state } = useStatus();
  return (query) =>
    state === 'polling' || state === 'lost' ? Math.min(POLL * 2 ** query.state.fetchFailureCount, LONGEST_POLL) : false;
}

/** Calls at most once in so many milliseconds, the last time too. */
export function useThrottled(millis: number, call: () => void): () => void {
  const latest = useRef(call);
  latest.current = call;
  const [throttled] = useState(() => {
    let planned: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    return () => {
      if (planned) return;
      const wait = Math.max(0, last + millis - Date.now());
      planned = setTimeout(() => {
        planned = undefined;
        last = Date.now();
        latest.current();
      }, wait);
    };
  });
  return throttled;
}

/** The time, every so many milliseconds while `on`. */
export function useNow(millis: number, on: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!on) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => document.visibilityState === 'visible' && setNow(Date.now()), millis);
    return () => clearInterval(timer);
  }, [millis, on]);
  return now;
}

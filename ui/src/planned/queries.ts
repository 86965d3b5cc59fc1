import { queryOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get, post } from '../api/client';
import { queryClient } from '../api/queries';
import type { Backfill, BackfillPage, FlowSchedule, FlowSchedulePage, NewBackfill, SchedulePreview } from '../api/schema.gen';
import { useBack, useThrottled, useTopics } from '../live/hooks';

export const schedulesQuery = (project?: string) =>
  queryOptions({
    queryKey: ['schedules', project ?? ''],
    queryFn: ({ signal }) => get<FlowSchedulePage>('/schedules', { project }, signal),
    placeholderData: (before) => before,
  });

export const flowSchedulesQuery = (flow: string) =>
  queryOptions({
    queryKey: ['schedules', 'of', flow],
    queryFn: ({ signal }) => get<FlowSchedulePage>(`/flows/${flow}/schedules`, {}, signal),
  });

const named = (flow: string, name: string) => `/flows/${flow}/schedules/${encodeURIComponent(name)}`;

export const scheduleQuery = (flow: string, name: string) =>
  queryOptions({
    queryKey: ['schedules', 'of', flow, name],
    queryFn: ({ signal }) => get<FlowSchedule>(named(flow, name), { upcoming: 10, last: 20 }, signal),
    staleTime: 5_000,
  });

/** What a schedule would do; `after`: firings after that. */
export const previewQuery = (flow: string, body: unknown, after: string | null, upcoming: number) =>
  queryOptions({
    queryKey: ['schedule-preview', flow, JSON.stringify(body), after, upcoming],
    queryFn: () => post<SchedulePreview>(`/flows/${flow}/schedules:preview?upcoming=${upcoming}${after ? '&after=' + after : ''}`, body),
    placeholderData: (before) => before,
    retry: false,
    staleTime: 60_000,
  });

export const schedulePath = named;

export const backfillsQuery = (flow: string) =>
  queryOptions({
    queryKey: ['backfills', flow],
    queryFn: ({ signal }) => get<BackfillPage>(`/flows/${flow}/backfills`, {}, signal),
  });

export const backfillQuery = (id: string) =>
  queryOptions({
    queryKey: ['backfills', 'one', id],
    queryFn: ({ signal }) => get<Backfill>('/backfills/' + encodeURIComponent(id), {}, signal),
    staleTime: 2_000,
  });

export const planOf = (flow: string, wanted: NewBackfill) => post<Backfill>(`/flows/${flow}/backfills?dryRun=true`, wanted);
export const startOf = (flow: string, wanted: NewBackfill) => post<Backfill>(`/flows/${flow}/backfills`, wanted);

const MOST = 15;

/** Asks anew what begins with the key when runs of the projects change: that is what firings and backfills do. */
export function useLiveRuns(projects: string[], key: string, often: number): void {
  const refresh = useThrottled(often, () => void queryClient.invalidateQueries({ queryKey: [key] }));
  useTopics(
    projects.slice(0, MOST).map((name) => 'runs:' + name),
    (changes) => {
      if (changes.some((change) => change.kind === 'resync' || (change.data.runs?.length ?? 0) > 0)) refresh();
    },
  );
  useBack(refresh);
}

const LONGEST_ALARM = 2_000_000_000; // what browsers can count to

/** Asks anew once, just after the next of these firings. */
export function useNextFiring(schedules: FlowSchedule[]): void {
  const next = Math.min(...schedules.map((each) => (each.nextAt ? Date.parse(each.nextAt) : Infinity)));
  useEffect(() => {
    const wait = next - Date.now() + 1500;
    if (!Number.isFinite(wait) || wait < 0 || wait > LONGEST_ALARM) return undefined;
    const timer = setTimeout(() => void queryClient.invalidateQueries({ queryKey: ['schedules'] }), wait);
    return () => clearTimeout(timer);
  }, [next]);
}

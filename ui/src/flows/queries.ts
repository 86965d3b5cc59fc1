import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get } from '../api/client';
import type { FlowCalendar, FlowFacts, FlowSchedulePage, FlowSummaryPage, Histogram, VersionChanges, VersionInfoPage } from '../api/schema.gen';
import type { FlowsSearch, FlowWindow } from './search';

const PAGE = 50;

/** Flows with how each does. */
export const summariesQuery = (search: FlowsSearch) =>
  infiniteQueryOptions({
    queryKey: ['flow-summaries', search],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<FlowSummaryPage>('/ui/flows', { ...search, limit: PAGE, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const factsQuery = (flow: string) =>
  queryOptions({
    queryKey: ['flow-facts', flow],
    queryFn: ({ signal }) => get<FlowFacts>(`/flows/${flow}/facts`, {}, signal),
  });

export const flowSchedulesQuery = (flow: string) =>
  queryOptions({
    queryKey: ['schedules', 'of', flow],
    queryFn: ({ signal }) => get<FlowSchedulePage>(`/flows/${flow}/schedules`, {}, signal),
  });

const HOURS: Record<FlowWindow, number> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };
const BARS = 60;

/** Up to the end of the hour that goes on, so that bars do not move. */
export const flowHistoryQuery = (project: string, name: string, window: FlowWindow) =>
  queryOptions({
    queryKey: ['flow-history', project, name, window],
    queryFn: ({ signal }) => {
      const hour = 3_600_000;
      const to = (Math.floor(Date.now() / hour) + 1) * hour;
      const from = to - HOURS[window] * hour;
      const bounds = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
      return get<Histogram>('/flow-runs/histogram', { project, flow: name, ...bounds, buckets: BARS }, signal);
    },
  });

export const versionsQuery = (flow: string) =>
  infiniteQueryOptions({
    queryKey: ['flow-versions', flow],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<VersionInfoPage>(`/flows/${flow}/versions`, { limit: PAGE, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Days of the last twelve months, in that zone. */
export const calendarQuery = (flow: string, zone: string) =>
  queryOptions({
    queryKey: ['flow-calendar', flow, zone],
    queryFn: ({ signal }) => get<FlowCalendar>(`/flows/${flow}/calendar`, { zone }, signal),
  });

/** Versions never change. */
export const changesQuery = (flow: string, version: number, from: number | undefined) =>
  queryOptions({
    queryKey: ['flow-changes', flow, version, from ?? 0],
    queryFn: ({ signal }) => get<VersionChanges>(`/flows/${flow}/versions/${version}/changes`, { from }, signal),
    staleTime: Infinity,
  });

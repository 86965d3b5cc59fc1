import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/client';
import { queryClient } from '../api/queries';
import type { Agents, Why } from '../api/schema.gen';
import { useBack, useThrottled, useTopics } from '../live/hooks';
import { useBootstrap } from '../parts/may';

/** `ahead`: by how many milliseconds the clock of this computer is before the server's. */
export type SeenAgents = Agents & { ahead: number };

export const agentsQuery = (ended: boolean) =>
  queryOptions({
    queryKey: ['agents', ended],
    queryFn: async ({ signal }): Promise<SeenAgents> => {
      const agents = await get<Agents>('/agents', { ended }, signal);
      return { ...agents, ahead: Date.now() - Date.parse(agents.at) };
    },
    staleTime: 5_000,
    placeholderData: (before) => before,
  });

export const runWhyQuery = (run: string) =>
  queryOptions({
    queryKey: ['run-why', run],
    queryFn: ({ signal }) => get<Why>(`/flow-runs/${run}/why`, {}, signal),
    staleTime: 0,
  });

const OFTEN = 2_000;
const MOST = 15;

/** Asks anew when agents come, go or change, and when runs begin or are asked for. */
export function useLiveAgents(): void {
  const projects = useBootstrap()?.projects ?? [];
  const refresh = useThrottled(OFTEN, () => {
    void queryClient.invalidateQueries({ queryKey: ['agents'] });
    void queryClient.invalidateQueries({ queryKey: ['run-why'] });
  });
  useTopics([...projects.slice(0, MOST).map((each) => 'runs:' + each.name), 'agents'], (changes) => {
    if (changes.some((change) => change.kind === 'resync' || change.data.agents || (change.data.runs?.length ?? 0) > 0)) refresh();
  });
  useBack(refresh);
}

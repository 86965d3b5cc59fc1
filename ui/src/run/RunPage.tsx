import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { flowQuery, queryClient, runQuery } from '../api/queries';
import type { FlowRun } from '../api/schema.gen';
import { useBack, usePolling, useThrottled, useTopic } from '../live/hooks';
import { Later } from '../parts/Later';
import { Failure, Skeleton } from '../parts/PageState';
import { useAhead } from '../parts/useAhead';
import { useTitle } from '../parts/useTitle';
import { useZoneOf } from '../parts/zone';
import { RUN_TABS, runTab, useSetting, zoneChoice } from '../settings';
import { isFinished } from '../states';
import { words } from '../words';
import { Questions } from './Questions';
import { RunHeader } from './RunHeader';
import { TABS } from './runTabs';

const NONE: [] = [];

/** One run: what it is in words, and its parts below. */
export function RunPage() {
  const { run } = useParams({ from: '/inside/runs/$run' });
  const polling = usePolling();
  const part = useChildMatches({ select: (matches) => matches[0]?.routeId });
  const query = useQuery({
    ...runQuery(run),
    refetchInterval: (each) => (each.state.data && isFinished(each.state.data.state.name) ? false : polling(each)),
  });
  useEffect(() => {
    const tab = RUN_TABS.find((each) => part?.endsWith('/' + each));
    if (tab) runTab.set(tab);
  }, [part]);
  useTitle(query.data?.name ?? '', query.data?.flow ?? words.runs.title);
  useLiveRun(run);
  useFlowZone(query.data);
  useAhead(query.data ? TABS : NONE);
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flow-runs/{run}" />;
  if (!query.data) return <Skeleton lines={12} />;
  return (
    <div className="page run-page">
      <RunHeader run={query.data} />
      <Questions run={query.data} />
      <nav className="tabs" aria-label={words.run.tabsLabel}>
        {TABS.map(({ name, to, label }) => (
          <Link key={name} to={to} params={{ run }} className="tab">
            {label}
          </Link>
        ))}
      </nav>
      <Later key={part}>
        <Outlet />
      </Later>
    </div>
  );
}

/** The run as the stream tells it; what the stream does not tell, such as why it waits, is asked for when its state changes. */
function useLiveRun(run: string): void {
  const { queryKey } = runQuery(run);
  const refetch = useThrottled(500, () => void queryClient.invalidateQueries({ queryKey }));
  useTopic('run:' + run, (changes) => {
    for (const { kind, data } of changes) {
      if (kind === 'resync') refetch();
      const change = data.run;
      if (!change) continue;
      const old = queryClient.getQueryData(queryKey);
      if (!old) continue;
      if (old.state.name !== change.state.name || old.epoch !== change.epoch) refetch();
      queryClient.setQueryData(queryKey, {
        ...old,
        state: change.state,
        epoch: change.epoch,
        startedAt: change.startedAt,
        endedAt: change.endedAt,
        agent: change.agent ?? old.agent,
      });
    }
  });
  useBack(refetch);
}

/** The zone of the flow's schedule, asked for only if times are to be written in it. */
function useFlowZone(run: FlowRun | undefined): void {
  const [choice] = useSetting(zoneChoice);
  const { data } = useQuery({ ...flowQuery(run?.flowId ?? ''), enabled: choice === 'flow' && run !== undefined });
  useZoneOf(data);
}

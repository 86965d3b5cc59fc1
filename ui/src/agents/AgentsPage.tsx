import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useNow, usePolling } from '../live/hooks';
import { CopyButton } from '../parts/Copy';
import { Empty, Failure, Skeleton } from '../parts/PageState';
import { FamilyIcon } from '../parts/StateMark';
import { useTitle } from '../parts/useTitle';
import { agentWords as say } from '../words/agents';
import { AgentTable } from './AgentTable';
import { startCommand } from './health';
import { agentsQuery, useLiveAgents } from './queries';
import { WaitingRuns } from './WaitingRuns';

const route = getRouteApi('/inside/agents');

/** Who runs what is asked for, and why nobody does. */
export function AgentsPage() {
  const { ended = false, wait } = route.useSearch();
  const navigate = useNavigate({ from: '/agents' });
  const clock = useNow(1000, true);
  useTitle(say.title);
  useLiveAgents();
  const query = useQuery({ ...agentsQuery(ended), refetchInterval: usePolling() });
  const there = query.data?.items.filter((agent) => !agent.endedAt) ?? [];
  const now = clock - (query.data?.ahead ?? 0);
  const waits = query.data?.waiting.reduce((sum, group) => sum + group.runs, 0) ?? 0;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{say.title}</h1>
        {query.data && <span className="soft">{say.count(there.length)}</span>}
        <span className="grow" />
        <label className="check">
          <input type="checkbox" checked={ended} onChange={() => void navigate({ search: (old) => ({ ...old, ended: ended ? undefined : true }), replace: true })} />
          {say.ended}
        </label>
      </div>
      {query.data ? (
        <>
          {there.length === 0 && (
            <section className="card">
              <Empty title={say.empty} help={say.emptyHelp} code={say.emptyCode} />
              <p className="center start-copy">
                <CopyButton text={startCommand([])} label={say.copyStart} />
              </p>
            </section>
          )}
          {query.data.items.length > 0 && <AgentTable agents={query.data.items} now={now} caption={say.table} />}
          <Waiting total={waits}>
            {query.data.waiting.length === 0 ? (
              <p className="good card waiting-none">
                <FamilyIcon family="success" />
                {say.waitingNone}
              </p>
            ) : (
              <WaitingRuns
                waiting={query.data.waiting}
                agents={there}
                open={wait}
                now={now}
                onOpen={(key) => void navigate({ search: (old) => ({ ...old, wait: key }), hash: true, replace: true })}
              />
            )}
          </Waiting>
        </>
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} permission="GET /agents" />
      ) : (
        <Skeleton lines={12} />
      )}
    </div>
  );
}

/** Comes into sight where the address names it. */
function Waiting({ total, children }: { total: number; children: React.ReactNode }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (location.hash === '#waiting') void section.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <section id="waiting" ref={section} className="stack" aria-labelledby="waiting-title">
      <h2 id="waiting-title">
        {say.waiting}
        {total > 0 && <span className="soft tile-note">{say.waitingNote(total)}</span>}
      </h2>
      {children}
    </section>
  );
}

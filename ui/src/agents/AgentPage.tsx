import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import type { AgentInfo, UnclaimedRuns } from '../api/schema.gen';
import { useNow, usePolling } from '../live/hooks';
import { Failure, NoMatch, Skeleton } from '../parts/PageState';
import { StateMark } from '../parts/StateMark';
import { Time } from '../parts/Time';
import { useTitle } from '../parts/useTitle';
import { rough } from '../times';
import { words } from '../words';
import { agentWords as say } from '../words/agents';
import { AgentTable, HealthMark, Labels, Slots } from './AgentTable';
import { byName, drains, familyOfHealth, healthOf, lacks, matched } from './health';
import { agentsQuery, useLiveAgents } from './queries';
import { keyOf } from './WaitingRuns';

const route = getRouteApi('/inside/agents/$agent');

/** One agent by its name, whichever of its sessions that is. */
export function AgentPage() {
  const { agent: name } = route.useParams();
  const navigate = route.useNavigate();
  const clock = useNow(1000, true);
  useTitle(name, say.title);
  useLiveAgents();
  const query = useQuery({ ...agentsQuery(true), refetchInterval: usePolling() });
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} permission="GET /agents" />;
  if (!query.data) return <Skeleton lines={12} />;
  const now = clock - query.data.ahead;
  const sessions = byName(query.data.items, name);
  const agent = sessions[0];
  if (!agent) {
    return (
      <div className="page">
        <NoMatch title={say.none(name)} help={say.noneHelp} clear={say.all} onClear={() => void navigate({ to: '/agents' })} />
      </div>
    );
  }
  return (
    <div className="page">
      <AgentHeader agent={agent} now={now} />
      <div className="halves">
        <Held agent={agent} />
        <Matches agent={agent} waiting={query.data.waiting} now={now} />
      </div>
      {sessions.length > 1 && (
        <section className="stack" aria-labelledby="sessions">
          <h2 id="sessions">{say.sessions}</h2>
          <AgentTable agents={sessions} now={now} caption={say.sessions} />
        </section>
      )}
    </div>
  );
}

function AgentHeader({ agent, now }: { agent: AgentInfo; now: number }) {
  const health = healthOf(agent, now);
  return (
    <header className="card run-header" data-family={familyOfHealth(health)}>
      <div className="run-title">
        <h1>{agent.name}</h1>
        <HealthMark agent={agent} now={now} />
        {agent.endedAt && <Time at={agent.endedAt} />}
        {drains(agent) && (
          <>
            <span className="soft">{say.drains(agent.holds.length)}</span>
            {agent.drainsSince && <Time at={agent.drainsSince} />}
          </>
        )}
        {health === 'silent' && agent.lostAt && <span className="soft">{say.lostAt(words.time.ahead(rough(Date.parse(agent.lostAt) - now)))}</span>}
      </div>
      <p className="run-reason">{say.healthHelp[health]}</p>
      <dl className="facts">
        <Fact name={say.columns.labels}>
          <Labels labels={agent.labels} none={say.noLabels} />
        </Fact>
        <Fact name={say.columns.slots}>
          <Slots agent={agent} />
        </Fact>
        <Fact name={say.columns.heard}>{agent.lastHeartbeatAt ? words.time.ago(rough(Math.max(0, now - Date.parse(agent.lastHeartbeatAt)))) : '–'}</Fact>
        <Fact name={say.columns.connected}>
          <Time at={agent.connectedAt} />
        </Fact>
        <Fact name={say.columns.host}>{agent.host || say.unknown}</Fact>
        <Fact name={say.columns.version}>{agent.version || say.unknown}</Fact>
        <Fact name={say.session}>{agent.session}</Fact>
      </dl>
    </header>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Held({ agent }: { agent: AgentInfo }) {
  return (
    <section className="card tile-like" aria-labelledby="held">
      <h2 id="held">{say.heldNow}</h2>
      {agent.holds.length === 0 ? (
        <p className="soft">{say.heldNone}</p>
      ) : (
        <ul className="rows">
          {agent.holds.map((run) => (
            <li key={run.run}>
              <Link className="row-link" to="/runs/$run" params={{ run: run.run }}>
                <StateMark state={run.state} />
                <span className="strong cut">{run.name}</span>
                <span className="soft cut">
                  {run.flow} · {run.project}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Matches({ agent, waiting, now }: { agent: AgentInfo; waiting: UnclaimedRuns[]; now: number }) {
  const { fits, others } = matched(agent, waiting);
  return (
    <section className="card tile-like" aria-labelledby="takes">
      <h2 id="takes">{say.takes}</h2>
      {agent.endedAt ? (
        <p className="soft">{say.notTaking}</p>
      ) : drains(agent) ? (
        <p className="soft">{say.drains(agent.holds.length)}</p>
      ) : fits.length === 0 ? (
        <p className="soft">{say.takesNone}</p>
      ) : (
        <Groups groups={fits} now={now} />
      )}
      <h2 id="cannot">{say.cannot}</h2>
      {others.length === 0 ? <p className="soft">{say.cannotNone}</p> : <Groups groups={others} now={now} agent={agent} />}
    </section>
  );
}

function Groups({ groups, now, agent }: { groups: UnclaimedRuns[]; now: number; agent?: AgentInfo }) {
  return (
    <ul className="rows">
      {groups.map((group) => (
        <li key={keyOf(group.labels)} className="two-lines">
          <div className="line">
            <Link to="/agents" search={{ wait: keyOf(group.labels) }} hash="waiting" className="strong number">
              {say.runs(group.runs)}
            </Link>
            <Labels labels={group.labels} none={say.anyAgent} />
            <span className="grow" />
            <span className="soft number">{say.since(rough(Math.max(0, now - Date.parse(group.oldestDueAt))))}</span>
          </div>
          <p className="soft">{agent ? say.missing(lacks(agent, group.labels).join(words.list.and)) : group.why}</p>
        </li>
      ))}
    </ul>
  );
}

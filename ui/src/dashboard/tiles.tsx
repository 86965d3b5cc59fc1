import { Link } from '@tanstack/react-router';
import type { AgentCounts, Dashboard, FailingFlow, Lag, RunningRuns, WaitingRuns } from '../api/schema.gen';
import { useNow } from '../live/hooks';
import { FamilyIcon } from '../parts/StateMark';
import { StateBar } from '../parts/StateBar';
import { Tile } from '../parts/Tile';
import { Time } from '../parts/Time';
import { FAMILY_ORDER, byFamily, statesOf } from '../states';
import { duration, rough } from '../times';
import { number, words } from '../words';

const say = words.dashboard;

export function StatesTile({ dashboard, project }: { dashboard: Dashboard; project: string }) {
  const sums = byFamily(dashboard.states);
  const total = FAMILY_ORDER.reduce((sum, family) => sum + sums[family], 0);
  return (
    <Tile id="states" title={say.states} note={say.runs(total)}>
      <StateBar counts={dashboard.states} />
      <ul className="rows">
        {FAMILY_ORDER.map((family) => (
          <li key={family}>
            <Link
              className="row-link"
              to="/runs"
              search={{ project: project || undefined, state: statesOf(family).join(','), since: dashboard.history.from }}
            >
              <FamilyIcon family={family} />
              <span className="grow">{words.state.families[family]}</span>
              <span className="number">{number(sums[family])}</span>
              <span className="number soft share">{total === 0 ? '' : Math.round((sums[family] / total) * 100) + '%'}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Tile>
  );
}

export function FailingTile({ failing, since }: { failing: FailingFlow[]; since: string }) {
  return (
    <Tile id="failing" title={say.failing}>
      {failing.length === 0 ? (
        <Good text={say.failingNone} />
      ) : (
        <ul className="rows">
          {failing.slice(0, 6).map((flow) => (
            <li key={flow.project + '/' + flow.flow} className="two-lines">
              <div className="line">
                <Link to="/flows/$flow" params={{ flow: flow.flowId }} className="strong cut">
                  {flow.flow}
                </Link>
                <span className="grow" />
                <Link
                  to="/flows/$flow/runs"
                  params={{ flow: flow.flowId }}
                  search={{ state: statesOf('failed').join(','), since }}
                  className="number failed-share"
                >
                  {say.failed(flow.failed, flow.runs)}
                </Link>
              </div>
              <div className="line soft last-error">
                {flow.lastRunId ? (
                  <Link className="clamp" to="/runs/$run" params={{ run: flow.lastRunId }} title={flow.lastError ?? undefined}>
                    {flow.lastError || say.noError}
                  </Link>
                ) : (
                  <span className="clamp">{flow.lastError || say.noError}</span>
                )}
                <span className="grow" />
                <Time at={flow.lastAt} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
}

function Good({ text }: { text: string }) {
  return (
    <p className="good">
      <FamilyIcon family="success" />
      {text}
    </p>
  );
}

const count = (value: number, approx: boolean): string => (approx ? say.atLeast(number(value)) : number(value));

export function RunningTile({ running, at }: { running: RunningRuns; at: string }) {
  const now = useNow(1000, running.longest.length > 0);
  const since = Math.max(0, now - new Date(at).getTime());
  return (
    <Tile id="running" title={say.running} note={count(running.total, running.approx)}>
      {running.longest.length === 0 ? (
        <p className="soft">{say.runningNone}</p>
      ) : (
        <ul className="rows">
          {running.longest.slice(0, 7).map((run) => {
            const elapsed = run.elapsed == null ? null : run.elapsed + since;
            const share = elapsed !== null && run.median ? elapsed / run.median : null;
            return (
              <li key={run.id} className="two-lines">
                <div className="line">
                  <Link to="/runs/$run" params={{ run: run.id }} className="strong cut">
                    {run.name}
                  </Link>
                  <span className="soft cut">{run.flow}</span>
                  <span className="grow" />
                  <span className="number">{elapsed === null ? '–' : duration(elapsed)}</span>
                </div>
                {share !== null && run.median && (
                  <div className="line">
                    <svg className="progress" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                      <rect className="progress-ground" width="100" height="4" />
                      <rect className="bar" data-family={share > 1.5 ? 'attention' : 'running'} width={Math.min(100, share * 100)} height="4" />
                    </svg>
                    <span className="soft small">{share > 1.5 ? say.slow : say.median(duration(run.median))}</span>
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Tile>
  );
}

export function WaitingTile({ waiting, project }: { waiting: WaitingRuns; project: string }) {
  const none = waiting.due === 0 && waiting.upcoming === 0;
  const rows = [
    ['late', say.late, say.lateHelp, waiting.late],
    ['due', say.due, say.dueHelp, waiting.due],
    ['upcoming', say.upcoming, say.upcomingHelp, waiting.upcoming],
  ] as const;
  return (
    <Tile id="waiting" title={say.waiting}>
      {none ? (
        <Good text={say.waitingNone} />
      ) : (
        <ul className="rows">
          {rows.map(([key, word, help, value]) => (
            <li key={key}>
              {key === 'upcoming' ? (
                <Link className="row-link" to="/runs" search={{ project: project || undefined, state: 'Scheduled' }}>
                  <Row word={word} help={help} value={count(value, waiting.approx)} />
                </Link>
              ) : (
                <Link className="row-link" to="/agents" hash="waiting">
                  <Row word={word} help={help} value={count(value, waiting.approx)} alarm={key === 'late' && value > 0} />
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
}

function Row({ word, help, value, alarm }: { word: string; help: string; value: string; alarm?: boolean }) {
  return (
    <>
      <FamilyIcon family={alarm ? 'attention' : 'waiting'} />
      <span>{word}</span>
      <span className="soft grow cut">{help}</span>
      <span className="number">{value}</span>
    </>
  );
}

export function AgentsTile({ agents }: { agents: AgentCounts }) {
  const rows = [
    ['success', say.connected(agents.draining), agents.connected],
    ['attention', say.silent, agents.silent],
    ['failed', say.lost, agents.lost],
  ] as const;
  return (
    <Tile id="agents" title={say.agents}>
      {agents.connected + agents.silent === 0 && (
        <p className="warning">
          <FamilyIcon family="attention" />
          {say.agentsNone}
        </p>
      )}
      <ul className="rows">
        {rows.map(([family, word, value]) => (
          <li key={family}>
            <Link className="row-link" to="/agents" search={{ ended: family === 'failed' ? true : undefined }}>
              <FamilyIcon family={value > 0 ? family : 'waiting'} />
              <span className="grow">{word}</span>
              <span className="number">{number(value)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Tile>
  );
}

export function LagTile({ lag }: { lag: Lag }) {
  return (
    <Tile id="lag" title={say.lag}>
      <ul className="rows">
        <li className="row-plain">
          <FamilyIcon family={lag.queue > 60_000 ? 'attention' : 'success'} />
          <span className="grow">{say.queue}</span>
          <span className="number">{lag.queue === 0 ? say.noWait : rough(lag.queue)}</span>
        </li>
        <li className="row-plain">
          <FamilyIcon family={lag.database > 500 ? 'attention' : 'success'} />
          <span className="grow">{say.database}</span>
          <span className="number">{duration(lag.database)}</span>
        </li>
      </ul>
    </Tile>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { flowQuery } from '../api/queries';
import type { Flow } from '../api/schema.gen';
import { usePolling } from '../live/hooks';
import { Markdown } from '../parts/Markdown';
import { Empty, Failure, Skeleton } from '../parts/PageState';
import { RunHistory } from '../parts/RunHistory';
import { Tile } from '../parts/Tile';
import { flowWords } from '../words/flows';
import { DetailsTile, ParametersTile, SchedulesTile } from './About';
import { Durations } from './Durations';
import { Errors } from './Errors';
import { factsQuery, flowHistoryQuery, flowSchedulesQuery } from './queries';
import { FLOW_WINDOWS, flowOverviewSearch } from './search';
import { useFlowChanges } from './useFlowChanges';

const route = getRouteApi('/inside/flows/$flow/overview');

/** How a flow does, and what it is. */
export function OverviewTab() {
  const { flow } = route.useParams();
  const { data } = useQuery(flowQuery(flow));
  return data ? <Overview flow={data} /> : null; // the page around says why
}

function Overview({ flow }: { flow: Flow }) {
  const polling = usePolling();
  const facts = useQuery({ ...factsQuery(flow.id), refetchInterval: polling });
  const schedules = useQuery(flowSchedulesQuery(flow.id));
  useFlowChanges(flow.project, flow.name, () => void facts.refetch());
  if (facts.data?.runs === 0) {
    return (
      <div className="tiles">
        <section className="card tile two">
          <Empty title={flowWords.neverRan} help={flowWords.neverRanHelp} code={`reeve run ${flow.name} -p ${flow.project}`} />
        </section>
        <SchedulesTile flow={flow} schedules={schedules.data?.items} />
        <ParametersTile flow={flow} />
        <DetailsTile flow={flow} />
        <Readme flow={flow} />
      </div>
    );
  }
  return (
    <div className="tiles">
      <HistoryTile flow={flow} />
      {facts.data ? (
        <Durations facts={facts.data} />
      ) : (
        <Tile id="durations" size="two" title={flowWords.durations}>
          {facts.isError ? <Failure small error={facts.error} retry={() => void facts.refetch()} permission="GET /flows/{flow}/facts" /> : <Skeleton lines={4} />}
        </Tile>
      )}
      <SchedulesTile flow={flow} schedules={schedules.data?.items} />
      {facts.data && <Errors facts={facts.data} />}
      <DetailsTile flow={flow} />
      <ParametersTile flow={flow} />
      <Readme flow={flow} />
    </div>
  );
}

function HistoryTile({ flow }: { flow: Flow }) {
  const { window = '7d' } = route.useSearch();
  const navigate = useNavigate({ from: '/flows/$flow/overview' });
  const history = useQuery({
    ...flowHistoryQuery(flow.project, flow.name, window),
    refetchInterval: usePolling(),
    placeholderData: (before) => before,
  });
  useFlowChanges(flow.project, flow.name, () => void history.refetch());
  const count = history.data?.buckets.reduce((sum, bucket) => sum + Object.values(bucket.counts).reduce((a, b) => a + b, 0), 0);
  return (
    <section className="card tile wide" aria-labelledby="history">
      <div className="page-head">
        <h2 id="history">{flowWords.history}</h2>
        {count !== undefined && <span className="soft">{flowWords.historyNote(count)}</span>}
        <span className="grow" />
        <div className="segments" role="group" aria-label={flowWords.window}>
          {FLOW_WINDOWS.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === window}
              onClick={() => void navigate({ search: (old) => ({ ...old, window: flowOverviewSearch({ window: each }).window }), replace: true })}
            >
              {flowWords.windows[each]}
            </button>
          ))}
        </div>
      </div>
      {history.data ? (
        count === 0 ? (
          <p className="soft">{flowWords.historyNone}</p>
        ) : (
          <RunHistory
            histogram={history.data}
            onSpan={(since, until) => void navigate({ to: '/flows/$flow/runs', params: { flow: flow.id }, search: { since, until } })}
          />
        )
      ) : history.isError ? (
        <Failure small error={history.error} retry={() => void history.refetch()} permission="GET /flow-runs/histogram" />
      ) : (
        <Skeleton lines={4} />
      )}
    </section>
  );
}

function Readme({ flow }: { flow: Flow }) {
  if (flow.readme.trim() === '') return null;
  return (
    <Tile id="readme" title={flowWords.readme}>
      <Markdown text={flow.readme} />
    </Tile>
  );
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { get } from '../../api/client';
import { runQuery, structureQuery } from '../../api/queries';
import type { FlowRun, HistoryEntry, HistoryEntryPage } from '../../api/schema.gen';
import { useBack, useTopic } from '../../live/hooks';
import { Empty, Failure, Skeleton } from '../../parts/PageState';
import { Records } from '../../parts/Records';
import { StateMark } from '../../parts/StateMark';
import { Time } from '../../parts/Time';
import { words } from '../../words';
import { runDetailWords } from '../../words/runDetails';

const say = runDetailWords.events;
const route = getRouteApi('/inside/runs/$run/events');
const PAGE = 200;

export function EventsTab() {
  const { run } = route.useParams();
  const { data } = useQuery(runQuery(run));
  return data ? <Events run={data} /> : <Skeleton />;
}

/** Every change of a state of the run and its tasks, in the order in which they were told. */
function Events({ run }: { run: FlowRun }) {
  const drawing = useQuery(structureQuery(run.flowId, run.version));
  const [fresh, setFresh] = useState(false);
  const query = useInfiniteQuery({
    queryKey: ['history', run.id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<HistoryEntryPage>(`/flow-runs/${run.id}/history`, { limit: PAGE, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  useTopic('run:' + run.id, () => setFresh(true));
  useBack(() => setFresh(true));
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Skeleton lines={12} />;
  if (entries.length === 0) {
    return query.isError ? <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flow-runs/{run}/history" /> : <Empty title={say.empty} help={say.emptyHelp} />;
  }
  const more = () => {
    setFresh(false);
    void (query.hasNextPage ? query.fetchNextPage() : query.refetch());
  };
  return (
    <>
      <Records
        caption={say.title}
        rows={entries}
        rowKey={(entry) => String(entry.seq)}
        columns={[
          { id: 'at', header: say.at, width: '180px', cell: (entry) => <Time at={entry.at} /> },
          { id: 'what', header: say.what, width: '26%', cell: (entry) => <Of run={run.id} entry={entry} name={drawing.data?.nodes[entry.node]?.name} /> },
          { id: 'state', header: say.state, width: '160px', cell: (entry) => <StateMark state={entry.state.name} /> },
          {
            id: 'why',
            header: say.why,
            cell: ({ state }) => (
              <span className="wrap">
                {state.attempt != null && state.attempt > 1 && <span className="soft">{say.attempt(state.attempt)} </span>}
                {state.message ?? ''}
              </span>
            ),
          },
          { id: 'begun', header: say.begun, right: true, width: '80px', cell: (entry) => <span className="number">{entry.epoch > 0 ? say.nth(entry.epoch) : '–'}</span> },
        ]}
      />
      {(query.hasNextPage || fresh) && (
        <p className="center">
          <button type="button" className="button" disabled={query.isFetching} onClick={more}>
            {query.isFetching ? words.runs.moreBusy : query.hasNextPage ? say.more : say.fresh}
          </button>
        </p>
      )}
    </>
  );
}

function Of({ run, entry: { node, child }, name }: { run: string; entry: HistoryEntry; name?: string }) {
  if (node < 0) return <span className="soft">{say.run}</span>;
  const label = name === undefined ? '#' + node : name;
  const whole = child < 0 ? label : `${label}[${child}]`;
  return (
    <Link to="/runs/$run/tasks" params={{ run }} search={{ sel: whole, open: child < 0 ? undefined : String(node) }} className="wrap">
      {whole}
    </Link>
  );
}

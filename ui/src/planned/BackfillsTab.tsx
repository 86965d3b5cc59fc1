import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import type { Backfill } from '../api/schema.gen';
import { flowQuery } from '../api/queries';
import { usePolling } from '../live/hooks';
import { useMay } from '../parts/may';
import { Empty, Failure, Skeleton } from '../parts/PageState';
import { StateBar } from '../parts/StateBar';
import { FamilyIcon } from '../parts/StateMark';
import { Time } from '../parts/Time';
import type { Family } from '../states';
import { plannedWords } from '../words/planned';
import { BackfillPanel } from './BackfillPanel';
import { BackfillPlan } from './BackfillPlan';
import { doneOf, sizeOf, statesOfCounts } from './fates';
import { useFlowZone } from './FlowSchedulesTab';
import { backfillsQuery, flowSchedulesQuery, useLiveRuns } from './queries';
import type { Schedule } from './scheduleModel';
import type { BackfillsSearch } from './search';

const route = getRouteApi('/inside/flows/$flow/backfills');
const say = plannedWords.backfill;
const POST = 'POST /flows/{flow}/backfills';

/** Runs of a flow for spans of time: planned, begun, looked at, stopped. */
export function BackfillsTab() {
  const { flow } = route.useParams();
  const { v, ...search } = route.useSearch();
  const navigate = useNavigate({ from: '/flows/$flow/backfills' });
  const may = useMay(POST);
  const about = useQuery(flowQuery(flow)).data;
  const query = useQuery({ ...backfillsQuery(flow), refetchInterval: usePolling() });
  const schedules = useQuery(flowSchedulesQuery(flow));
  useLiveRuns(about ? [about.project] : [], 'backfills', 2_000);
  useFlowZone((schedules.data?.items ?? []).map((each) => each.schedule as Schedule));
  const go = (next: BackfillsSearch) => void navigate({ search: { v, ...next } });
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flows/{flow}/backfills" />;
  if (!query.data) return <Skeleton lines={6} />;
  const all = query.data.items;
  const none = schedules.data?.items.length === 0;
  const cannot = !may ? say.cannot.may(POST) : none ? say.cannot.schedule : undefined;
  return (
    <div className="split" data-open={search.sel !== undefined}>
      <div className="split-main">
        <div className="page-head">
          <h2>{say.title}</h2>
          <span className="grow" />
          {none && <span className="soft">{say.cannot.schedule}</span>}
          {!search.plan && (
            <button type="button" className="button primary" disabled={cannot !== undefined} title={cannot} onClick={() => go({ plan: true })}>
              <Plus size={14} aria-hidden="true" /> {say.add}
            </button>
          )}
        </div>
        {search.plan && schedules.data && (
          <BackfillPlan flow={flow} schedules={schedules.data.items} search={search} onSearch={go} onBegun={(id) => go({ sel: id })} onClose={() => go({})} />
        )}
        {all.length === 0 ? (
          !search.plan && (
            <div className="card">
              <Empty title={say.empty} help={say.emptyHelp} code={say.emptyCode} />
            </div>
          )
        ) : (
          <BackfillTable flow={flow} backfills={all} selected={search.sel} />
        )}
      </div>
      {search.sel !== undefined && <BackfillPanel key={search.sel} id={search.sel} onClose={() => go({})} />}
    </div>
  );
}

/** How a backfill stands, and whether any of its runs failed. */
export function BackfillMark({ backfill }: { backfill: Backfill }) {
  const families: Record<Backfill['state'], Family> = {
    running: 'running',
    cancelling: 'attention',
    ended: backfill.counts.failed > 0 ? 'failed' : 'success',
    cancelled: 'ended',
  };
  return (
    <span className="state" data-backfill={backfill.state} title={backfill.words || undefined}>
      <FamilyIcon family={families[backfill.state]} />
      {say.states[backfill.state]}
    </span>
  );
}

export function Progress({ backfill }: { backfill: Backfill }) {
  return (
    <span className="fill">
      <span className="grow">
        <StateBar counts={statesOfCounts(backfill.counts)} />
      </span>
      <span className="number">{say.progress(doneOf(backfill.counts), sizeOf(backfill.counts))}</span>
    </span>
  );
}

function BackfillTable({ flow, backfills, selected }: { flow: string; backfills: Backfill[]; selected?: string }) {
  return (
    <div className="card table-card">
      <table className="table stacking backfills-table">
        <caption className="hidden">{say.table}</caption>
        <thead>
          <tr>
            {(['state', 'span', 'schedule', 'progress', 'by', 'created'] as const).map((column) => (
              <th key={column} scope="col" data-column={column}>
                {say.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {backfills.map((each) => (
            <tr key={each.id} aria-current={each.id === selected ? 'true' : undefined}>
              <td data-column="state">
                <BackfillMark backfill={each} />
              </td>
              <td data-column="name">
                <Link to="/flows/$flow/backfills" params={{ flow }} search={{ sel: each.id ?? undefined }} className="strong">
                  <Time at={each.from} near={NEVER} /> – <Time at={each.to} near={NEVER} />
                </Link>
              </td>
              <td data-column="schedule">
                <span className="cut block">{each.schedule}</span>
              </td>
              <td data-column="progress">
                <Progress backfill={each} />
              </td>
              <td data-column="by">
                <span className="cut block">{each.createdBy}</span>
              </td>
              <td data-column="created">
                <Time at={each.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const NEVER = new Date(0); // so that the day is always there

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useEffect } from 'react';
import { flowQuery } from '../api/queries';
import { useNow, usePolling } from '../live/hooks';
import { useMay } from '../parts/may';
import { Empty, Failure, Skeleton } from '../parts/PageState';
import { useSetFlowZone } from '../parts/zone';
import { plannedWords as say } from '../words/planned';
import { flowSchedulesQuery, useLiveRuns, useNextFiring } from './queries';
import { ScheduleForm } from './ScheduleForm';
import { SchedulePanel } from './SchedulePanel';
import { ScheduleTable } from './ScheduleTable';
import type { Schedule } from './scheduleModel';

const route = getRouteApi('/inside/flows/$flow/schedules');
const PUT = 'PUT /flows/{flow}/schedules/{schedule}';

/** When one flow runs by itself. */
export function FlowSchedulesTab() {
  const { flow } = route.useParams();
  const { v, sel, edit } = route.useSearch();
  const navigate = useNavigate({ from: '/flows/$flow/schedules' });
  const now = useNow(5_000, true);
  const may = useMay(PUT);
  const about = useQuery(flowQuery(flow)).data;
  const query = useQuery({ ...flowSchedulesQuery(flow), refetchInterval: usePolling() });
  const all = query.data?.items ?? [];
  useLiveRuns(about ? [about.project] : [], 'schedules', 5_000);
  useNextFiring(all);
  useFlowZone(all.map((each) => each.schedule as Schedule));
  const go = (search: { sel?: string; edit?: string }) => void navigate({ search: { v, ...search } });
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flows/{flow}/schedules" />;
  if (!query.data) return <Skeleton lines={6} />;
  if (edit !== undefined) {
    const before = all.find((each) => each.name === edit);
    if (edit === '' || before) {
      return (
        <ScheduleForm
          key={edit}
          flow={flow}
          parameters={about?.parameters ?? []}
          before={before}
          taken={all.map((each) => each.name)}
          onDone={(name) => go({ sel: name })}
          onCancel={() => go({ sel: before?.name })}
        />
      );
    }
  }
  return (
    <div className="split" data-open={sel !== undefined}>
      <div className="split-main">
        <div className="page-head">
          <h2>{say.tabs.schedules}</h2>
          <span className="soft">{say.count(all.length)}</span>
          <span className="grow" />
          <button type="button" className="button primary" disabled={!may} title={may ? undefined : say.needs(PUT)} onClick={() => go({ edit: '' })}>
            <Plus size={14} aria-hidden="true" /> {say.add}
          </button>
        </div>
        {all.length === 0 ? (
          <div className="card">
            <Empty title={say.empty} help={say.emptyHelp} code={say.emptyCode} />
          </div>
        ) : (
          <ScheduleTable schedules={all} now={now} withFlow={false} selected={sel} />
        )}
      </div>
      {sel !== undefined && <SchedulePanel key={sel} flow={flow} name={sel} now={now} onClose={() => go({})} onEdit={() => go({ edit: sel })} />}
    </div>
  );
}

/** The zone of a flow is that of its first clock. */
export function useFlowZone(schedules: Schedule[]): void {
  const set = useSetFlowZone();
  const zone = schedules[0]?.clocks?.[0]?.zone ?? null;
  useEffect(() => {
    set(zone);
    return () => set(null);
  }, [zone, set]);
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { runQuery } from '../../api/queries';
import type { FlowRun } from '../../api/schema.gen';
import { Empty, Failure, NoMatch, Skeleton } from '../../parts/PageState';
import { FamilyIcon } from '../../parts/StateMark';
import { DelayedInput } from '../../runs/RunFilters';
import type { TaskSearch } from '../../search';
import { taskOrder, useSetting } from '../../settings';
import { FAMILY_ORDER } from '../../states';
import { number, words } from '../../words';
import { TaskPanel } from './TaskPanel';
import { TaskList } from './TaskList';
import { shown, type Order } from './taskTable';
import { useTasks } from './useTasks';

const route = getRouteApi('/inside/runs/$run/tasks');

export function TasksTab() {
  const { run } = route.useParams();
  const { data } = useQuery(runQuery(run));
  return data ? <Tasks run={data} /> : <Skeleton />;
}

/** The tasks of a run, those that failed first, and the one that was chosen beside them. */
function Tasks({ run }: { run: FlowRun }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$run/tasks' });
  const sel = useDeferredValue(search.sel); // the row is marked at once, its panel comes with the next frames
  const [order, setOrder] = useSetting(taskOrder);
  const expand = useMemo(() => (search.open ?? '').split(',').filter(Boolean).map(Number), [search.open]);
  const { drawing, graph } = useTasks(run, expand);
  const table = graph.data;
  const set = (change: Partial<TaskSearch>) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const view = useMemo(
    () => (table ? shown(table, order, search.family ?? null, search.q ?? '', search.worker ?? null) : null),
    [table, order, search.family, search.q, search.worker],
  );
  const failure = drawing.error ?? (table ? null : graph.error);
  if (failure) return <Failure error={failure} retry={() => void (drawing.isError ? drawing.refetch() : graph.refetch())} permission="GET /flow-runs/{run}/graph" />;
  if (!view || !table || !drawing.data) return <Skeleton lines={10} />;
  const selected = sel ? [...table.rows.values()].find((row) => row.name === sel) : undefined;
  const elsewhere = view.workers.size > 0 || search.worker !== undefined;
  const toggle = (node: number) => {
    const next = expand.includes(node) ? expand.filter((each) => each !== node) : [...expand, node].slice(-50);
    set({ open: next.join(',') || undefined });
  };
  return (
    <div className="split" data-open={selected !== undefined}>
      <div className="split-main">
        <div className="filters">
          <DelayedInput label={words.tasks.search} value={search.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
          <div className="facets" role="group" aria-label={words.tasks.state}>
            <button type="button" className="facet" aria-pressed={!search.family} onClick={() => set({ family: undefined })}>
              {words.tasks.all} <span className="number">{number(view.total)}</span>
            </button>
            {FAMILY_ORDER.filter((family) => view.counts[family] > 0 || family === search.family).map((family) => (
              <button key={family} type="button" className="facet" aria-pressed={search.family === family} onClick={() => set({ family: search.family === family ? undefined : family })}>
                <FamilyIcon family={family} />
                {words.state.families[family]} <span className="number">{number(view.counts[family])}</span>
              </button>
            ))}
          </div>
          {elsewhere && (
            <select className="order task-workers" aria-label={words.tasks.worker} value={search.worker ?? ''} onChange={(event) => set({ worker: event.target.value || undefined })}>
              <option value="">{words.tasks.anyWorker}</option>
              {search.worker && !view.workers.has(search.worker) && <option value={search.worker}>{search.worker}</option>}
              {[...view.workers].map(([worker, count]) => (
                <option key={worker} value={worker}>
                  {worker} · {number(count)}
                </option>
              ))}
            </select>
          )}
          <select className="order" aria-label={words.tasks.sort} value={order === 'worker' && !elsewhere ? 'failed' : order} onChange={(event) => setOrder(event.target.value as Order)}>
            <option value="failed">{words.tasks.failedFirst}</option>
            <option value="flow">{words.tasks.order}</option>
            {elsewhere && <option value="worker">{words.tasks.byWorker}</option>}
          </select>
        </div>
        {table.rows.size === 0 ? (
          <Empty title={words.tasks.empty} />
        ) : view.rows.length === 0 ? (
          <NoMatch title={words.tasks.none} clear={words.tasks.clear} onClear={() => set({ q: undefined, family: undefined, worker: undefined })} />
        ) : (
          <TaskList rows={view.rows} workers={view.workers.size > 0} selected={search.sel} expanded={expand} onSelect={(name) => set({ sel: name })} onToggle={toggle} />
        )}
        {table.cut > 0 && <p className="soft small">{words.tasks.cut(table.cut)}</p>}
      </div>
      {selected && (
        <TaskPanel
          key={selected.key}
          run={run}
          row={selected}
          table={table}
          drawing={drawing.data}
          onSelect={(name) => set({ sel: name })}
          onClose={() => set({ sel: undefined })}
        />
      )}
    </div>
  );
}

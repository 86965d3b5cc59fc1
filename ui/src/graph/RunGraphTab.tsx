import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { drawingQuery, runQuery } from '../api/queries';
import type { FlowRun } from '../api/schema.gen';
import { Failure, Skeleton } from '../parts/PageState';
import { StateMark } from '../parts/StateMark';
import { Took } from '../parts/Time';
import { TaskPanel } from '../run/tasks/TaskPanel';
import type { TaskRow } from '../run/tasks/taskTable';
import { useTasks } from '../run/tasks/useTasks';
import { graphWords as say } from '../words/graph';
import { GraphView, hasInside } from './GraphView';
import { MANY, shapeOf, standingOf } from './model';
import { unfolded, type GraphSearch } from './search';
import { useCritical, useInner } from './useInner';

const route = getRouteApi('/inside/runs/$run/graph');

export function RunGraphTab() {
  const { run } = route.useParams();
  const { data } = useQuery(runQuery(run));
  return data ? <RunGraph run={data} /> : <Skeleton />;
}

/** The graph of a run as it goes on, and the task that was chosen beside it. */
function RunGraph({ run }: { run: FlowRun }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$run/graph' });
  const set = useCallback((change: Partial<GraphSearch>) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true }), [navigate]);
  const sel = useDeferredValue(search.sel); // the box is marked at once, its panel comes with the next frames
  const open = useMemo(() => unfolded(search.open).nodes, [search.open]);
  const chosenNode = /^(.*)\[\d+\]$/.exec(sel ?? '')?.[1];
  const drawn = useQuery(drawingQuery(run)).data;
  const kindOf = useCallback((node: number) => drawn?.nodes[node]?.kind ?? '', [drawn]);
  const many = useMemo(() => {
    const nodes = open.filter((node) => MANY.has(kindOf(node)));
    const child = chosenNode === undefined ? -1 : (drawn?.nodes.findIndex((node) => node.name === chosenNode && node.group == null) ?? -1);
    return child >= 0 && !nodes.includes(child) ? [...nodes, child] : nodes;
  }, [open, kindOf, chosenNode, drawn]);
  const { drawing, graph } = useTasks(run, many);
  const flows = useMemo(() => open.filter((node) => !MANY.has(kindOf(node))), [open, kindOf]);
  const { within, tables, runs } = useInner(drawing.data, graph.data, flows);
  const shape = useMemo(() => (drawing.data ? shapeOf(drawing.data, within) : null), [drawing.data, within]);
  const standing = useMemo(() => (shape && graph.data ? standingOf(shape, graph.data, tables, open) : null), [shape, graph.data, tables, open]);
  const critical = useCritical(run, drawing.data, search.show === 'critical', graph.data?.rev ?? 0);
  const canUnfold = useCallback((node: number) => hasInside(kindOf(node)), [kindOf]);
  const close = useCallback(() => set({ sel: undefined }), [set]);
  const failure = drawing.error ?? (graph.data ? null : graph.error);
  if (failure) return <Failure error={failure} retry={() => void (drawing.isError ? drawing.refetch() : graph.refetch())} permission="GET /flow-runs/{run}/graph" />;
  if (!shape || !standing || !graph.data || !drawing.data) return <Skeleton lines={10} />;
  const row = sel === undefined ? undefined : [...graph.data.rows.values()].find((each) => each.name === sel);
  const unit = row ? undefined : shape.units[shape.byKey.get(sel ?? '') ?? -1];
  const innerRow = unit && unit.within >= 0 ? standing.rows[shape.byKey.get(unit.key)!] : undefined;
  return (
    <GraphView
      world={run.id}
      shape={shape}
      standing={standing}
      search={search}
      onSearch={set}
      critical={critical}
      canUnfold={canUnfold}
      panel={
        row ? (
          <TaskPanel key={row.key} run={run} row={row} table={graph.data} drawing={drawing.data} onSelect={(sel) => set({ sel })} onClose={close} />
        ) : unit && innerRow ? (
          <InnerPanel name={unit.name} row={innerRow} parent={shape.units[unit.within]!.name} run={runs.get(unit.within)} onClose={close} />
        ) : undefined
      }
    />
  );
}

/** A task of a flow within: it belongs to a run of its own. */
function InnerPanel({ name, row, parent, run, onClose }: { name: string; row: TaskRow; parent: string; run: string | undefined; onClose: () => void }) {
  return (
    <aside className="card panel" aria-label={name}>
      <header className="panel-head">
        <div className="grow">
          <h2 className="cut" title={name}>
            {name}
          </h2>
          <span className="line">
            <StateMark state={row.state} />
            <Took start={row.start} end={row.end} />
          </span>
        </div>
        <button type="button" className="icon-button" aria-label={say.close} onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </button>
      </header>
      <p className="soft">
        {say.within(parent)}. {say.innerHelp}
      </p>
      {run && (
        <Link className="button" to="/runs/$run/graph" params={{ run }} search={{ sel: name }}>
          {say.openRun}
        </Link>
      )}
    </aside>
  );
}

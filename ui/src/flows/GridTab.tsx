import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { flowQuery } from '../api/queries';
import { Empty, Failure, NoMatch, Skeleton } from '../parts/PageState';
import { DelayedInput } from '../runs/RunFilters';
import { flowWords } from '../words/flows';
import { GridView } from './GridView';
import { lines, taskNames } from './gridRows';
import { flowGridSearch, type FlowGridSearch } from './search';
import { useFlowChanges } from './useFlowChanges';
import { useGrid, type Grid } from './useGrid';

const route = getRouteApi('/inside/flows/$flow/grid');
const say = flowWords;

/** What became of each task in each of the newest runs. */
export function GridTab() {
  const { flow } = route.useParams();
  const { data } = useQuery(flowQuery(flow));
  const grid = useGrid(flow); // which needs nothing of the flow but its number
  return data ? <OfFlow key={flow} grid={grid} project={data.project} name={data.name} /> : null; // the page around says why
}

function OfFlow({ grid, project, name }: { grid: Grid; project: string; name: string }) {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/flows/$flow/grid' });
  const [fresh, setFresh] = useState(false);
  // what was paged to stays; where only the newest are shown they are fetched anew
  useFlowChanges(project, name, () => (grid.columns.length <= 50 ? grid.again() : setFresh(true)));
  const { q = '', failed = false } = search;
  const names = useMemo(() => taskNames(grid.columns), [grid.columns]);
  const shown = useMemo(() => lines(names, grid.columns, q, failed), [names, grid.columns, q, failed]);
  const columns = useMemo(() => grid.columns.toReversed(), [grid.columns]);
  const set = (change: Partial<FlowGridSearch>) =>
    void navigate({ search: (old) => ({ v: old.v, ...flowGridSearch({ ...search, ...change }) }), replace: true });
  if (grid.error !== null && grid.columns.length === 0) return <Failure error={grid.error} retry={grid.again} permission="GET /flows/{flow}/grid" />;
  if (grid.columns.length === 0) {
    return grid.busy ? <Skeleton lines={14} /> : <Empty title={say.neverRan} help={say.neverRanHelp} code={`reeve run ${name} -p ${project}`} />;
  }
  return (
    <>
      <div className="filters" role="search" aria-label={say.filters}>
        <DelayedInput label={say.gridSearch} value={q} onChange={(text) => set({ q: text || undefined })} />
        <button type="button" className="facet" aria-pressed={failed} onClick={() => set({ failed: failed ? undefined : true })}>
          {say.gridFailed}
        </button>
        {grid.older && (
          <button type="button" className="button" disabled={grid.busy} onClick={grid.more}>
            {grid.busy ? say.gridOlderBusy : say.gridOlder}
          </button>
        )}
        <span className="soft">
          {say.gridTasks(shown.length)} · {say.gridRuns(grid.columns.length)}
        </span>
        <span className="grow" />
        {fresh && (
          <button type="button" className="button fresh" onClick={() => (setFresh(false), grid.again())}>
            {say.gridFresh}
          </button>
        )}
      </div>
      {shown.length === 0 ? (
        <NoMatch title={say.gridNone} clear={say.clear} onClear={() => set({ q: undefined, failed: undefined })} />
      ) : (
        <>
          <GridView lines={shown} columns={columns} chosen={search} onChoose={(task, run) => set({ task, run })} />
          <p className="soft small">{say.gridWithin}</p>
        </>
      )}
    </>
  );
}

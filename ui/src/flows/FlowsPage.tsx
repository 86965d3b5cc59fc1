import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useBack, usePolling, useThrottled, useTopics } from '../live/hooks';
import { useBootstrap } from '../parts/may';
import { Empty, Failure, NoMatch, Skeleton } from '../parts/PageState';
import { useTitle } from '../parts/useTitle';
import { DelayedInput } from '../runs/RunFilters';
import { flowWords } from '../words/flows';
import { FlowTable } from './FlowTable';
import { summariesQuery } from './queries';
import { FLOW_SORTS, flowsSearch, type FlowsSearch } from './search';

const route = getRouteApi('/inside/flows');
const OFTEN = 5_000;

/** All flows, and how each does. */
export function FlowsPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/flows' });
  const projects = useBootstrap()?.projects ?? [];
  const query = useInfiniteQuery({ ...summariesQuery(search), placeholderData: (before) => before, refetchInterval: usePolling() });
  const refresh = useThrottled(OFTEN, () => void query.refetch());
  const watched = (search.project ? [search.project] : projects.map((each) => each.name)).slice(0, 15);
  useTopics(watched.map((name) => 'runs:' + name), (changes) => {
    if (changes.some((change) => change.kind === 'resync' || (change.data.runs?.length ?? 0) > 0)) refresh();
  });
  useBack(refresh);
  useTitle(search.project, flowWords.title);
  const set = (change: Partial<FlowsSearch>) => void navigate({ search: flowsSearch({ ...search, ...change }), replace: true });
  const flows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const count = query.data?.pages[0]?.total;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{flowWords.title}</h1>
        {count != null && <span className="soft">{flowWords.count(count)}</span>}
      </div>
      <div className="filters" role="search" aria-label={flowWords.filters}>
        <DelayedInput label={flowWords.search} value={search.name ?? ''} onChange={(name) => set({ name: name || undefined })} />
        <label className="inline-field">
          <span>{flowWords.project}</span>
          <select value={search.project ?? ''} onChange={(event) => set({ project: event.target.value || undefined })}>
            <option value="">{flowWords.anyProject}</option>
            {projects.map((project) => (
              <option key={project.id}>{project.name}</option>
            ))}
          </select>
        </label>
        <select
          className="order"
          aria-label={flowWords.sort}
          value={search.sort ?? 'name'}
          onChange={(event) => set({ sort: event.target.value as FlowsSearch['sort'] })}
        >
          {FLOW_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {flowWords.sorts[sort]}
            </option>
          ))}
        </select>
        {(search.name || search.project) && (
          <button type="button" className="button quiet" onClick={() => set({ name: undefined, project: undefined })}>
            {flowWords.clear}
          </button>
        )}
      </div>
      {query.isPending ? (
        <Skeleton lines={12} />
      ) : query.isError && flows.length === 0 ? (
        <Failure error={query.error} retry={() => void query.refetch()} permission="GET /ui/flows" />
      ) : flows.length > 0 ? (
        <>
          <FlowTable flows={flows} />
          {query.hasNextPage && (
            <p className="center">
              <button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {query.isFetchingNextPage ? flowWords.moreBusy : flowWords.more}
              </button>
            </p>
          )}
        </>
      ) : search.name || search.project ? (
        <NoMatch title={flowWords.none} help={flowWords.noneHelp} clear={flowWords.clear} onClear={() => set({ name: undefined, project: undefined })} />
      ) : (
        <Empty title={flowWords.empty} help={flowWords.emptyHelp} code={flowWords.emptyCode} />
      )}
    </div>
  );
}

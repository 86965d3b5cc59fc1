import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { get } from '../api/client';
import type { Asset, AssetPage, AssetUse } from '../api/schema.gen';
import { useBack, usePolling } from '../live/hooks';
import { useBootstrap } from '../parts/may';
import { Empty, Failure, NoMatch, Skeleton } from '../parts/PageState';
import { Time } from '../parts/Time';
import { useTitle } from '../parts/useTitle';
import { DelayedInput } from '../runs/RunFilters';
import { assetWords } from '../words/assets';
import { AssetPanel } from './AssetPanel';
import { assetsSearch, type AssetsSearch } from './search';

const route = getRouteApi('/inside/assets');
const PAGE = 100;
const say = assetWords;

/** Data outside of flows: who makes it, who reads it, and when they last did. */
export function AssetsPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/assets' });
  const projects = useBootstrap()?.projects ?? [];
  const { project, text, of, sel } = search;
  useTitle(sel ?? project, say.title);
  const query = useInfiniteQuery({
    queryKey: ['assets', project, text],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<AssetPage>('/assets', { project, text, limit: PAGE, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: usePolling(),
  });
  useBack(() => void query.refetch());
  const set = (change: Partial<AssetsSearch>) => void navigate({ search: assetsSearch({ ...search, ...change }), replace: true });
  const assets = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <div className="page-head">
        <h1>{say.title}</h1>
        <span className="soft">{say.help}</span>
      </div>
      <div className="filters" role="search" aria-label={say.filters}>
        <DelayedInput label={say.search} value={text ?? ''} onChange={(next) => set({ text: next || undefined })} />
        <label className="inline-field">
          <span>{say.project}</span>
          <select value={project ?? ''} onChange={(event) => set({ project: event.target.value || undefined })}>
            <option value="">{say.anyProject}</option>
            {projects.map((each) => (
              <option key={each.id}>{each.name}</option>
            ))}
          </select>
        </label>
      </div>
      <div className="split" data-open={of !== undefined && sel !== undefined}>
        <div className="split-main">
          {query.isPending ? (
            <Skeleton lines={10} />
          ) : query.isError && assets.length === 0 ? (
            <Failure error={query.error} retry={() => void query.refetch()} permission="GET /assets" />
          ) : assets.length > 0 ? (
            <>
              <AssetTable assets={assets} search={search} />
              {query.hasNextPage && (
                <p className="center">
                  <button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {query.isFetchingNextPage ? say.moreBusy : say.more}
                  </button>
                </p>
              )}
            </>
          ) : project || text ? (
            <NoMatch title={say.none} clear={say.clear} onClear={() => set({ project: undefined, text: undefined })} />
          ) : (
            <Empty title={say.empty} help={say.emptyHelp} code={say.emptyCode} />
          )}
        </div>
        {of !== undefined && sel !== undefined && (
          <AssetPanel
            key={of + '/' + sel}
            project={of}
            name={sel}
            made={search.made ?? false}
            onMade={(made) => set({ made: made || undefined })}
            onClose={() => set({ of: undefined, sel: undefined, made: undefined })}
          />
        )}
      </div>
    </div>
  );
}

function AssetTable({ assets, search }: { assets: Asset[]; search: AssetsSearch }) {
  return (
    <div className="card table-card">
      <table className="table assets-table">
        <caption className="hidden">{say.title}</caption>
        <thead>
          <tr>
            <th scope="col">{say.columns.name}</th>
            <th scope="col">{say.columns.by}</th>
            <th scope="col" data-column="read">{say.columns.read}</th>
            <th scope="col" data-column="at">{say.columns.at}</th>
          </tr>
        </thead>
        <tbody>
          {assets.map((asset) => (
            <tr key={asset.project + '/' + asset.name} aria-current={search.sel === asset.name && search.of === asset.project ? 'true' : undefined}>
              <td>
                <Link to="/assets" search={{ ...search, of: asset.project, sel: asset.name }} replace className="strong cut block" title={asset.name}>
                  {asset.name}
                </Link>
                <span className="soft cut block">{asset.project}</span>
              </td>
              <td>
                <Uses uses={asset.producedBy} />
              </td>
              <td data-column="read">
                <Uses uses={asset.readBy} />
              </td>
              <td data-column="at">
                {asset.lastProduced ? (
                  <Link to="/runs/$run/tasks" params={{ run: asset.lastProduced.runId }} search={{ sel: asset.lastProduced.task }}>
                    <Time at={asset.lastProduced.at} />
                  </Link>
                ) : (
                  <span className="soft">{say.never}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Uses({ uses }: { uses: AssetUse[] }) {
  if (uses.length === 0) return <span className="soft">{say.nobody}</span>;
  return (
    <>
      {uses.slice(0, 3).map((use) => (
        <span key={use.flowId + use.task} className="cut block">
          <Link to="/flows/$flow" params={{ flow: use.flowId }}>
            {use.flow}
          </Link>{' '}
          <span className="soft">{use.task}</span>
        </span>
      ))}
      {uses.length > 3 && <span className="soft">{say.uses(uses.length)}</span>}
    </>
  );
}

import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { get } from '../api/client';
import { queryClient } from '../api/queries';
import type { FlowRun, FlowRunPage } from '../api/schema.gen';
import { useBack, usePolling, useTopics } from '../live/hooks';
import { useBootstrap } from '../parts/may';
import { Empty, Failure, NoMatch, Skeleton } from '../parts/PageState';
import type { RunsSearch } from '../search';
import { words } from '../words';
import { RunFilters } from './RunFilters';
import { RunTable } from './RunTable';
import { folded } from './freshRuns';

const PAGE = 50;

/** The flow whose runs they are, where a page is about one. */
export type RunScope = { project: string; flow: string };

/** Runs that fit the filters of the address, the newest first. */
export function RunList({ title, search: own, scope, onChange }: { title: ReactNode; search: RunsSearch; scope?: RunScope; onChange: (search: RunsSearch) => void }) {
  const search = scope ? { ...own, ...scope } : own;
  const key = ['runs', search];
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<FlowRunPage>('/flow-runs', { ...search, limit: PAGE, cursor: pageParam, count: pageParam === '' }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: usePolling(),
    staleTime: 0,
  });
  const runs = query.data?.pages.flatMap((page) => page.items) ?? [];
  const { fresh, forget } = useFreshRuns(key, search, runs);
  useBack(() => void query.refetch());
  const show = () => {
    forget();
    void query.refetch();
    document.getElementById('content')?.scrollTo({ top: 0 });
  };
  const first = query.data?.pages[0];
  const filtered = Object.keys(own).some((name) => name !== 'sort');
  return (
    <>
      <div className="page-head">
        {title}
        {first?.total != null && <span className="soft">{words.runs.count(first.total, first.approx ?? false)}</span>}
        <span className="grow" />
        <span aria-live="polite">
          {fresh > 0 && (
            <button type="button" className="button fresh" title={words.runs.freshHelp} onClick={show}>
              {words.runs.fresh(fresh)}
            </button>
          )}
        </span>
      </div>
      <RunFilters search={own} scope={scope} onChange={onChange} />
      {query.isPending ? (
        <Skeleton lines={14} />
      ) : query.isError && runs.length === 0 ? (
        <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flow-runs" />
      ) : runs.length === 0 ? (
        filtered ? (
          <NoMatch title={words.runs.none} help={words.runs.noneHelp} clear={words.runs.clear} onClear={() => onChange({})} />
        ) : (
          <Empty
            title={words.runs.empty}
            help={words.runs.emptyHelp}
            code={scope ? `reeve run ${scope.flow} --project ${scope.project}` : words.runs.emptyCode}
          />
        )
      ) : (
        <>
          <RunTable runs={runs} scope={scope} />
          {query.hasNextPage && (
            <p className="center">
              <button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {query.isFetchingNextPage ? words.runs.moreBusy : words.runs.more}
              </button>
            </p>
          )}
        </>
      )}
    </>
  );
}

/** Rows change in place; what would be new is counted until somebody asks for it. */
function useFreshRuns(key: unknown[], search: RunsSearch, runs: FlowRun[]): { fresh: number; forget: () => void } {
  const projects = useBootstrap()?.projects ?? [];
  const watched = (search.project ? [search.project] : projects.map((project) => project.name)).slice(0, 15);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const revisions = useRef(new Map<string, number>());
  const address = JSON.stringify(search);
  useEffect(() => setIds(new Set()), [address]);
  const follows = search.sort !== 'created';
  useTopics(
    watched.map((project) => 'runs:' + project),
    (changes) => {
      const newest = runs[0]?.createdAt ?? '';
      const found: string[] = [];
      for (const { topic, kind, data } of changes) {
        if (kind === 'resync') return void queryClient.invalidateQueries({ queryKey: key });
        queryClient.setQueryData<InfiniteData<FlowRunPage>>(key, (old) => {
          if (!old || !data.runs) return old;
          let any = false;
          const pages = old.pages.map((page) => {
            const result = folded(page.items, new Map(revisions.current), topic.slice('runs:'.length), data.runs!, search, newest);
            any ||= result.changed;
            return result.changed ? { ...page, items: result.runs } : page;
          });
          return any ? { ...old, pages } : old;
        });
        const known = new Set(runs.map((run) => run.id));
        const result = folded([], revisions.current, topic.slice('runs:'.length), data.runs ?? [], search, newest);
        if (follows) found.push(...result.fresh.filter((id) => !known.has(id)));
      }
      if (found.length > 0) setIds((old) => new Set([...old, ...found]));
    },
  );
  const unseen = [...ids].filter((id) => !runs.some((run) => run.id === id)).length;
  return { fresh: unseen, forget: () => setIds(new Set()) };
}

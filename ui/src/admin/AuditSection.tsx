import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { get } from '../api/client';
import type { AuditEntryPage } from '../api/schema.gen';
import { useBack } from '../live/hooks';
import { CopyButton } from '../parts/Copy';
import { Empty, Failure, NoMatch, Skeleton } from '../parts/PageState';
import { Records } from '../parts/Records';
import { Time } from '../parts/Time';
import { useTitle } from '../parts/useTitle';
import { DelayedInput } from '../runs/RunFilters';
import { words } from '../words';
import { adminWords } from '../words/admin';
import { SPANS, type AuditSearch } from './search';

const say = adminWords.audit;
const route = getRouteApi('/inside/settings/audit');
const HOURS: Record<string, number> = { '24h': 24, '7d': 24 * 7, '30d': 24 * 30 };

/** Who changed what, by pages of a hundred. */
export function AuditSection() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/settings/audit' });
  const set = (change: AuditSearch) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const query = useInfiniteQuery({
    queryKey: ['audit', search],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<AuditEntryPage>('/audit', { actor: search.actor, action: search.action, since: search.span && sinceOf(search.span), limit: 100, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
    staleTime: 0,
  });
  useTitle(adminWords.sections.audit, adminWords.title);
  useBack(() => void query.refetch());
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.keys(search).length > 0;
  return (
    <section className="settings-section" aria-labelledby="section-title">
      <div className="page-head">
        <h1 id="section-title">{adminWords.sections.audit}</h1>
      </div>
      <p className="soft settings-help">{say.help}</p>
      <div className="filters" role="search">
        <DelayedInput label={say.actor} value={search.actor ?? ''} onChange={(actor) => set({ actor: actor || undefined })} />
        <select aria-label={say.action} value={search.action ?? ''} onChange={(event) => set({ action: event.target.value || undefined })}>
          <option value="">{say.anyAction}</option>
          {search.action && !(search.action in say.actions) && <option>{search.action}</option>}
          {Object.entries(say.actions).map(([key, word]) => (
            <option key={key} value={key}>
              {word}
            </option>
          ))}
        </select>
        <select aria-label={say.span} value={search.span ?? ''} onChange={(event) => set({ span: SPANS.find((each) => each === event.target.value) })}>
          <option value="">{say.anyTime}</option>
          {SPANS.map((each) => (
            <option key={each} value={each}>
              {say.spans[each]}
            </option>
          ))}
        </select>
      </div>
      {query.isPending ? (
        <Skeleton lines={12} />
      ) : query.isError && entries.length === 0 ? (
        <Failure error={query.error} retry={() => void query.refetch()} permission="GET /audit" />
      ) : entries.length === 0 ? (
        filtered ? (
          <NoMatch title={adminWords.none} clear={adminWords.clear} onClear={() => void navigate({ search: {}, replace: true })} />
        ) : (
          <Empty title={say.empty} help={say.emptyHelp} />
        )
      ) : (
        <>
          <Records
            caption={adminWords.sections.audit}
            rows={entries}
            rowKey={(entry) => String(entry.id)}
            columns={[
              { id: 'when', header: say.when, width: '170px', cell: (entry) => <Time at={entry.at} /> },
              { id: 'who', header: say.who, width: '18%', cell: (entry) => <span className="wrap">{entry.actor || '–'}</span> },
              { id: 'what', header: say.what, width: '150px', cell: (entry) => <code>{entry.action}</code> },
              { id: 'which', header: say.which, cell: (entry) => <span className="wrap">{entry.subject}</span> },
              { id: 'where', header: say.where, width: '130px', cell: (entry) => <span className="cut block soft" title={entry.address}>{entry.address}</span> },
              {
                id: 'request',
                header: say.request,
                width: '170px',
                cell: (entry) => (
                  <span className="line">
                    <code className="cut soft">{entry.requestId}</code>
                    <CopyButton text={entry.requestId} label={say.request} />
                  </span>
                ),
              },
            ]}
          />
          {query.hasNextPage && (
            <p className="center">
              <button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {query.isFetchingNextPage ? words.runs.moreBusy : say.more}
              </button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** To the minute, so that the same is not asked for twice. */
function sinceOf(span: string): string {
  const now = Math.floor(Date.now() / 60_000) * 60_000;
  return new Date(now - (HOURS[span] ?? 24) * 3_600_000).toISOString();
}

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useBack } from '../live/hooks';
import { Empty, Failure, NoMatch, Skeleton } from '../parts/PageState';
import { useTitle } from '../parts/useTitle';
import { adminWords } from '../words/admin';

type Props<T> = {
  title: string;
  help: string;
  /** What makes a new one. */
  action?: ReactNode;
  filters?: ReactNode;
  query: UseQueryResult<T>;
  permission: string;
  /** Of all, and of those that fit the filters. */
  count: (data: T) => { all: number; shown: number };
  empty: { title: string; help?: string; code?: string };
  onClear?: () => void;
  children: (data: T) => ReactNode;
};

/** One part of the settings: what it is about, what can be added, and its list in whatever state that is. */
export function Section<T>({ title, help, action, filters, query, permission, count, empty, onClear, children }: Props<T>) {
  useTitle(title, adminWords.title);
  useBack(() => void query.refetch());
  const { data } = query;
  const counts = data === undefined ? null : count(data);
  return (
    <section className="settings-section" aria-labelledby="section-title">
      <div className="page-head">
        <h1 id="section-title">{title}</h1>
        <span className="grow" />
        {action}
      </div>
      <p className="soft settings-help">{help}</p>
      {filters && <div className="filters">{filters}</div>}
      {data === undefined || counts === null ? (
        query.isError ? (
          <Failure error={query.error} retry={() => void query.refetch()} permission={permission} />
        ) : (
          <Skeleton lines={8} />
        )
      ) : counts.all === 0 ? (
        <Empty {...empty} />
      ) : counts.shown === 0 ? (
        <NoMatch title={adminWords.none} clear={adminWords.clear} onClear={onClear ?? (() => {})} />
      ) : (
        children(data)
      )}
    </section>
  );
}

/** Whether a text has what somebody looks for. */
export const has = (q: string | undefined, ...texts: (string | null | undefined)[]): boolean =>
  !q || texts.some((text) => text?.toLowerCase().includes(q.toLowerCase()));

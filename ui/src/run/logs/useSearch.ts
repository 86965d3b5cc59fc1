import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { LogHits } from '../../api/schema.gen';
import { hitFrom } from './logWindow';
import type { LogFilter } from './logSource';

const MOST = 10_000;

/** Where all of the log has a text: the numbers of lines, from the server. */
export function useSearch(run: string, find: string, filter: LogFilter, total: number) {
  const query = useQuery({
    queryKey: ['log-hits', run, find, filter, Math.floor(total / 1000)],
    enabled: find !== '',
    queryFn: ({ signal }) =>
      get<LogHits>(
        `/flow-runs/${run}/logs/search`,
        { q: find, level: filter.level === 'trace' ? undefined : filter.level, node: filter.node, child: filter.child, limit: MOST },
        signal,
      ),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });
  const hits = find === '' ? [] : (query.data?.hits ?? []);
  return {
    hits,
    count: find === '' ? 0 : (query.data?.count ?? 0),
    partly: query.data?.nextLine != null,
    busy: query.isFetching,
    error: query.error,
    /** The hit after or before a line, round the end. */
    step(line: number, back: boolean): number | undefined {
      if (hits.length === 0) return undefined;
      const at = hitFrom(hits, line);
      const next = back ? at - 1 : hits[at] === line ? at + 1 : at;
      return hits[(next + hits.length) % hits.length];
    },
    placeOf: (line: number) => (hits[hitFrom(hits, line)] === line ? hitFrom(hits, line) + 1 : 0),
  };
}

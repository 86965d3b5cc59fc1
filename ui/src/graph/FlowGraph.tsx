import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { flowQuery, structureQuery } from '../api/queries';
import { Failure, Skeleton } from '../parts/PageState';
import { GraphView } from './GraphView';
import { insideOf, shapeOf, type Inside } from './model';
import { unfolded, type GraphSearch } from './search';

const route = getRouteApi('/inside/flows/$flow/graph');

export function FlowGraphTab() {
  const { flow } = route.useParams();
  const search = route.useSearch();
  const { v } = search;
  const navigate = useNavigate({ from: '/flows/$flow/graph' });
  const set = useCallback((change: Partial<GraphSearch>) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true }), [navigate]);
  const { data } = useQuery(flowQuery(flow));
  const version = v ?? data?.version;
  return version === undefined ? <Skeleton lines={10} /> : <FlowGraph flow={flow} version={version} search={search} onSearch={set} />;
}

/** The graph of one version of a flow. It never changes. */
export function FlowGraph({ flow, version, search, onSearch }: { flow: string; version: number; search: GraphSearch; onSearch: (change: Partial<GraphSearch>) => void }) {
  const { data, error, refetch } = useQuery(structureQuery(flow, version));
  const inside = useMemo(() => {
    const found = new Map<number, Inside>();
    for (const node of new Set(data?.nodes.flatMap((each) => (each.group == null ? [] : [each.group])))) {
      const within = insideOf(data!, node);
      if (within) found.set(node, within);
    }
    return found;
  }, [data]);
  const shape = useMemo(() => {
    const open = unfolded(search.open).nodes;
    return data ? shapeOf(data, new Map([...inside].filter(([node]) => open.includes(node)))) : null;
  }, [data, inside, search.open]);
  const canUnfold = useCallback((node: number) => inside.has(node), [inside]);
  if (error && !data) return <Failure error={error} retry={() => void refetch()} permission="GET /flows/{flow}/versions/{version}/structure" />;
  if (!shape) return <Skeleton lines={10} />;
  return <GraphView world={`${flow}/${version}`} shape={shape} standing={null} search={search} onSearch={onSearch} critical={null} canUnfold={canUnfold} />;
}

import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, getRouteApi, useChildMatches } from '@tanstack/react-router';
import { flowQuery } from '../api/queries';
import { Later } from '../parts/Later';
import { Failure, Skeleton } from '../parts/PageState';
import { useAhead } from '../parts/useAhead';
import { useTitle } from '../parts/useTitle';
import { useZoneOf } from '../parts/zone';
import { flowWords } from '../words/flows';
import { FlowHeader } from './FlowHeader';
import { FLOW_TABS } from './flowTabs';
import { flowSchedulesQuery } from './queries';

const route = getRouteApi('/inside/flows/$flow');
const NONE: [] = [];

/** One flow: what it is, and its parts below. */
export function FlowPage() {
  const { flow } = route.useParams();
  const { v } = route.useSearch();
  const part = useChildMatches({ select: (matches) => matches[0]?.routeId });
  const query = useQuery(flowQuery(flow));
  useTitle(query.data?.name, flowWords.title);
  useAhead(query.data ? FLOW_TABS : NONE);
  useZoneOf(query.data, useQuery(flowSchedulesQuery(flow)).data?.items);
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flows/{flow}" />;
  if (!query.data) return <Skeleton lines={12} />;
  return (
    <div className="page flow-page">
      <FlowHeader flow={query.data} />
      <nav className="tabs" aria-label={flowWords.tabsLabel}>
        {FLOW_TABS.map(({ to, label }) => (
          <Link key={to} to={to} params={{ flow }} search={{ v }} className="tab" activeOptions={{ includeSearch: false }}>
            {label}
          </Link>
        ))}
      </nav>
      <Later key={part}>
        <Outlet />
      </Later>
    </div>
  );
}

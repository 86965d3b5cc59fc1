import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, getRouteApi } from '@tanstack/react-router';
import { flowQuery } from '../api/queries';
import { Failure, Skeleton } from '../parts/PageState';
import { useTitle } from '../parts/useTitle';
import { flowWords } from '../words/flows';
import { FlowHeader } from './FlowHeader';
import { FLOW_TABS } from './flowTabs';

const route = getRouteApi('/inside/flows/$flow');

/** One flow: what it is, and its parts below. */
export function FlowPage() {
  const { flow } = route.useParams();
  const { v } = route.useSearch();
  const query = useQuery(flowQuery(flow));
  useTitle(query.data?.name, flowWords.title);
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
      <Outlet />
    </div>
  );
}

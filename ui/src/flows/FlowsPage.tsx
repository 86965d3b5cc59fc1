import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { flowsQuery } from '../api/queries';
import { Empty, Failure, Skeleton } from '../parts/PageState';
import { useTitle } from '../parts/useTitle';
import { flowWords } from '../words/flows';

const route = getRouteApi('/inside/flows');

/** All flows. */
export function FlowsPage() {
  const search = route.useSearch();
  const query = useQuery(flowsQuery(search.project));
  useTitle(search.project, flowWords.title);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{flowWords.title}</h1>
      </div>
      {query.data ? (
        query.data.items.length === 0 ? (
          <Empty title={flowWords.empty} help={flowWords.emptyHelp} code={flowWords.emptyCode} />
        ) : (
          <ul className="card rows">
            {query.data.items.map((flow) => (
              <li key={flow.id}>
                <Link to="/flows/$flow" params={{ flow: flow.id }} className="row-link">
                  {flow.name}
                </Link>
              </li>
            ))}
          </ul>
        )
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flows" />
      ) : (
        <Skeleton lines={12} />
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { flowQuery } from '../api/queries';
import { RunList } from '../runs/RunList';
import { flowWords } from '../words/flows';

const route = getRouteApi('/inside/flows/$flow/runs');

/** The runs of one flow. */
export function FlowRunsTab() {
  const { flow } = route.useParams();
  const { v, ...search } = route.useSearch();
  const navigate = useNavigate({ from: '/flows/$flow/runs' });
  const { data } = useQuery(flowQuery(flow));
  if (!data) return null; // the page around says why
  return (
    <RunList
      title={<h2>{flowWords.tabs.runs}</h2>}
      search={search}
      scope={{ project: data.project, flow: data.name }}
      onChange={({ project: _, flow: __, ...next }) => void navigate({ search: { ...next, v }, replace: true })}
    />
  );
}

import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTitle } from '../parts/useTitle';
import { words } from '../words';
import { RunList } from './RunList';

const route = getRouteApi('/inside/runs');

/** All runs. */
export function RunsPage() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/runs' });
  useTitle(search.flow ?? search.project, words.runs.title);
  return (
    <div className="page">
      <RunList title={<h1>{words.runs.title}</h1>} search={search} onChange={(next) => void navigate({ search: next, replace: true })} />
    </div>
  );
}

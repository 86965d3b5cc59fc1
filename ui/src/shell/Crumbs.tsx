import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouterState } from '@tanstack/react-router';
import { runQuery } from '../api/queries';
import { words } from '../words';

/** Where one is, from the widest to the nearest. */
export function Crumbs() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { run } = useParams({ strict: false });
  return (
    <nav className="crumbs" aria-label={words.nav.crumbs}>
      <ol>
        {run ? <RunCrumbs run={run} /> : <li aria-current="page">{path === '/' ? words.nav.dashboard : path === '/runs' ? words.nav.runs : words.page.missing}</li>}
      </ol>
    </nav>
  );
}

function RunCrumbs({ run }: { run: string }) {
  const { data } = useQuery(runQuery(run));
  return (
    <>
      <li>
        <Link to="/runs">{words.nav.runs}</Link>
      </li>
      {data && (
        <>
          <li className="crumb-wide">
            <Link to="/runs" search={{ project: data.project }}>
              {data.project}
            </Link>
          </li>
          <li className="crumb-wide">
            <Link to="/runs" search={{ project: data.project, flow: data.flow }}>
              {data.flow}
            </Link>
          </li>
          <li aria-current="page">{data.name}</li>
        </>
      )}
    </>
  );
}

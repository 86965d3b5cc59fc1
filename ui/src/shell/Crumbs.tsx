import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouterState } from '@tanstack/react-router';
import { flowQuery, runQuery } from '../api/queries';
import { words } from '../words';
import { NAV } from './nav';

/** Where one is, from the widest to the nearest. */
export function Crumbs() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { run, flow } = useParams({ strict: false });
  const page = NAV.find((each) => each.to === path);
  return (
    <nav className="crumbs" aria-label={words.nav.crumbs}>
      <ol>
        {run ? <RunCrumbs run={run} /> : flow ? <FlowCrumbs flow={flow} /> : <li aria-current="page">{page?.label ?? words.page.missing}</li>}
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
            <Link to="/flows/$flow" params={{ flow: data.flowId }}>
              {data.flow}
            </Link>
          </li>
          <li aria-current="page">{data.name}</li>
        </>
      )}
    </>
  );
}

function FlowCrumbs({ flow }: { flow: string }) {
  const { data } = useQuery(flowQuery(flow));
  return (
    <>
      <li>
        <Link to="/flows">{words.nav.flows}</Link>
      </li>
      {data && (
        <>
          <li className="crumb-wide">
            <Link to="/flows" search={{ project: data.project }}>
              {data.project}
            </Link>
          </li>
          <li aria-current="page">{data.name}</li>
        </>
      )}
    </>
  );
}

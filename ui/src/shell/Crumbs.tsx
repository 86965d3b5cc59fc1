import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouterState } from '@tanstack/react-router';
import { flowQuery, runQuery } from '../api/queries';
import { words } from '../words';
import { SECTIONS } from '../admin/sections';
import { NAV } from './nav';

/** Where one is, from the widest to the nearest. */
export function Crumbs() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { run, flow, agent } = useParams({ strict: false });
  return (
    <nav className="crumbs" aria-label={words.nav.crumbs}>
      <ol>
        {run ? <RunCrumbs run={run} /> : flow ? <FlowCrumbs flow={flow} /> : agent ? <AgentCrumbs agent={agent} /> : <PlainCrumbs path={path} />}
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

/** A page of the navigation, or one below it. */
function PlainCrumbs({ path }: { path: string }) {
  const page = NAV.find((each) => each.to === path);
  const section = SECTIONS.find((each) => each.to === path);
  if (!section) return <li aria-current="page">{page?.label ?? words.page.missing}</li>;
  return (
    <>
      <li>
        <Link to="/settings">{words.nav.settings}</Link>
      </li>
      <li aria-current="page">{section.label}</li>
    </>
  );
}

function AgentCrumbs({ agent }: { agent: string }) {
  return (
    <>
      <li>
        <Link to="/agents">{words.nav.agents}</Link>
      </li>
      <li aria-current="page">{agent}</li>
    </>
  );
}

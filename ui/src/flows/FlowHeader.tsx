import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Workflow } from 'lucide-react';
import type { Flow } from '../api/schema.gen';
import { Time } from '../parts/Time';
import { flowWords } from '../words/flows';
import { launchWords } from '../words/launch';
import { flowSchedulesQuery } from './queries';

/** What a flow is, when it runs next, and what can be done with it. */
export function FlowHeader({ flow }: { flow: Flow }) {
  const { data } = useQuery(flowSchedulesQuery(flow.id));
  const next = data?.items
    .map((schedule) => schedule.nextAt)
    .filter((at) => at != null)
    .sort()[0];
  return (
    <header className="flow-head">
      <Workflow size={18} aria-hidden="true" />
      <h1 title={flow.name}>{flow.name}</h1>
      <Link to="/flows" search={{ project: flow.project }} className="soft">
        {flow.project}
      </Link>
      <Link to="/flows/$flow/versions" params={{ flow: flow.id }} className="soft">
        {flowWords.version(flow.version)}
      </Link>
      {next && (
        <span className="soft">
          {flowWords.nextRun} <Time at={next} />
        </span>
      )}
      <span className="grow" />
      <Link className="button primary" to="/flows/$flow/launch" params={{ flow: flow.id }}>
        {launchWords.newRun}
      </Link>
    </header>
  );
}

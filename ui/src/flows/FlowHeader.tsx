import { Link } from '@tanstack/react-router';
import { Workflow } from 'lucide-react';
import type { Flow } from '../api/schema.gen';
import { flowWords } from '../words/flows';

/** What a flow is, and what can be done with it. */
export function FlowHeader({ flow }: { flow: Flow }) {
  return (
    <header className="flow-head">
      <Workflow size={18} aria-hidden="true" />
      <h1 title={flow.name}>{flow.name}</h1>
      <Link to="/flows" search={{ project: flow.project }} className="soft">
        {flow.project}
      </Link>
      <span className="soft">{flowWords.version(flow.version)}</span>
      <span className="grow" />
    </header>
  );
}

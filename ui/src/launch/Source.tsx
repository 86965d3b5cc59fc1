import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Flow, FlowRunPage } from '../api/schema.gen';
import { stateWord } from '../words';
import { launchWords as say } from '../words/launch';

/** The run whose values the form begins with. */
export function Source({ flow, from, onChoose }: { flow: Flow; from: string | undefined; onChoose: (run: string | undefined) => void }) {
  const { data } = useQuery({
    queryKey: ['launch-sources', flow.id],
    queryFn: ({ signal }) => get<FlowRunPage>('/flow-runs', { project: flow.project, flow: flow.name, limit: 20 }, signal),
    staleTime: 60_000,
  });
  const runs = data?.items ?? [];
  return (
    <label className="inline-field">
      <span>{say.from}</span>
      <select className="order" value={from ?? ''} onChange={(event) => onChoose(event.target.value || undefined)}>
        <option value="">{say.fromNone}</option>
        {from !== undefined && !runs.some((run) => run.id === from) && <option value={from}>{from}</option>}
        {runs.map((run) => (
          <option key={run.id} value={run.id}>
            {say.fromRun(run.name, stateWord(run.state.name))}
          </option>
        ))}
      </select>
    </label>
  );
}

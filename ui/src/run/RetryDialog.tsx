import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { isProblem } from '../api/problem';
import { graphOf, queryClient, runQuery, structureQuery } from '../api/queries';
import type { FlowDrawing, FlowRun, Reopening, ReuseRule } from '../api/schema.gen';
import { Modal } from '../parts/Modal';
import { words } from '../words';
import { actionWords as say } from '../words/actions';
import { retryPlan } from './retryPlan';

const RULES: ReuseRule[] = ['same_code', 'same_graph', 'same_name', 'nothing'];
const MOST_NAMES = 40;

/** Says what would run again and what would be used as it is, and does it. */
export function RetryDialog({ run, body, title, onClose }: { run: FlowRun; body: Reopening; title: string; onClose: () => void }) {
  const [reuse, setReuse] = useState<ReuseRule>();
  const retry = useMutation({
    mutationFn: () => post<FlowRun>(`/flow-runs/${run.id}/reopen`, reuse ? { ...body, reuse } : body),
    onSuccess: (next) => {
      queryClient.setQueryData(runQuery(run.id).queryKey, next);
      void queryClient.invalidateQueries({ queryKey: ['graph', run.id] });
      onClose();
    },
  });
  return (
    <Modal title={title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          retry.mutate();
        }}
      >
        <Plan run={run} body={body} reuse={reuse} />
        <label className="field">
          <span>{say.reuse}</span>
          <select value={reuse ?? ''} onChange={(event) => setReuse((event.target.value || undefined) as ReuseRule | undefined)}>
            <option value="">{say.reuseUsual}</option>
            {RULES.map((rule) => (
              <option key={rule} value={rule}>
                {say.reuses[rule]}
              </option>
            ))}
          </select>
        </label>
        {retry.isError && (
          <p className="alert" role="alert">
            {retry.error.message}
            {isProblem(retry.error) && retry.error.status >= 500 && ' ' + words.page.request(retry.error.requestId)}
          </p>
        )}
        <div className="actions end">
          <button type="button" className="button" onClick={onClose}>
            {say.leave}
          </button>
          <button type="submit" className="button primary" data-first disabled={retry.isPending}>
            {retry.isPending ? say.busy : say.retry}
          </button>
        </div>
      </form>
    </Modal>
  );
}

function Plan({ run, body, reuse }: { run: FlowRun; body: Reopening; reuse: ReuseRule | undefined }) {
  const drawing = useQuery(structureQuery(run.flowId, run.version));
  const graph = useQuery({ queryKey: ['retry-states', run.id, run.epoch], queryFn: ({ signal }) => graphOf(run.id, [], signal), staleTime: 0 });
  if (body.from && body.child != null) return <p>{say.child(body.from, body.child)}</p>;
  if (drawing.error ?? graph.error) return <p className="soft">{say.noPlan}</p>;
  if (!drawing.data || !graph.data) return <p className="soft">{words.page.loading} …</p>;
  const { node, child, state, states } = graph.data;
  const now = new Map(node.flatMap((k, i) => (child[i] === -1 ? [[k, states[state[i]!] ?? ''] as const] : [])));
  const plan = retryPlan(drawing.data, now, body.from ?? undefined);
  const kept = reuse === 'nothing' ? [] : plan.kept;
  const again = reuse === 'nothing' ? [...plan.again, ...plan.kept].sort((a, b) => a - b) : plan.again;
  return (
    <dl className="retry-plan">
      <dt>{say.again(again.length)}</dt>
      <dd>{namesOf(drawing.data, again)}</dd>
      <dt>{say.kept(kept.length)}</dt>
      <dd>{namesOf(drawing.data, kept)}</dd>
      {reuse !== 'nothing' && kept.length > 0 && <dd className="soft small">{say.keptHelp}</dd>}
    </dl>
  );
}

function namesOf(drawing: FlowDrawing, places: number[]): string {
  const names = new Map(drawing.nodes.map((each) => [each.k, each.name]));
  const shown = places.slice(0, MOST_NAMES).map((k) => names.get(k) ?? '#' + k);
  return shown.join(words.list.and) + (places.length > MOST_NAMES ? words.list.and + say.more(places.length - MOST_NAMES) : '');
}

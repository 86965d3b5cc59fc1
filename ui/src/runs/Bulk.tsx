import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { queryClient } from '../api/queries';
import type { BulkAnswer, BulkKind, FlowRun } from '../api/schema.gen';
import { GraceField } from '../parts/GraceField';
import { Modal } from '../parts/Modal';
import { useMay } from '../parts/may';
import { familyOf, isFinished } from '../states';
import { words } from '../words';
import { actionWords as say } from '../words/actions';

const BULK = 'POST /flow-runs:bulk';
const MOST = 500;
type Action = Exclude<BulkKind, 'delete'>;

const FITS: Record<Action, (state: string) => boolean> = {
  cancel: (state) => !isFinished(state) && state !== 'Cancelling',
  reopen: (state) => isFinished(state) && familyOf(state) !== 'success',
  resume: (state) => state === 'Paused',
};

const HELP: Record<Action, string> = { cancel: words.run.cancelHelp, reopen: words.run.retryHelp, resume: say.resumeHelp };

/** Those of the chosen runs to which it can be done, by how they stand now. */
export function fitting(action: Action, runs: FlowRun[]): FlowRun[] {
  return runs.filter(({ state: { name } }) => FITS[action](name));
}

/** What can be done to the runs that were chosen. */
export function BulkBar({ chosen, onClear }: { chosen: FlowRun[]; onClear: () => void }) {
  const may = useMay(BULK);
  const [asking, setAsking] = useState<Action>();
  const [result, setResult] = useState<BulkAnswer>();
  if (chosen.length === 0 && !result) return null;
  return (
    <div className="bulk card" role="region" aria-label={say.bulk}>
      <span role="status">{chosen.length > 0 ? say.chosen(chosen.length) : result && say.done(result.done)}</span>
      {chosen.length > 0 &&
        (['resume', 'reopen', 'cancel'] as const).map((action) => {
          const count = fitting(action, chosen).length;
          return (
            <button
              key={action}
              type="button"
              className="button"
              disabled={!may || count === 0 || count > MOST}
              title={may ? undefined : `${words.run.needsMember} (${BULK})`}
              onClick={() => setAsking(action)}
            >
              {say.bulkAction[action]} <span className="number">{count}</span>
            </button>
          );
        })}
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          setResult(undefined);
          onClear();
        }}
      >
        {say.unchoose}
      </button>
      {result && result.done < result.items.length && (
        <ul className="bulk-refused">
          {result.items
            .filter((item) => !item.done)
            .slice(0, 20)
            .map((item) => (
              <li key={item.run} className="field-error">
                {item.detail}
              </li>
            ))}
        </ul>
      )}
      {asking && (
        <BulkDialog
          action={asking}
          chosen={chosen}
          onClose={() => setAsking(undefined)}
          onDone={(answer) => {
            setAsking(undefined);
            setResult(answer);
            onClear();
          }}
        />
      )}
    </div>
  );
}

function BulkDialog({ action, chosen, onClose, onDone }: { action: Action; chosen: FlowRun[]; onClose: () => void; onDone: (answer: BulkAnswer) => void }) {
  const [reason, setReason] = useState('');
  const [graceSeconds, setGrace] = useState<number>();
  const [runs] = useState(() => fitting(action, chosen));
  const act = useMutation({
    mutationFn: () => post<BulkAnswer>('/flow-runs:bulk', { action, runs: runs.map((run) => run.id), ...(reason.trim() ? { reason: reason.trim() } : {}), graceSeconds }),
    onSuccess: (answer) => {
      void queryClient.invalidateQueries({ queryKey: ['runs'] });
      onDone(answer);
    },
  });
  return (
    <Modal title={say.bulkTitle[action](runs.length)} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate();
        }}
      >
        <p>{HELP[action]}</p>
        {runs.length < chosen.length && <p className="soft">{say.left(chosen.length - runs.length)}</p>}
        <ul className="bulk-runs small">
          {runs.slice(0, 8).map((run) => (
            <li key={run.id} className="cut">
              {run.name} <span className="soft">{run.flow}</span>
            </li>
          ))}
          {runs.length > 8 && <li className="soft">{say.more(runs.length - 8)}</li>}
        </ul>
        {action === 'cancel' && (
          <>
            <label className="field">
              <span>{words.run.reason}</span>
              <input value={reason} maxLength={500} data-first onChange={(event) => setReason(event.target.value)} />
            </label>
            <GraceField seconds={graceSeconds} onChange={setGrace} />
          </>
        )}
        {act.isError && (
          <p className="alert" role="alert">
            {act.error.message}
          </p>
        )}
        <div className="actions end">
          <button type="button" className="button" onClick={onClose}>
            {say.leave}
          </button>
          <button type="submit" data-first={action === 'cancel' ? undefined : true} className={action === 'cancel' ? 'button danger' : 'button primary'} disabled={act.isPending}>
            {say.bulkAction[action]} {runs.length}
          </button>
        </div>
      </form>
    </Modal>
  );
}

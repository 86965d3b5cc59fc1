import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { post } from '../api/client';
import { isProblem } from '../api/problem';
import { queryClient, runQuery } from '../api/queries';
import type { FlowRun, Reopening } from '../api/schema.gen';
import { GraceField } from '../parts/GraceField';
import { Modal } from '../parts/Modal';
import { useMay } from '../parts/may';
import { familyOf, isFinished } from '../states';
import { words } from '../words';
import { actionWords } from '../words/actions';
import { launchWords } from '../words/launch';
import { RetryDialog } from './RetryDialog';

const say = words.run;

export const REOPEN = 'POST /flow-runs/{run}/reopen';
const START = 'POST /flow-runs/{run}/start';
const CANCEL = 'POST /flow-runs/{run}/cancel';

/** What can be done to it now. What one may not do is there, and says what it takes. */
export function RunActions({ run }: { run: FlowRun }) {
  const [asking, setAsking] = useState(false);
  const mayCancel = useMay(CANCEL);
  const state = run.state.name;
  const canRetry = isFinished(state) && familyOf(state) !== 'success';
  return (
    <div className="actions">
      {canRetry && <RetryButton run={run} body={{}} label={say.retry} help={say.retryHelp} />}
      {!run.parent && run.epoch === 0 && !isFinished(state) && run.scheduledFor != null && new Date(run.scheduledFor).getTime() > Date.now() && <StartNow run={run} />}
      {!isFinished(state) && state !== 'Cancelling' && (
        <button type="button" className="button" disabled={!mayCancel} title={mayCancel ? undefined : `${say.needsMember} (${CANCEL})`} onClick={() => setAsking(true)}>
          {say.cancel}
        </button>
      )}
      {!run.parent && (
        <Link className="button" to="/flows/$flow/launch" params={{ flow: run.flowId }} search={{ from: run.id }}>
          {launchWords.runAgain}
        </Link>
      )}
      {asking && <CancelDialog run={run} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** Whoever started it sees why it waits instead: its time stays as it was meant. */
function StartNow({ run }: { run: FlowRun }) {
  const may = useMay(START);
  const start = useMutation({
    mutationFn: () => post<FlowRun>(`/flow-runs/${run.id}/start`),
    onSuccess: (next) => queryClient.setQueryData(runQuery(run.id).queryKey, next),
  });
  if (start.isSuccess) return null;
  return (
    <>
      {start.isError && (
        <span className="alert small" role="alert">
          {start.error.message}
        </span>
      )}
      <button type="button" className="button" disabled={!may || start.isPending} title={may ? actionWords.startNowHelp : `${say.needsMember} (${START})`} onClick={() => start.mutate()}>
        {actionWords.startNow}
      </button>
    </>
  );
}

/** Has a run that ended go on, once it is said what that means. */
export function RetryButton({ run, body, label, help }: { run: FlowRun; body: Reopening; label: string; help: string }) {
  const may = useMay(REOPEN);
  const [asking, setAsking] = useState(false);
  const title = body.from ? actionWords.retryFromTitle(body.child == null ? body.from : `${body.from}[${body.child}]`) : actionWords.retryTitle(run.name);
  return (
    <>
      <button type="button" className="button" disabled={!may} title={may ? help : `${say.needsMember} (${REOPEN})`} onClick={() => setAsking(true)}>
        {label}
      </button>
      {asking && <RetryDialog run={run} body={body} title={title} onClose={() => setAsking(false)} />}
    </>
  );
}

function CancelDialog({ run, onClose }: { run: FlowRun; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [graceSeconds, setGrace] = useState<number>();
  const cancel = useMutation({
    mutationFn: () => post<FlowRun>(`/flow-runs/${run.id}/cancel`, { ...(reason ? { reason } : {}), graceSeconds }),
    onSuccess: (next) => {
      queryClient.setQueryData(runQuery(run.id).queryKey, next);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    cancel.mutate();
  };
  return (
    <Modal title={say.cancelTitle(run.name)} onClose={onClose}>
      <form onSubmit={submit} className="stack">
        <p>{say.cancelHelp}</p>
        {cancel.isError && (
          <p className="alert" role="alert">
            {cancel.error.message}
            {isProblem(cancel.error) && cancel.error.status >= 500 && ' ' + words.page.request(cancel.error.requestId)}
          </p>
        )}
        <label className="field">
          <span>{say.reason}</span>
          <input value={reason} maxLength={500} data-first onChange={(event) => setReason(event.target.value)} />
        </label>
        <GraceField seconds={graceSeconds} onChange={setGrace} />
        <div className="actions end">
          <button type="button" className="button" onClick={onClose}>
            {say.keep}
          </button>
          <button type="submit" className="button danger" disabled={cancel.isPending}>
            {say.cancel}
          </button>
        </div>
      </form>
    </Modal>
  );
}

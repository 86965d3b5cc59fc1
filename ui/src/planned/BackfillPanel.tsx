import { useMutation, useQuery } from '@tanstack/react-query';
import { Square, X } from 'lucide-react';
import { useState } from 'react';
import { post } from '../api/client';
import { queryClient } from '../api/queries';
import type { Backfill } from '../api/schema.gen';
import { usePolling } from '../live/hooks';
import { useMay } from '../parts/may';
import { Modal } from '../parts/Modal';
import { Failure, Skeleton } from '../parts/PageState';
import { Time } from '../parts/Time';
import { useZone } from '../parts/zone';
import { clock } from '../times';
import { number } from '../words';
import { plannedWords } from '../words/planned';
import { BackfillMark, Progress } from './BackfillsTab';
import { Intervals } from './Intervals';
import { backfillQuery } from './queries';

const say = plannedWords.backfill;
const CANCEL = 'POST /backfills/{backfill}/cancel';

/** One backfill: how far it is, of which interval what became, and how it is stopped. */
export function BackfillPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const zone = useZone();
  const query = useQuery({ ...backfillQuery(id), refetchInterval: usePolling() });
  const title = query.data ? say.panel(clock(new Date(query.data.from), zone), clock(new Date(query.data.to), zone)) : say.title;
  return (
    <aside className="card panel" aria-label={title}>
      <div className="panel-head">
        <h2 className="grow">{title}</h2>
        <button type="button" className="icon-button" aria-label={say.close} onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      {query.data ? (
        <Whole backfill={query.data} />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} permission="GET /backfills/{backfill}" small />
      ) : (
        <Skeleton lines={8} />
      )}
    </aside>
  );
}

function Whole({ backfill }: { backfill: Backfill }) {
  const { facts } = say;
  return (
    <>
      <div className="line wrap">
        <BackfillMark backfill={backfill} />
        <span className="grow" />
        <Cancel backfill={backfill} />
      </div>
      <Progress backfill={backfill} />
      {backfill.words && <p className="hint">{backfill.words}</p>}
      <dl className="facts">
        <div className="fact">
          <dt>{facts.by}</dt>
          <dd>
            {backfill.createdBy} {facts.at} <Time at={backfill.createdAt} />
          </dd>
        </div>
        <div className="fact">
          <dt>{facts.most}</dt>
          <dd className="number">{number(backfill.maxConcurrent)}</dd>
        </div>
        <div className="fact">
          <dt>{facts.again}</dt>
          <dd>{backfill.again ? say.againYes : say.againNo}</dd>
        </div>
        <div className="fact">
          <dt>{facts.keepGoing}</dt>
          <dd>{backfill.keepGoing ? say.keepGoingYes : say.keepGoingNo}</dd>
        </div>
      </dl>
      <Intervals intervals={backfill.intervals} counts={backfill.counts} />
    </>
  );
}

function Cancel({ backfill }: { backfill: Backfill }) {
  const [asks, setAsks] = useState(false);
  const [reason, setReason] = useState('');
  const may = useMay(CANCEL);
  const cancel = useMutation({
    mutationFn: () => post(`/backfills/${backfill.id ?? ''}/cancel`, { reason }),
    onSuccess: () => {
      setAsks(false);
      void queryClient.invalidateQueries({ queryKey: ['backfills'] });
    },
  });
  const over = backfill.state !== 'running';
  return (
    <>
      <button
        type="button"
        className="button danger"
        disabled={!may || over}
        title={over ? (backfill.words || say.over) : may ? undefined : say.cannot.may(CANCEL)}
        onClick={() => setAsks(true)}
      >
        <Square size={12} aria-hidden="true" /> {say.cancel}
      </button>
      {asks && (
        <Modal title={say.cancelTitle} onClose={() => setAsks(false)}>
          <form className="stack" onSubmit={(event) => (event.preventDefault(), cancel.mutate())}>
            <p>{say.cancelHelp}</p>
            <label className="field">
              {plannedWords.reason}
              <input value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} autoFocus />
            </label>
            {cancel.isError && <Failure error={cancel.error} permission={CANCEL} small />}
            <div className="actions end">
              <button type="button" className="button" onClick={() => setAsks(false)}>
                {say.keep}
              </button>
              <button type="submit" className="button danger" disabled={cancel.isPending}>
                {say.cancel}
              </button>
            </div>
          </form>
        </Modal>
      )}
    </>
  );
}

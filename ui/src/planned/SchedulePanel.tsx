import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pause, Pencil, Play, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { del, post } from '../api/client';
import { queryClient } from '../api/queries';
import type { FlowSchedule, PastFiring } from '../api/schema.gen';
import { Labels } from '../agents/AgentTable';
import { usePolling } from '../live/hooks';
import { useMay } from '../parts/may';
import { Modal } from '../parts/Modal';
import { Failure, Skeleton } from '../parts/PageState';
import { Time } from '../parts/Time';
import { plannedWords as say } from '../words/planned';
import { Firings } from './Firings';
import { schedulePath, scheduleQuery } from './queries';
import { Became, Next, ScheduleMark } from './ScheduleTable';
import { policyOf, type Schedule } from './scheduleModel';

const PUT = 'PUT /flows/{flow}/schedules/{schedule}';
const DELETE = 'DELETE /flows/{flow}/schedules/{schedule}';
const PAUSE = 'POST /flows/{flow}/schedules/{schedule}/pause';
const RESUME = 'POST /flows/{flow}/schedules/{schedule}/resume';

type Props = { flow: string; name: string; now: number; onClose: () => void; onEdit: () => void };

/** One schedule: when it fires, what it did, and what can be done with it. */
export function SchedulePanel({ flow, name, now, onClose, onEdit }: Props) {
  const query = useQuery({ ...scheduleQuery(flow, name), refetchInterval: usePolling() });
  return (
    <aside className="card panel" aria-label={say.panel(name)}>
      <div className="panel-head">
        <h2 className="grow breakable">{name}</h2>
        <button type="button" className="icon-button" aria-label={say.close} onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      {query.data ? (
        <Whole schedule={query.data} now={now} onEdit={onEdit} onGone={onClose} />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} permission="GET /flows/{flow}/schedules/{schedule}" small />
      ) : (
        <Skeleton lines={8} />
      )}
    </aside>
  );
}

function Whole({ schedule, now, onEdit, onGone }: { schedule: FlowSchedule; now: number; onEdit: () => void; onGone: () => void }) {
  const overlap = policyOf(schedule.overlap);
  const catchUp = policyOf(schedule.catchUp);
  return (
    <>
      <div className="line wrap">
        <ScheduleMark schedule={schedule} />
        <Next schedule={schedule} now={now} />
      </div>
      <p className="why">{schedule.words}</p>
      {schedule.problem && <p className="alert">{schedule.problem}</p>}
      {schedule.pausedAt && (
        <p className="hint">
          {say.pausedBy(schedule.pausedBy ?? '')}, <Time at={schedule.pausedAt} />
          {schedule.pauseReason && ': ' + schedule.pauseReason}
        </p>
      )}
      <Actions schedule={schedule} onEdit={onEdit} onGone={onGone} />
      <section className="panel-part" aria-label={say.facts}>
        <dl className="facts stacked">
          <div className="fact">
            <dt>{schedule.own ? say.own : say.set}</dt>
            <dd className="soft">{schedule.own ? say.ownHelp : <SetBy schedule={schedule} />}</dd>
          </div>
          <div className="fact">
            <dt>{say.overlap}</dt>
            <dd>{say.overlapText(overlap.word, overlap.count)}</dd>
          </div>
          <div className="fact">
            <dt>{say.catchUp}</dt>
            <dd>{say.catchUpText(catchUp.word, catchUp.count)}</dd>
          </div>
          <Given schedule={schedule.schedule as Schedule} />
        </dl>
      </section>
      <section className="panel-part" aria-label={say.upcoming}>
        <h3>{say.upcoming}</h3>
        <Firings firings={schedule.upcoming} />
      </section>
      <section className="panel-part" aria-label={say.past}>
        <h3>{say.past}</h3>
        <Past firings={schedule.last} />
      </section>
    </>
  );
}

function SetBy({ schedule }: { schedule: FlowSchedule }) {
  return (
    <>
      {schedule.setBy} <Time at={schedule.setAt} />
      {schedule.name === 'default' && ' · ' + say.standsBefore}
    </>
  );
}

/** What its runs are given, by clock. */
function Given({ schedule }: { schedule: Schedule }) {
  const clocks = schedule.clocks ?? [];
  return clocks.map((clock, i) => {
    const parameters = Object.entries((clock.parameters as Record<string, unknown>) ?? {});
    const labels = (clock.labels as string[]) ?? [];
    return (
      <div key={i} className="fact">
        <dt>{clocks.length > 1 ? `${say.clock(i + 1)}: ${say.parameters}` : say.parameters}</dt>
        <dd>
          {parameters.length === 0 ? (
            <span className="soft">{say.noParameters}</span>
          ) : (
            <span className="parameters">
              {parameters.map(([name, value]) => (
                <span key={name} className="parameter">
                  <span className="soft">{name}</span> <code>{JSON.stringify(value)}</code>
                </span>
              ))}
            </span>
          )}
          <Labels labels={labels} />
        </dd>
      </div>
    );
  });
}

function Past({ firings }: { firings: PastFiring[] }) {
  if (firings.length === 0) return <p className="soft">{say.pastNone}</p>;
  return (
    <ul className="rows past-firings">
      {firings.map((firing) => (
        <li key={firing.at + firing.clock} className="two-lines">
          <div className="line">
            <Time at={firing.at} />
            {firing.late && <span className="badge">{say.made}</span>}
            <span className="grow" />
            <Became firing={firing} />
          </div>
          {firing.words && <p className="soft small breakable">{firing.words}</p>}
        </li>
      ))}
    </ul>
  );
}

function Actions({ schedule, onEdit, onGone }: { schedule: FlowSchedule; onEdit: () => void; onGone: () => void }) {
  const [asks, setAsks] = useState<'pause' | 'delete' | null>(null);
  const may = { put: useMay(PUT), remove: useMay(DELETE), pause: useMay(PAUSE), resume: useMay(RESUME) };
  const path = schedulePath(schedule.flowId, schedule.name);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ['schedules'] });
  const resume = useMutation({ mutationFn: () => post(path + '/resume'), onSuccess: refresh });
  const removable = may.remove && !schedule.own;
  return (
    <div className="stack">
      <div className="actions">
        <button type="button" className="button" disabled={!may.put} title={may.put ? undefined : say.needs(PUT)} onClick={onEdit}>
          <Pencil size={13} aria-hidden="true" /> {say.edit}
        </button>
        {schedule.pausedAt ? (
          <button type="button" className="button" disabled={!may.resume || resume.isPending} title={may.resume ? say.resumeHelp : say.needs(RESUME)} onClick={() => resume.mutate()}>
            <Play size={13} aria-hidden="true" /> {say.resume}
          </button>
        ) : (
          <button type="button" className="button" disabled={!may.pause} title={may.pause ? undefined : say.needs(PAUSE)} onClick={() => setAsks('pause')}>
            <Pause size={13} aria-hidden="true" /> {say.pause}
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={!removable}
          title={schedule.own ? say.ownRemove : may.remove ? undefined : say.needs(DELETE)}
          onClick={() => setAsks('delete')}
        >
          <Trash2 size={13} aria-hidden="true" /> {say.remove}
        </button>
        <Link to="/flows/$flow/runs" params={{ flow: schedule.flowId }} className="button quiet">
          {say.history}
        </Link>
      </div>
      {resume.isError && <Failure error={resume.error} permission={RESUME} small />}
      {asks === 'pause' && <PauseDialog path={path} name={schedule.name} onDone={() => (setAsks(null), refresh())} onClose={() => setAsks(null)} />}
      {asks === 'delete' && (
        <DeleteDialog
          path={path}
          name={schedule.name}
          onDone={() => {
            setAsks(null);
            onGone();
            refresh();
          }}
          onClose={() => setAsks(null)}
        />
      )}
    </div>
  );
}

type DialogProps = { path: string; name: string; onDone: () => void; onClose: () => void };

function PauseDialog({ path, name, onDone, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const pause = useMutation({ mutationFn: () => post(path + '/pause', { reason }), onSuccess: onDone });
  return (
    <Modal title={say.pauseTitle(name)} onClose={onClose}>
      <form className="stack" onSubmit={(event) => (event.preventDefault(), pause.mutate())}>
        <p>{say.pauseHelp}</p>
        <label className="field">
          {say.reason}
          <input value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} autoFocus />
        </label>
        {pause.isError && <Failure error={pause.error} permission={PAUSE} small />}
        <div className="actions end">
          <button type="button" className="button" onClick={onClose}>
            {say.keep}
          </button>
          <button type="submit" className="button primary" disabled={pause.isPending}>
            {say.pause}
          </button>
        </div>
      </form>
    </Modal>
  );
}

function DeleteDialog({ path, name, onDone, onClose }: DialogProps) {
  const remove = useMutation({ mutationFn: () => del(path), onSuccess: onDone });
  return (
    <Modal title={say.removeTitle(name)} onClose={onClose}>
      <p>{say.removeHelp}</p>
      {remove.isError && <Failure error={remove.error} permission={DELETE} small />}
      <div className="actions end">
        <button type="button" className="button" onClick={onClose} autoFocus>
          {say.keep}
        </button>
        <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {say.remove}
        </button>
      </div>
    </Modal>
  );
}

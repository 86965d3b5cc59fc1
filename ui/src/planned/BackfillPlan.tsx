import { useMutation } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isProblem } from '../api/problem';
import { queryClient } from '../api/queries';
import type { FlowSchedule, NewBackfill } from '../api/schema.gen';
import { useMay } from '../parts/may';
import { Failure } from '../parts/PageState';
import { isZone, UTC } from '../times';
import { plannedWords } from '../words/planned';
import { instantOf, shownAt } from './clockChange';
import { Intervals } from './Intervals';
import { planOf, startOf } from './queries';
import { readObject, type Schedule } from './scheduleModel';
import type { BackfillsSearch } from './search';

const say = plannedWords.backfill;
const POST = 'POST /flows/{flow}/backfills';

type Props = {
  flow: string;
  schedules: FlowSchedule[];
  search: BackfillsSearch;
  onSearch: (search: BackfillsSearch) => void;
  onBegun: (id: string) => void;
  onClose: () => void;
};

/** A backfill before it is begun: the span, then every interval and what would become of it, then the beginning. */
export function BackfillPlan({ flow, schedules, search, onSearch, onBegun, onClose }: Props) {
  const schedule = schedules.find((each) => each.name === search.schedule) ?? schedules.find((each) => each.name === 'default') ?? schedules[0];
  const zone = zoneOf(schedule);
  const [from, setFrom] = useState(search.from ? shownAt(Date.parse(search.from), zone) : '');
  const [to, setTo] = useState(search.to ? shownAt(Date.parse(search.to), zone) : '');
  const [json, setJson] = useState('');
  const may = useMay(POST);
  const parameters = readObject(json);
  const [begin, end] = [instantOf(from, zone), instantOf(to, zone)];
  const wrong = !may
    ? say.cannot.may(POST)
    : !schedule
      ? say.cannot.schedule
      : Number.isNaN(begin) || Number.isNaN(end)
        ? say.cannot.span
        : end <= begin
          ? say.cannot.order
          : typeof parameters === 'string'
            ? say.cannot.json
            : null;
  const wanted: NewBackfill | null =
    wrong === null && schedule
      ? {
          from: new Date(begin).toISOString(),
          to: new Date(end).toISOString(),
          schedule: schedule.name,
          maxConcurrent: search.most ?? 1,
          again: search.again ?? false,
          keepGoing: search.keepGoing ?? false,
          parameters: parameters as Record<string, unknown>,
        }
      : null;
  const key = JSON.stringify(wanted);
  const plan = useMutation({ mutationFn: async (body: NewBackfill) => ({ of: JSON.stringify(body), plan: await planOf(flow, body), key: crypto.randomUUID?.() ?? String(Math.random()) }) });
  // what the address plans already is asked for at once
  useEffect(() => {
    if (wanted && search.from && search.to) plan.mutate(wanted);
  }, []);
  const ask = () => {
    if (!wanted) return;
    onSearch({ ...search, from: wanted.from, to: wanted.to, schedule: schedule?.name });
    plan.mutate(wanted);
  };
  const start = useMutation({
    mutationFn: (body: NewBackfill) => startOf(flow, body),
    onSuccess: (begun) => {
      void queryClient.invalidateQueries({ queryKey: ['backfills'] });
      onBegun(begun.id ?? '');
    },
  });
  const found = plan.data;
  const toRun = found?.plan.counts.toRun ?? 0;
  const cannotStart = wrong ?? (!found ? say.cannot.asked : found.of !== key ? say.cannot.changed : toRun === 0 ? say.cannot.nothing : null);
  const error = start.error ?? plan.error;
  return (
    <section className="card plan" aria-label={say.planTitle}>
      <div className="panel-head">
        <h2 className="grow">{say.planTitle}</h2>
        <button type="button" className="icon-button" aria-label={say.close} onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      <form className="stack" onSubmit={(event) => (event.preventDefault(), ask())}>
        <div className="plan-fields">
          <label className="field">
            {say.schedule}
            <select value={schedule?.name ?? ''} onChange={(event) => onSearch({ ...search, schedule: event.target.value })}>
              {schedules.map((each) => (
                <option key={each.name}>{each.name}</option>
              ))}
            </select>
          </label>
          <label className="field">
            {say.from}
            <input type="datetime-local" value={from} max="9999-12-31T23:59" onChange={(event) => setFrom(event.target.value)} autoFocus />
          </label>
          <label className="field">
            {say.to}
            <input type="datetime-local" value={to} max="9999-12-31T23:59" onChange={(event) => setTo(event.target.value)} />
          </label>
          <label className="field" title={say.mostHelp}>
            {say.most}
            <input
              type="number"
              min={1}
              max={200}
              value={search.most ?? 1}
              onChange={(event) => onSearch({ ...search, most: Math.max(1, Math.floor(Number(event.target.value))) })}
            />
          </label>
        </div>
        <p className="soft small">
          {say.zoneNote(zone)} {schedule?.words}
        </p>
        <div className="line wrap">
          <label className="check">
            <input type="checkbox" checked={search.again ?? false} onChange={(event) => onSearch({ ...search, again: event.target.checked || undefined })} />
            {say.again}
          </label>
          <label className="check">
            <input type="checkbox" checked={search.keepGoing ?? false} onChange={(event) => onSearch({ ...search, keepGoing: event.target.checked || undefined })} />
            {say.keepGoing}
          </label>
        </div>
        <label className="field">
          {say.parameters}
          <textarea className="input code-area" rows={2} placeholder="{}" spellCheck={false} value={json} onChange={(event) => setJson(event.target.value)} />
          {typeof parameters === 'string' && <span className="alert note">{parameters}</span>}
        </label>
        {error && !(isProblem(error) && error.fields.length > 0) && <Failure error={error} permission={POST} small />}
        {isProblem(error) && error.fields.length > 0 && (
          <ul className="alert" role="alert">
            {error.fields.map((field) => (
              <li key={field.pointer + field.message}>
                <code>{field.pointer}</code> {field.message}
              </li>
            ))}
          </ul>
        )}
        <div className="actions">
          <button type="submit" className="button" disabled={wrong !== null || plan.isPending} title={wrong ?? undefined}>
            {say.ask}
          </button>
          <button
            type="button"
            className="button primary"
            disabled={cannotStart !== null || start.isPending}
            title={cannotStart ?? undefined}
            onClick={() => wanted && found && start.mutate({ ...wanted, idempotencyKey: found.key })}
          >
            {start.isPending ? say.starting : say.start(toRun)}
          </button>
          <span className="soft small" role="status">
            {cannotStart}
          </span>
        </div>
      </form>
      {found && (
        <section className="stack" aria-label={say.plan}>
          <h3>{say.plan}</h3>
          <p>
            <span className="strong">{say.counts(found.plan.counts)}</span> <span className="soft">{say.planNote}</span>
          </p>
          {found.plan.intervals.length > 0 && <Intervals intervals={found.plan.intervals} counts={found.plan.counts} />}
        </section>
      )}
    </section>
  );
}

function zoneOf(schedule: FlowSchedule | undefined): string {
  const zone = (schedule?.schedule as Schedule | undefined)?.clocks?.[0]?.zone;
  return zone && isZone(zone) ? zone : UTC;
}

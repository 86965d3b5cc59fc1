import { useId, type ReactNode } from 'react';
import type { Flow } from '../api/schema.gen';
import { useZone } from '../parts/zone';
import { exact, isZone, UTC } from '../times';
import { words } from '../words';
import { launchWords as say } from '../words/launch';
import type { Draft } from './draft';
import type { Moments } from './moments';

type Props = {
  flow: Flow;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  errors: ReadonlyMap<string, string>;
  start: Moments | undefined;
};

/** Name, start, labels and key of the run. */
export function RunOptions({ flow, draft, change, errors, start }: Props) {
  const own = useZone();
  const list = useId();
  const clocks = (flow.schedule as { clocks?: { zone?: string }[] } | null | undefined)?.clocks;
  const zones = [...new Set([own, UTC, ...(clocks ?? []).map((clock) => clock.zone ?? UTC)])];
  const labelError = [...errors].find(([place]) => place.startsWith('/labels'))?.[1];
  return (
    <section className="card launch-card stack" aria-label={say.options}>
      <h2>{say.options}</h2>
      <Option label={say.name} error={errors.get('/name')}>
        {(id) => <input id={id} className="input" maxLength={200} placeholder={say.namePlaceholder} value={draft.name} onChange={(event) => change({ name: event.target.value })} />}
      </Option>
      <Option label={say.start} help={say.startHelp} error={errors.get('/scheduledFor')}>
        {(id) => (
          <span className="line wrap">
            <input id={id} type="datetime-local" className="input" value={draft.at} onChange={(event) => change({ at: event.target.value, later: false })} />
            <input
              className="input launch-zone"
              aria-label={say.zone}
              aria-invalid={!isZone(draft.zone)}
              list={list}
              value={draft.zone}
              onChange={(event) => change({ zone: event.target.value, later: false })}
            />
            <datalist id={list}>
              {zones.map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </span>
        )}
      </Option>
      {start && <StartNote draft={draft} change={change} start={start} />}
      <Option label={say.labels} help={`${say.labelsHelp} ${flow.labels.join(words.list.and) || say.labelsNone}`} error={labelError}>
        {(id) => (
          <input
            id={id}
            className="input"
            placeholder={flow.labels.join(words.list.and)}
            value={draft.labels ?? ''}
            onChange={(event) => change({ labels: event.target.value === '' ? undefined : event.target.value })}
          />
        )}
      </Option>
      <Option label={say.key2} help={say.keyHelp} error={errors.get('/idempotencyKey')}>
        {(id) => <input id={id} className="input" maxLength={500} spellCheck={false} value={draft.key} onChange={(event) => change({ key: event.target.value })} />}
      </Option>
      <p className="soft small">
        {say.version}: {say.newest(flow.version)}
      </p>
    </section>
  );
}

function Option({ label, help, error, children }: { label: string; help?: string; error: string | undefined; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="launch-option">
      <label htmlFor={id} className="strong">
        {label}
      </label>
      {children(id)}
      {error ? <p className="field-error">{error}</p> : help && <p className="soft small">{help}</p>}
    </div>
  );
}

/** What the chosen time means, where clocks are turned too. */
function StartNote({ draft, change, start }: { draft: Draft; change: (part: Partial<Draft>) => void; start: Moments }) {
  const at = start.moments[draft.later ? start.moments.length - 1 : 0]!;
  const told = exact(new Date(at), draft.zone).replace(/\.000/, '');
  if (start.gap) return <p className="hint small">{say.gap(draft.zone, told)}</p>;
  if (start.moments.length > 1) {
    return (
      <div className="hint small stack">
        <span>{say.twice(draft.zone)}</span>
        <span className="segments" role="group" aria-label={say.start}>
          {[false, true].map((later) => (
            <button key={String(later)} type="button" aria-pressed={draft.later === later} onClick={() => change({ later })}>
              {later ? say.second : say.first}
            </button>
          ))}
        </span>
        <span className="number">{told}</span>
      </div>
    );
  }
  return <p className="soft small">{at < Date.now() ? say.past : say.startsAt(told)}</p>;
}

import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { FieldError, RegisteredParameter } from '../api/schema.gen';
import { isZone } from '../times';
import { plannedWords as say } from '../words/planned';
import {
  hasFields,
  intervalOf,
  readObject,
  UNITS,
  withExpression,
  withInterval,
  withLabels,
  withParameters,
  type Clock,
  type Interval,
  type Json,
  type Unit,
} from './scheduleModel';

const ZONES = Intl.supportedValuesOf('timeZone');
const KNOWN = new Set(['timing', 'zone', 'parameters', 'labels']);

type Props = {
  index: number;
  of: number;
  clock: Clock;
  parameters: RegisteredParameter[];
  errors: FieldError[];
  onChange: (clock: Clock) => void;
  onBroken: (why: string | null) => void;
  onRemove: () => void;
};

/** One clock of a schedule in fields. What no field shows stays as it is. */
export function ClockFields({ index, of, clock, parameters, errors, onChange, onBroken, onRemove }: Props) {
  const more = Object.keys(clock).some((key) => !KNOWN.has(key)) || clock.timing.anchor !== undefined || clock.timing.days === 'both';
  return (
    <fieldset className="card clock">
      <legend className={of > 1 ? undefined : 'hidden'}>{say.clock(index + 1)}</legend>
      {hasFields(clock) ? <TimingFields clock={clock} onChange={onChange} /> : <p className="hint">{say.form.onlyJson}</p>}
      <label className="field">
        {say.form.zone}
        <input list={`zones-${index}`} value={clock.zone} onChange={(event) => onChange({ ...clock, zone: event.target.value })} spellCheck={false} />
        <datalist id={`zones-${index}`}>
          {ZONES.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        {!isZone(clock.zone) && <span className="soft small note">{say.form.zoneWrong}</span>}
      </label>
      <Given clock={clock} parameters={parameters} onChange={onChange} onBroken={onBroken} />
      {more && <p className="soft small">{say.form.moreParts}</p>}
      {errors.length > 0 && (
        <ul className="alert">
          {errors.map((error) => (
            <li key={error.pointer + error.message}>
              <code>{error.pointer.replace(`/schedule/clocks/${index}/`, '')}</code> {error.message}
            </li>
          ))}
        </ul>
      )}
      {of > 1 && (
        <div>
          <button type="button" className="button quiet" onClick={onRemove}>
            <Trash2 size={13} aria-hidden="true" /> {say.form.removeClock}
          </button>
        </div>
      )}
    </fieldset>
  );
}

function TimingFields({ clock, onChange }: { clock: Clock; onChange: (clock: Clock) => void }) {
  const interval = intervalOf(clock.timing);
  const cron = clock.timing.kind === 'cron';
  const set = (timing: Json) => onChange({ ...clock, timing });
  return (
    <>
      <div className="segments" role="group" aria-label={say.form.kind}>
        <button type="button" aria-pressed={cron} onClick={() => !cron && set(withExpression(clock.timing, '0 6 * * *'))}>
          {say.form.cron}
        </button>
        <button type="button" aria-pressed={!cron} onClick={() => cron && set(withInterval({}, { amount: 1, unit: 'hours' }))}>
          {say.form.every}
        </button>
      </div>
      {cron ? (
        <label className="field">
          {say.form.expression}
          <input
            className="mono"
            value={String(clock.timing.expression ?? '')}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => set(withExpression(clock.timing, event.target.value))}
          />
          <span className="soft small note">{say.form.expressionHelp}</span>
        </label>
      ) : (
        interval && <IntervalFields value={interval} onChange={(next) => set(withInterval(clock.timing, next))} />
      )}
    </>
  );
}

function IntervalFields({ value, onChange }: { value: Interval; onChange: (value: Interval) => void }) {
  const [text, setText] = useState(String(value.amount)); // may be empty while it is typed
  return (
    <div className="field-row">
      <label className="field">
        {say.form.amount}
        <input
          type="number"
          min={1}
          max={1_000_000}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            const amount = Number(event.target.value);
            if (Number.isInteger(amount) && amount > 0) onChange({ ...value, amount });
          }}
          onBlur={() => setText(String(value.amount))}
        />
      </label>
      <label className="field">
        {say.form.unit}
        <select value={value.unit} onChange={(event) => onChange({ ...value, unit: event.target.value as Unit })}>
          {UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {say.form.units[unit]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** What its runs are given. The texts are kept as typed. */
function Given({ clock, parameters, onChange, onBroken }: Pick<Props, 'clock' | 'parameters' | 'onChange' | 'onBroken'>) {
  const [json, setJson] = useState(clock.parameters ? JSON.stringify(clock.parameters, null, 2) : '');
  const [labels, setLabels] = useState(((clock.labels as string[] | undefined) ?? []).join(', '));
  const read = readObject(json);
  return (
    <div className="field-row">
      <label className="field">
        {say.form.parameters}
        <textarea
          className="input code-area"
          rows={Math.min(8, Math.max(2, json.split('\n').length))}
          value={json}
          placeholder="{}"
          spellCheck={false}
          onChange={(event) => {
            setJson(event.target.value);
            const value = readObject(event.target.value);
            onBroken(typeof value === 'string' ? value : null);
            if (typeof value !== 'string') onChange(withParameters(clock, value));
          }}
        />
        {typeof read === 'string' ? <span className="alert note">{read}</span> : <span className="soft small note">{say.form.parametersHelp(parameters.map(described))}</span>}
      </label>
      <label className="field">
        {say.form.labels}
        <input
          value={labels}
          spellCheck={false}
          onChange={(event) => {
            setLabels(event.target.value);
            onChange(withLabels(clock, event.target.value));
          }}
        />
        <span className="soft small note">{say.form.labelsHelp}</span>
      </label>
    </div>
  );
}

const described = (parameter: RegisteredParameter): string => `${parameter.name} (${parameter.type}${parameter.required ? ', ' + say.form.required : ''})`;

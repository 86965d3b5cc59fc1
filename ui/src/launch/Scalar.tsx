import { useId } from 'react';
import { useZone } from '../parts/zone';
import { duration, exact } from '../times';
import { launchWords as say } from '../words/launch';
import type { FieldProps } from './Field';
import { write } from './json';
import { durationMillis, isoDuration, shown, typed, type Kind } from './kinds';

const EXAMPLES: Partial<Record<Kind['kind'], string>> = {
  moment: '2026-01-31T18:30:00Z',
  zoned: '2026-01-31T18:30:00+01:00[Europe/Rome]',
  duration: 'PT1H30M, 1h 30m',
  zone: 'Europe/Berlin',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  uri: 'https://example.org/data.json',
};

/** What the fields of browsers can hold without a loss. */
const NATIVE: Partial<Record<Kind['kind'], { type: string; holds: RegExp }>> = {
  date: { type: 'date', holds: /^\d{4}-\d\d-\d\d$/ },
  month: { type: 'month', holds: /^\d{4}-\d\d$/ },
  time: { type: 'time', holds: /^\d\d:\d\d$/ },
  local: { type: 'datetime-local', holds: /^\d{4}-\d\d-\d\dT\d\d:\d\d$/ },
};

/** A value of one line: it shows what holds by default, in another colour, until something is typed. */
export function Scalar(props: FieldProps) {
  const { kind, name, value, fallback, onChange, describedBy, form, pointer } = props;
  const current = value === undefined ? fallback : value;
  const text = current === undefined ? '' : shown(current);
  const common = {
    'aria-label': name,
    'aria-describedby': describedBy,
    'aria-invalid': form.errors.has(pointer) || undefined,
    'data-default': value === undefined,
  };
  if (kind.kind === 'boolean') {
    return (
      <div className="segments" role="group" aria-label={name}>
        {[true, false].map((each) => (
          <button key={String(each)} type="button" aria-pressed={current === each} data-default={value === undefined} onClick={() => onChange(each)}>
            {each ? say.yes : say.no}
          </button>
        ))}
      </div>
    );
  }
  if (kind.kind === 'choice') {
    const unknown = text !== '' && !kind.choices.includes(text);
    return (
      <select {...common} value={text} onChange={(event) => onChange(event.target.value)}>
        {(current === undefined || text === '') && <option value="">{say.choose}</option>}
        {unknown && <option>{text}</option>}
        {kind.choices.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    );
  }
  const native = NATIVE[kind.kind];
  const change = (next: string) => onChange(typed(kind, next));
  if (native && (text === '' || native.holds.test(text))) {
    return <input {...common} className="input launch-short" type={native.type} value={text} onChange={(event) => change(event.target.value)} />;
  }
  if (kind.kind === 'text') {
    return <textarea {...common} className="launch-text" rows={1} spellCheck={false} value={text} onChange={(event) => change(event.target.value)} />;
  }
  return <Line {...props} text={text} common={common} change={change} />;
}

type Common = Record<string, unknown>;

function Line({ kind, text, common, change, value, onChange }: FieldProps & { text: string; common: Common; change: (text: string) => void }) {
  const list = useId();
  const zone = useZone();
  const number = kind.kind === 'number';
  const bounds = number ? boundsOf(kind) : undefined;
  return (
    <span className="line wrap">
      <input
        {...common}
        className={number ? 'input launch-short number' : 'input launch-line'}
        inputMode={number ? (kind.whole ? 'numeric' : 'decimal') : undefined}
        list={kind.kind === 'zone' ? list : undefined}
        placeholder={EXAMPLES[kind.kind]}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => change(event.target.value)}
        onBlur={() => kind.kind === 'duration' && value !== undefined && isoDuration(text) !== text && onChange(isoDuration(text))}
      />
      {kind.kind === 'zone' && (
        <datalist id={list}>
          {Intl.supportedValuesOf('timeZone').map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      <span className="soft small">{bounds ?? meaning(kind, text, zone)}</span>
    </span>
  );
}

/** Bounds that are those of the type say nothing to people. */
function boundsOf(kind: Extract<Kind, { kind: 'number' }>): string | undefined {
  const small = (bound: unknown) => typeof bound === 'number' && Math.abs(bound) < 40_000;
  if (!small(kind.least) || !small(kind.most)) return undefined;
  return `${write(kind.least!)} – ${write(kind.most!)}`;
}

function meaning(kind: Kind, text: string, zone: string): string | undefined {
  if (kind.kind === 'duration') {
    const millis = durationMillis(isoDuration(text));
    return millis === undefined ? undefined : say.moment(duration(millis));
  }
  if (kind.kind !== 'moment' && kind.kind !== 'zoned') return undefined;
  const at = Date.parse(text.replace(/\[.*$/, ''));
  return text === '' || Number.isNaN(at) ? undefined : say.moment(exact(new Date(at), zone));
}

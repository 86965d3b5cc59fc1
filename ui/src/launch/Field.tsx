import { ArrowUp, Plus, RotateCcw, X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { launchWords as say } from '../words/launch';
import type { Json } from './json';
import { blank, fits, type Kind } from './kinds';
import { JsonField } from './JsonField';
import { ListField, MapField, RecordField } from './Nested';
import { Scalar } from './Scalar';

/** What every field of the form knows of it: its errors and its unfinished JSON, by pointer. */
export type Form = {
  errors: ReadonlyMap<string, string>;
  broken: Readonly<Record<string, string>>;
  onBroken: (pointer: string, text: string | undefined) => void;
  /** what is there, and below, is another value now: JSON that was half typed there is gone with it */
  forget: (pointer: string) => void;
};

/** Without what is at that place or below it. */
export function without(broken: Readonly<Record<string, string>>, place: string): Record<string, string> {
  return Object.fromEntries(Object.entries(broken).filter(([each]) => each !== place && !each.startsWith(place + '/')));
}

export type FieldProps = {
  form: Form;
  kind: Kind;
  /** for people, and for those who hear the page */
  name: string;
  pointer: string;
  /** undefined: not given */
  value: Json | undefined;
  /** what it is when it is not given; undefined: nothing */
  fallback?: Json | undefined;
  onChange: (value: Json | undefined) => void;
  describedBy?: string | undefined;
};

/** The control for a value, whatever it is: one that its kind cannot show is shown as JSON. */
export function Control(props: FieldProps) {
  const { kind, name, value, fallback, onChange, pointer, form } = props;
  const current = value === undefined ? fallback : value;
  if (kind.kind === 'secret' && value === undefined) return <p className="soft small">{say.secret}</p>;
  if (pointer in form.broken) return <JsonField {...props} />;
  if (kind.nullable && current === null) {
    return (
      <span className="line wrap">
        <code className="soft">{say.nothingIs}</code>
        <button type="button" className="button small-button" aria-label={`${name}: ${say.something}`} onClick={() => onChange(blank(kind))}>
          {say.something}
        </button>
      </span>
    );
  }
  const control = current !== undefined && current !== '' && !fits(kind, current) ? <JsonField {...props} /> : own(props);
  if (!kind.nullable) return control;
  return (
    <span className="line wrap top">
      <span className="grow">{control}</span>
      <button type="button" className="button quiet small-button" aria-label={`${name}: ${say.nothing}`} onClick={() => (form.forget(pointer), onChange(null))}>
        {say.nothing}
      </button>
    </span>
  );
}

function own(props: FieldProps): ReactNode {
  switch (props.kind.kind) {
    case 'record':
      return <RecordField {...props} kind={props.kind} />;
    case 'list':
      return <ListField {...props} kind={props.kind} />;
    case 'map':
      return <MapField {...props} kind={props.kind} />;
    case 'json':
    case 'secret':
      return <JsonField {...props} />;
    default:
      return <Scalar {...props} />;
  }
}

/** A name, its control, and what is wrong with it. */
/** `label`: what is shown, where the name is that of a whole path. */
export function FieldRow(props: FieldProps & { label?: string; help?: string | undefined; type?: string | undefined; required: boolean }) {
  const { name, pointer, value, fallback, onChange, form, help, type, required, kind } = props;
  const id = useId();
  const error = form.errors.get(pointer);
  const half = pointer in form.broken;
  const given = value !== undefined || half;
  const hasDefault = fallback !== undefined;
  return (
    <div className="launch-row" data-given={given} data-wrong={error !== undefined} id={'field' + pointer}>
      <div className="launch-name" id={id + 'n'}>
        <span className="strong">{props.label ?? name}</span>
        {type && (
          <code className="soft launch-type" title={type}>
            {shortType(type)}
          </code>
        )}
        {help && <p className="soft small">{help}</p>}
      </div>
      <div className="launch-control" role="group" aria-labelledby={id + 'n'}>
        <Control {...props} describedBy={error ? id + 'e' : undefined} />
        {error && (
          <p className="field-error" id={id + 'e'}>
            {error}
          </p>
        )}
      </div>
      <div className="launch-note">
        {given && kind.kind !== 'secret' ? (
          <button type="button" className="link-button line" aria-label={hasDefault ? say.backOf(name) : say.clearOf(name)} onClick={() => (form.forget(pointer), onChange(undefined))}>
            <RotateCcw size={12} aria-hidden="true" /> {hasDefault ? say.back : say.clear}
          </button>
        ) : (
          <span className="soft small">{hasDefault ? say.byDefault : required ? say.required : say.unset}</span>
        )}
      </div>
    </div>
  );
}

/** `List<Country>` of `java.util.List<com.example.Shop$Country>`. */
function shortType(type: string): string {
  return type.replace(/[\w.]+[.$](?=\w)/g, '');
}

export function ItemButtons({ name, onUp, onRemove }: { name: string; onUp?: (() => void) | undefined; onRemove: () => void }) {
  return (
    <span className="line item-buttons">
      {onUp && (
        <button type="button" className="icon-button small" aria-label={say.up(name)} title={say.up(name)} onClick={onUp}>
          <ArrowUp size={13} aria-hidden="true" />
        </button>
      )}
      <button type="button" className="icon-button small" aria-label={say.removeItem(name)} title={say.remove} onClick={onRemove}>
        <X size={13} aria-hidden="true" />
      </button>
    </span>
  );
}

export function AddButton({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button type="button" className="button small-button" aria-label={say.addTo(name)} onClick={onClick}>
      <Plus size={13} aria-hidden="true" /> {say.add}
    </button>
  );
}

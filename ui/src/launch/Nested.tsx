import { useState } from 'react';
import { launchWords as say } from '../words/launch';
import { AddButton, Control, FieldRow, ItemButtons, type FieldProps } from './Field';
import { isObject, partOf, type Json, type JsonObject } from './json';
import { blank, inOrder, pointer as below, withPart, type Kind } from './kinds';

type Of<K extends Kind['kind']> = FieldProps & { kind: Extract<Kind, { kind: K }> };

const current = ({ value, fallback }: FieldProps): Json | undefined => (value === undefined ? fallback : value);

/** The parts of a record, one below the other. */
export function RecordField(props: Of<'record'>) {
  const { kind, name, onChange, pointer, form } = props;
  const now = current(props);
  const object: JsonObject = isObject(now) ? now : {};
  const names = kind.parts.map((part) => part.name);
  return (
    <div className="launch-nested">
      {kind.parts.map((part) => (
        <FieldRow
          key={part.name}
          form={form}
          kind={part.of}
          name={`${name}.${part.name}`}
          label={part.name}
          pointer={below(pointer, part.name)}
          value={props.value === undefined ? undefined : partOf(object, part.name)}
          fallback={props.value === undefined ? partOf(object, part.name) : undefined}
          required={part.required}
          onChange={(value) => onChange(inOrder(withPart(object, part.name, value), names))}
        />
      ))}
    </div>
  );
}

/** The items of a list, in their order. */
export function ListField(props: Of<'list'>) {
  const { kind, name, onChange, pointer, form } = props;
  const now = current(props);
  const items = Array.isArray(now) ? now : [];
  const put = (index: number, value: Json) => onChange(items.map((each, i) => (i === index ? value : each)));
  /** The items after it get other places. */
  const move = (next: Json[]) => {
    form.forget(pointer);
    onChange(next);
  };
  const up = (index: number) => move([...items.slice(0, index - 1), items[index]!, items[index - 1]!, ...items.slice(index + 1)]);
  return (
    <div className="launch-nested">
      {items.length === 0 && <span className="soft small">{say.emptyList}</span>}
      {items.map((item, i) => {
        const place = below(pointer, i);
        const error = form.errors.get(place);
        return (
          <div key={i} className="launch-item">
            <span className="soft number launch-index" aria-hidden="true">
              {i}
            </span>
            <div className="grow">
              <Control
                form={form}
                kind={kind.of}
                name={`${name}[${i}]`}
                pointer={place}
                value={props.value === undefined ? undefined : item}
                fallback={item}
                // an item is there or not: what is emptied is an empty one
                onChange={(value) => put(i, value === undefined ? '' : value)}
              />
              {error && <p className="field-error">{error}</p>}
            </div>
            <ItemButtons name={`${name}[${i}]`} onUp={i > 0 ? () => up(i) : undefined} onRemove={() => move(items.filter((_, at) => at !== i))} />
          </div>
        );
      })}
      <AddButton name={name} onClick={() => onChange([...items, blank(kind.of)])} />
    </div>
  );
}

/** Entries by names that are typed too. */
export function MapField(props: Of<'map'>) {
  const { kind, name, onChange, pointer, form } = props;
  const now = current(props);
  const object: JsonObject = isObject(now) ? now : {};
  const entries = Object.entries(object);
  const rename = (index: number, next: string) => {
    form.forget(below(pointer, entries[index]![0]));
    onChange(Object.fromEntries(entries.map(([key, value], i) => [i === index ? next : key, value])));
  };
  const fresh = () => {
    let key = 'name';
    for (let i = 2; Object.hasOwn(object, key); i++) key = 'name' + i;
    return key;
  };
  return (
    <div className="launch-nested">
      {entries.length === 0 && <span className="soft small">{say.emptyMap}</span>}
      {entries.map(([key, value], i) => {
        const place = below(pointer, key);
        const error = form.errors.get(place);
        return (
          <div key={i} className="launch-item">
            <KeyInput label={`${name}: ${say.key}`} value={key} taken={(next) => next !== key && Object.hasOwn(object, next)} onChange={(next) => rename(i, next)} />
            <div className="grow">
              <Control form={form} kind={kind.of} name={`${name}.${key}`} pointer={place} value={props.value === undefined ? undefined : value} fallback={value} onChange={(next) => onChange({ ...object, [key]: next === undefined ? '' : next })} />
              {error && <p className="field-error">{error}</p>}
            </div>
            <ItemButtons name={`${name}.${key}`} onRemove={() => (form.forget(place), onChange(withPart(object, key, undefined)))} />
          </div>
        );
      })}
      <AddButton name={name} onClick={() => onChange({ ...object, [fresh()]: blank(kind.of) })} />
    </div>
  );
}

/** A name that another entry has is not taken over: that entry would be lost. */
function KeyInput({ label, value, taken, onChange }: { label: string; value: string; taken: (text: string) => boolean; onChange: (text: string) => void }) {
  const [text, setText] = useState<string>();
  const clash = text !== undefined && taken(text);
  return (
    <span className="launch-key">
      <input
        className="input"
        aria-label={label}
        aria-invalid={clash}
        value={text ?? value}
        onChange={(event) => {
          const next = event.target.value;
          if (taken(next)) return setText(next);
          setText(undefined);
          onChange(next);
        }}
        onBlur={() => setText(undefined)}
      />
      {clash && <span className="field-error">{say.keyTaken}</span>}
    </span>
  );
}

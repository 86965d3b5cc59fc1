import type { FieldError } from '../api/schema.gen';
import type { Policy } from './scheduleModel';

type Props = {
  label: string;
  words: Record<string, string>;
  counts: Record<string, string>;
  needed: string[];
  value: Policy;
  errors: FieldError[];
  onChange: (value: Policy) => void;
};

/** A choice that may have a number. */
export function PolicyField({ label, words, counts, needed, value, errors, onChange }: Props) {
  const count = counts[value.word];
  return (
    <div className="field">
      <label className="field">
        {label}
        <select value={value.word} onChange={(event) => onChange({ word: event.target.value, count: needed.includes(event.target.value) ? Math.max(2, value.count) : 0 })}>
          {!(value.word in words) && <option value={value.word}>{value.word}</option>}
          {Object.entries(words).map(([word, text]) => (
            <option key={word} value={word}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {count && (
        <label className="line small note">
          <input
            type="number"
            className="input count"
            min={needed.includes(value.word) ? 1 : 0}
            max={1000}
            value={value.count || ''}
            onChange={(event) => onChange({ ...value, count: Math.max(0, Math.floor(Number(event.target.value))) })}
          />
          {count}
        </label>
      )}
      {errors.map((error) => (
        <span key={error.message} className="alert note">
          {error.message}
        </span>
      ))}
    </div>
  );
}

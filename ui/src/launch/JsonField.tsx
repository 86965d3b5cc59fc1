import { useState } from 'react';
import { launchWords as say } from '../words/launch';
import type { FieldProps } from './Field';
import { JsonError, parse, same, write, type Json } from './json';

/** A value as JSON. What is not whole yet is kept beside the values. */
export function JsonField({ name, value, fallback, onChange, pointer, form, describedBy }: FieldProps) {
  const current = value === undefined ? fallback : value;
  const broken = form.broken[pointer];
  const [own, setOwn] = useState<{ text: string; value: Json | undefined }>();
  // what was typed stands as it was typed as long as it means the same
  const text = broken ?? (own && same(own.value, current) ? own.text : current === undefined ? '' : write(current, 2));
  const mistake = broken === undefined ? undefined : wrongIn(broken);
  const change = (next: string) => {
    if (next.trim() === '') {
      form.onBroken(pointer, undefined);
      setOwn(undefined);
      return onChange(undefined);
    }
    try {
      const read = parse(next);
      form.onBroken(pointer, undefined);
      setOwn({ text: next, value: read });
      onChange(read);
    } catch {
      form.onBroken(pointer, next);
    }
  };
  return (
    <div>
      <textarea
        className="launch-json-field"
        aria-label={`${name}, ${say.asJson}`}
        aria-describedby={describedBy}
        aria-invalid={mistake !== undefined || form.errors.has(pointer)}
        data-default={value === undefined && broken === undefined}
        rows={Math.min(12, Math.max(1, text.split('\n').length))}
        placeholder={say.asJson}
        spellCheck={false}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      {mistake && (
        <p className="field-error" role="status">
          {say.jsonAt(mistake.line, mistake.column, mistake.message)}
        </p>
      )}
    </div>
  );
}

function wrongIn(text: string): JsonError | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    if (error instanceof JsonError) return error;
    throw error;
  }
}

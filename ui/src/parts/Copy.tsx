import { Check, Copy as CopyIcon } from 'lucide-react';
import { useState } from 'react';
import { words } from '../words';

export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // without TLS there is no clipboard: by a field, as it was done before
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [done, setDone] = useState(false);
  return (
    <button
      type="button"
      className="icon-button small"
      aria-label={`${words.run.copy}: ${label}`}
      title={done ? words.run.copied : words.run.copy}
      onClick={() => {
        void copy(text).then(() => setDone(true));
        setTimeout(() => setDone(false), 1500);
      }}
    >
      {done ? <Check size={13} aria-hidden="true" /> : <CopyIcon size={13} aria-hidden="true" />}
    </button>
  );
}

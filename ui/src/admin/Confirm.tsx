import { useState, type ReactNode } from 'react';
import { FormDialog, TextField } from '../parts/FormDialog';
import { formWords } from '../words/forms';

type Props = { title: string; help: ReactNode; submit: string; danger?: boolean; typed?: string; ready?: boolean; send: () => Promise<unknown>; onDone: () => void; onClose: () => void };

/** Says what will happen, and does it only then. `typed`: has to be typed before. */
export function Confirm({ title, help, submit, danger = true, typed, ready = true, send, onDone, onClose }: Props) {
  const [text, setText] = useState('');
  return (
    <FormDialog
      title={title}
      help={help}
      submit={submit}
      danger={danger}
      ready={ready && (!typed || text === typed)}
      send={send}
      onDone={() => (onDone(), onClose())}
      onClose={onClose}
    >
      {() => typed && <TextField label={formWords.typed(typed)} value={text} onText={setText} autoFocus autoComplete="off" spellCheck={false} />}
    </FormDialog>
  );
}

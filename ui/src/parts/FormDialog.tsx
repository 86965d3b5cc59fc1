import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type FormEvent, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import { isProblem } from '../api/problem';
import { formWords } from '../words/forms';
import { words } from '../words';
import { Modal } from './Modal';

/** What is wrong at a place of what was sent, as a JSON pointer; whatever is asked for is shown there and not above. */
export type Wrong = (pointer: string) => string | undefined;

type Props<T> = {
  title: string;
  help?: ReactNode;
  submit: string;
  danger?: boolean;
  wide?: boolean;
  /** Whether something would be lost. */
  dirty?: boolean;
  ready?: boolean;
  send: () => Promise<T>;
  onDone: (answer: T) => void;
  onClose: () => void;
  children?: (wrong: Wrong) => ReactNode;
};

/** A form before the page. What the server refuses stands at its field, what was typed stays, and is not thrown away unasked. */
export function FormDialog<T>({ title, help, submit, danger, wide, dirty, ready = true, send, onDone, onClose, children }: Props<T>) {
  const [leaving, setLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const sending = useMutation({ mutationFn: send, onSuccess: onDone });
  const { error } = sending;
  const fields = isProblem(error) ? error.fields : [];
  const placed = new Set<string>();
  const body = children?.((pointer) => {
    placed.add(pointer);
    return fields.find((field) => field.pointer === pointer)?.message;
  });
  const others = fields.filter((field) => !placed.has(field.pointer));
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);
  const close = () => (dirty && !leaving ? setLeaving(true) : onClose());
  const go = (event: FormEvent) => {
    event.preventDefault();
    setLeaving(false);
    if (ready && !sending.isPending) sending.mutate();
  };
  return (
    <Modal title={title} onClose={close} wide={wide}>
      <form ref={form} className="stack" onSubmit={go} noValidate autoComplete="off">
        {help && <div className="soft">{help}</div>}
        {error && (fields.length === 0 || others.length > 0) && (
          <div className="alert" role="alert">
            {fields.length === 0 && <p>{error.message}</p>}
            {others.map((field) => (
              <p key={field.pointer}>
                <code>{field.pointer || '/'}</code> {field.message}
              </p>
            ))}
            {isProblem(error) && error.status >= 500 && <p>{words.page.request(error.requestId)}</p>}
          </div>
        )}
        {body}
        {leaving && (
          <div className="hint actions" role="alert">
            <span className="grow">{formWords.leave}</span>
            <button type="button" className="button" autoFocus onClick={() => setLeaving(false)}>
              {formWords.stay}
            </button>
            <button type="button" className="button danger" onClick={onClose}>
              {formWords.discard}
            </button>
          </div>
        )}
        <div className="actions end">
          <button type="button" className="button" onClick={close}>
            {formWords.cancel}
          </button>
          <button type="submit" className={danger ? 'button danger' : 'button primary'} disabled={!ready || sending.isPending}>
            {sending.isPending ? formWords.busy : submit}
          </button>
        </div>
      </form>
    </Modal>
  );
}

type Around = { label: string; hint?: ReactNode; wrong?: string };

function Around({ label, hint, wrong, id, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <span id={id + '-hint'} className="soft small plain">
          {hint}
        </span>
      )}
      {wrong && (
        <span id={id + '-wrong'} className="field-wrong" role="alert">
          {label} {wrong}
        </span>
      )}
    </div>
  );
}

const told = (id: string, { hint, wrong }: Around) => [hint && id + '-hint', wrong && id + '-wrong'].filter(Boolean).join(' ') || undefined;

export function TextField({ label, hint, wrong, onText, ...rest }: Around & { onText?: (text: string) => void; ref?: Ref<HTMLInputElement> } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} wrong={wrong}>
      <input id={id} aria-invalid={wrong !== undefined} aria-describedby={told(id, { label, hint, wrong })} onChange={onText && ((event) => onText(event.target.value))} {...rest} />
    </Around>
  );
}

export function AreaField({ label, hint, wrong, onText, ...rest }: Around & { onText?: (text: string) => void; ref?: Ref<HTMLTextAreaElement> } & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} wrong={wrong}>
      <textarea id={id} rows={3} aria-invalid={wrong !== undefined} aria-describedby={told(id, { label, hint, wrong })} onChange={onText && ((event) => onText(event.target.value))} {...rest} />
    </Around>
  );
}

export function SelectField({ label, hint, wrong, onText, children, ...rest }: Around & { onText: (text: string) => void } & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} wrong={wrong}>
      <select id={id} aria-invalid={wrong !== undefined} aria-describedby={told(id, { label, hint, wrong })} onChange={(event) => onText(event.target.value)} {...rest}>
        {children}
      </select>
    </Around>
  );
}

export function CheckField({ label, checked, onCheck }: { label: string; checked: boolean; onCheck: (checked: boolean) => void }) {
  return (
    <label className="check-field">
      <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.target.checked)} /> {label}
    </label>
  );
}

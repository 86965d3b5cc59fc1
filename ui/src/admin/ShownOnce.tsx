import { CopyButton } from '../parts/Copy';
import { Modal } from '../parts/Modal';
import { adminWords } from '../words/admin';

/** A text that is shown this once. It is in no address and no store, and gone with the dialog. */
export function ShownOnce({ title, help, text, label, use, onClose }: { title: string; help: string; text: string; label: string; use?: string; onClose: () => void }) {
  return (
    <Modal title={title} onClose={onClose}>
      <p className="hint">{help}</p>
      <p className="shown-once">
        <code className="grow" data-shown-once>
          {text}
        </code>
        <CopyButton text={text} label={label} />
      </p>
      {use && (
        <>
          <h3>{adminWords.keys.login}</h3>
          <pre className="code" tabIndex={0}>{use}</pre>
        </>
      )}
      <div className="actions end">
        <button type="button" className="button primary" onClick={onClose}>
          {adminWords.keys.done}
        </button>
      </div>
    </Modal>
  );
}

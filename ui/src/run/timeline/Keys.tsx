import { Modal } from '../../parts/Modal';
import { timelineWords as say } from '../../words/timeline';

/** What the keyboard does here. */
export function Keys({ onClose }: { onClose: () => void }) {
  return (
    <Modal title={say.help} onClose={onClose}>
      <dl className="tl-keys">
        {say.keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{say.keysMouse}</p>
    </Modal>
  );
}

import { Modal } from '../../parts/Modal';
import { letterKeys, useSetting } from '../../settings';
import { timelineWords as say } from '../../words/timeline';

/** What the keyboard does here, and whether single letters do anything. */
export function Keys({ onClose }: { onClose: () => void }) {
  const [letters, setLetters] = useSetting(letterKeys);
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
      <label className="line">
        <input type="checkbox" checked={letters === 'on'} onChange={(event) => setLetters(event.target.checked ? 'on' : 'off')} />
        {say.lettersOn}
      </label>
    </Modal>
  );
}

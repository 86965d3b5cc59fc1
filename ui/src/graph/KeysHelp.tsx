import { Modal } from '../parts/Modal';
import { letterKeys, useSetting } from '../settings';
import { graphWords as say } from '../words/graph';

/** Which keys do what, and whether single letters do anything. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const [letters, setLetters] = useSetting(letterKeys);
  return (
    <Modal title={say.keys} onClose={onClose}>
      <dl className="graph-keys">
        {say.keyList.map(([keys, does]) => (
          <div key={keys} className="line">
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small">{say.filterHelp}</p>
      <label className="line">
        <input type="checkbox" checked={letters === 'on'} onChange={(event) => setLetters(event.target.checked ? 'on' : 'off')} />
        {say.keysOn}
      </label>
    </Modal>
  );
}

import { timelineWords } from '../../words/timeline';

const say = timelineWords.legend;

/** The fillings of bars and what they mean. */
export function Legend({ critical }: { critical: boolean }) {
  return (
    <ul className="tl-legend" aria-label={say.label}>
      {(['waits', 'held', 'queued', 'work', 'delay', 'failed'] as const).map((kind) => (
        <li key={kind}>
          <span className="tl-key" data-kind={kind} aria-hidden="true" /> {say[kind]}
        </li>
      ))}
      {critical && (
        <li>
          <span aria-hidden="true">◆</span> {say.critical}
        </li>
      )}
    </ul>
  );
}

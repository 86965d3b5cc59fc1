import { FamilyIcon } from '../../parts/StateMark';
import { useZone } from '../../parts/zone';
import { familyOf, type Family } from '../../states';
import { clock, duration } from '../../times';
import { stateWord, words } from '../../words';
import { timelineWords as say } from '../../words/timeline';
import type { TaskRow } from '../tasks/taskTable';
import type { Line } from './lines';
import { timeOf, type Segment } from './segments';

const WIDTH = 300;

type Props = { line: Line; row: TaskRow | null; segments: Segment[]; family: Family; note: string; now: number; x: number; y: number; width: number; height: number };

/** What is pointed at, in words: state, how long it waited for what, how long it worked. The rows at the left say the same. */
export function Hint({ line, row, segments, family, note, now, x, y, width, height }: Props) {
  const zone = useZone();
  const kinds = (['held', 'queued', 'work', 'delay'] as const).map((kind) => ({ kind, time: timeOf(segments, kind, now) })).filter(({ kind, time }) => time > 0 || (kind === 'work' && segments.some((each) => each.kind === kind)));
  const reasons = [...new Set(segments.filter((each) => each.kind === 'queued' && each.why !== '').map((each) => each.why))];
  const failures = [...new Set(segments.filter((each) => each.failed).map((each) => each.why.split('\n')[0]!))].filter((each) => each !== '');
  const above = y + 150 > height;
  return (
    <div className="tl-hint" aria-hidden="true" style={{ left: Math.max(4, Math.min(x, width - WIDTH - 8)), top: above ? undefined : y + 4, bottom: above ? height - y + 28 : undefined, maxWidth: WIDTH }}>
      <p className="line">
        <FamilyIcon family={row ? familyOf(row.state) : family} />
        <strong className="cut">{line.name}</strong>
        <span className="soft">{row ? stateWord(row.state) : words.state.families[family]}</span>
      </p>
      {row?.start != null && (
        <p className="soft number">
          {clock(new Date(row.start), zone, new Date(now))}
          {row.end !== null && ' – ' + clock(new Date(row.end), zone, new Date(now))}
          {row.attempts > 1 && ' · ' + say.attempts(row.attempts)}
        </p>
      )}
      {kinds.map(({ kind, time }) => (
        <p key={kind}>
          <span className="number">{duration(time)}</span> {say.spans[kind]}
          {kind === 'queued' && reasons.length > 0 && ' ' + say.forLimit(reasons.join(words.list.and))}
        </p>
      ))}
      {failures.map((each) => (
        <p key={each} className="tl-why">
          {each.slice(0, 200)}
        </p>
      ))}
      {line.folded && Object.keys(line.folded.counts).length > 0 && (
        <p>
          {Object.entries(line.folded.counts)
            .map(([state, count]) => `${count} ${stateWord(state)}`)
            .join(words.list.and)}
        </p>
      )}
      {note !== '' && <p>◆ {note}</p>}
    </div>
  );
}

import { useNow } from '../live/hooks';
import { clock, duration, exact } from '../times';
import { words } from '../words';
import { useZone } from './zone';

/** A moment; all of it when pointed at. */
export function Time({ at, near }: { at: string | number | null | undefined; near?: Date }) {
  const zone = useZone();
  if (at === null || at === undefined) return <span className="soft">–</span>;
  const time = new Date(at);
  return (
    <time dateTime={time.toISOString()} title={exact(time, zone)}>
      {clock(time, zone, near ?? new Date())}
    </time>
  );
}

/** How long it took, or goes on by now. */
export function Took({ start, end }: { start: string | number | null | undefined; end: string | number | null | undefined }) {
  const running = start != null && end == null;
  const now = useNow(1000, running);
  if (start == null) return <span className="soft">–</span>;
  const millis = (end == null ? now : new Date(end).getTime()) - new Date(start).getTime();
  return <span className="number" aria-label={running ? words.run.elapsed : undefined} role={running ? 'timer' : undefined}>{duration(Math.max(0, millis))}</span>;
}

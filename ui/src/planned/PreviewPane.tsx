import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FieldError } from '../api/schema.gen';
import { isProblem } from '../api/problem';
import { Failure, Skeleton } from '../parts/PageState';
import { isZone } from '../times';
import { plannedWords as say } from '../words/planned';
import { nextChange, offsetText, shownAt } from './clockChange';
import { about, Firings } from './Firings';
import { previewQuery } from './queries';
import type { Schedule } from './scheduleModel';

const TEN = 10;
const MOST = 50; // as the server gives
const BEFORE = 4 * 86_400_000;
const NONE: FieldError[] = [];

/** What a schedule would do that is not saved: its words, and when it fires next or about the next change of clocks. */
export function PreviewPane({
  flow,
  body,
  zone,
  onErrors,
}: {
  flow: string;
  body: { schedule: Schedule | null; overlap: string; catchUp: string };
  zone: string | null;
  onErrors: (errors: FieldError[]) => void;
}) {
  const [atChange, setAtChange] = useState(false);
  const [now] = useState(() => Date.now());
  const change = zone && isZone(zone) ? nextChange(zone, now) : null;
  const near = atChange && change !== null;
  // a schedule that fires often has fifty firings in less than that
  const first = useQuery({ ...previewQuery(flow, body, near ? new Date(change.at - BEFORE).toISOString() : null, near ? MOST : TEN), enabled: body.schedule !== null });
  const last = first.data?.upcoming.at(-1);
  const short = near && last !== undefined && Date.parse(last.at) < change.at + 3_600_000;
  const close = useQuery({ ...previewQuery(flow, body, near ? new Date(change.at - 5 * gap(first.data?.upcoming ?? [])).toISOString() : null, MOST), enabled: short && body.schedule !== null });
  const preview = short ? (close.data ?? first.data) : first.data;
  const error = first.error;
  const found = isProblem(error) && error.fields.length > 0 ? error.fields : (first.data?.errors ?? NONE);
  const key = JSON.stringify(found);
  useEffect(() => onErrors(JSON.parse(key) as FieldError[]), [key]);
  return (
    <section className="card preview" aria-label={say.form.preview} aria-live="polite" aria-busy={first.isFetching}>
      <h3>{say.form.preview}</h3>
      {error ? (
        isProblem(error) && error.fields.length > 0 ? (
          <ul className="alert">
            {error.fields.map((field) => (
              <li key={field.pointer + field.message}>{field.message}</li>
            ))}
          </ul>
        ) : (
          <Failure error={error} retry={() => void first.refetch()} permission="POST /flows/{flow}/schedules:preview" small />
        )
      ) : preview ? (
        <>
          <p className="why preview-words">{preview.words}</p>
          <div className="segments" role="group" aria-label={say.form.from}>
            <button type="button" aria-pressed={!near} onClick={() => setAtChange(false)}>
              {say.form.nextTen}
            </button>
            <button type="button" aria-pressed={near} disabled={change === null} title={change === null ? say.form.noChange : undefined} onClick={() => setAtChange(true)}>
              {change === null || !zone ? say.form.noChange : say.form.about(shownAt(change.at, zone).slice(0, 10))}
            </button>
          </div>
          {near && (
            <p className="soft small">
              {zone}: {say.clockChange(offsetText(change.before), offsetText(change.after))}
            </p>
          )}
          <Firings firings={near ? about(preview.upcoming, change.at) : preview.upcoming.slice(0, TEN)} />
        </>
      ) : (
        <Skeleton lines={8} />
      )}
    </section>
  );
}

/** How far apart they are, at least a second. */
function gap(firings: { at: string }[]): number {
  const [one, two] = firings.map((firing) => Date.parse(firing.at));
  return one !== undefined && two !== undefined ? Math.max(1000, two - one) : 3_600_000;
}

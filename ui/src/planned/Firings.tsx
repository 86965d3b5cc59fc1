import type { UpcomingFiring } from '../api/schema.gen';
import { Time } from '../parts/Time';
import { useZone } from '../parts/zone';
import { plannedWords as say } from '../words/planned';
import { changeNear, offsetText } from './clockChange';

const NEAR = 12 * 3_600_000;

/**
 * Firings as clocks in the schedule's zone show them and as those of the reader do, with what is odd about them: where clocks
 * are put on or back within half a day, that is said.
 */
export function Firings({ firings }: { firings: UpcomingFiring[] }) {
  const here = useZone();
  if (firings.length === 0) return <p className="soft">{say.upcomingNone}</p>;
  const zones = new Set(firings.map((firing) => firing.zone));
  const one = zones.size === 1 ? firings[0]!.zone : null;
  const both = one !== here;
  return (
    <div className="table-scroll">
      <table className="table firings">
        <caption className="hidden">{say.upcoming}</caption>
        <thead>
          <tr>
            <th scope="col">{one ? say.table2.local(one) : say.table2.at}</th>
            {both && <th scope="col">{say.table2.here(here)}</th>}
          </tr>
        </thead>
        <tbody>
          {firings.map((firing, i) => (
            <FiringRows key={firing.at + '/' + i} firing={firing} both={both} named={one === null} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FiringRows({ firing, both, named }: { firing: UpcomingFiring; both: boolean; named: boolean }) {
  const at = Date.parse(firing.at);
  const change = changeOf(firing);
  return (
    <>
      <tr className="firing" data-change={change !== null}>
        <td>
          <span className="firing-time">
            <time dateTime={firing.at}>{shown(firing.local)}</time>
            <span className="soft number">{offsetText(zoneOffset(firing))}</span>
            {named && <span className="soft">{firing.zone}</span>}
            {change && Math.abs(change.at - at) <= NEAR && (
              <span className="badge" title={say.clockChange(offsetText(change.before), offsetText(change.after))}>
                {say.changeBadge}
              </span>
            )}
          </span>
        </td>
        {both && (
          <td>
            <Time at={firing.at} near={NEVER} />
          </td>
        )}
      </tr>
      {firing.notes.length > 0 && (
        <tr className="firing-notes">
          <td colSpan={both ? 2 : 1}>
            {firing.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
          </td>
        </tr>
      )}
    </>
  );
}

const NEVER = new Date(0); // so that the day is always there

const DISTANCE = /(?:Z|([+-])(\d{2}):(\d{2})(?::\d{2})?)$/;

/** `2027-03-28T03:30+02:00` without its distance from UTC. */
export function shown(local: string): string {
  return local.replace(DISTANCE, '').replace('T', ' ');
}

/** As the server wrote it: it has the zone's rules. */
export function zoneOffset(firing: UpcomingFiring): number {
  const found = DISTANCE.exec(firing.local);
  if (!found || !found[1]) return 0;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
}

function changeOf(firing: UpcomingFiring) {
  try {
    return changeNear(firing.zone, Date.parse(firing.at));
  } catch {
    return null; // a zone that this browser does not know
  }
}

/** The ten about a change: four before it, the rest after. */
export function about(firings: UpcomingFiring[], change: number): UpcomingFiring[] {
  const first = firings.findIndex((firing) => Date.parse(firing.at) >= change);
  const from = Math.max(0, (first < 0 ? firings.length : first) - 4);
  return firings.slice(from, from + 10);
}


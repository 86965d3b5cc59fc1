import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Limit, PlaceUser } from '../api/schema.gen';
import { Modal } from '../parts/Modal';
import { Failure, Skeleton } from '../parts/PageState';
import { Time } from '../parts/Time';
import { adminWords } from '../words/admin';
import { limitUseQuery } from './queries';

const say = adminWords.limits;

/** Who has the places of a limit, and who waits, whose turn it is first. Asked for anew when the limits are. */
export function LimitUseDialog({ limit, onClose }: { limit: Limit; onClose: () => void }) {
  const query = useQuery(limitUseQuery(limit.kind, limit.name));
  return (
    <Modal title={say.use(limit.name)} onClose={onClose} wide>
      {query.isError ? (
        <Failure error={query.error} permission="GET /limits/{kind}/{name}" retry={() => void query.refetch()} />
      ) : !query.data ? (
        <Skeleton />
      ) : (
        <div className="stack limit-users">
          <Users title={say.holders} users={query.data.holders} empty={say.noHolders} more={query.data.limit.held - query.data.holders.length} />
          <Users
            title={say.waiters}
            users={query.data.waiting}
            empty={say.noWaiters}
            more={query.data.waits - query.data.waiting.length}
            why={({ waitsFor }) => (waitsFor != null ? say.waitsFor(say.kindWords[limit.kind] ?? limit.kind, waitsFor) : limit.kind === 'label' ? say.waitsForAgent : say.waitsForTurn)}
          />
        </div>
      )}
    </Modal>
  );
}

function Users({ title, users, empty, more, why }: { title: string; users: PlaceUser[]; empty: string; more: number; why?: (user: PlaceUser) => string }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {users.length === 0 ? (
        <p className="soft">{empty}</p>
      ) : (
        <ol>
          {users.map((user, i) => (
            <li key={i}>
              <Who user={user} />{' '}
              <span className="soft small">
                {why?.(user)} {user.since != null && say.since} {user.since != null && <Time at={user.since} />}
              </span>
            </li>
          ))}
        </ol>
      )}
      {more > 0 && <p className="soft">{say.more(more)}</p>}
    </section>
  );
}

function Who({ user: { run, runName, project, flow, task } }: { user: PlaceUser }) {
  if (run == null) return <span className="soft">{say.secret}</span>;
  return (
    <span className="wrap">
      <Link to="/runs/$run" params={{ run }} className="strong">
        {runName}
      </Link>{' '}
      {task ?? say.wholeRun}{' '}
      <span className="soft">
        {project}/{flow}
      </span>
    </span>
  );
}

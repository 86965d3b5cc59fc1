import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Hook } from '../api/schema.gen';
import { useBack } from '../live/hooks';
import { Empty, Failure, Skeleton } from '../parts/PageState';
import { Records } from '../parts/Records';
import { Time } from '../parts/Time';
import { stateWord } from '../words';
import { adminWords } from '../words/admin';
import { deliveriesQuery } from './queries';

const say = adminWords.hooks;

/** What a hook told and has to tell, the newest first. */
export function Deliveries({ hook }: { hook: Hook }) {
  const query = useQuery(deliveriesQuery(hook.id));
  useBack(() => void query.refetch());
  return (
    <section className="stack" aria-label={say.open(hook.name)}>
      <h2>{say.open(hook.name)}</h2>
      {query.data ? (
        query.data.items.length === 0 ? (
          <Empty title={say.noDeliveries} help={say.noDeliveriesHelp} small />
        ) : (
          <Records
            caption={say.log}
            rows={query.data.items}
            rowKey={(delivery) => delivery.id}
            columns={[
              { id: 'at', header: say.at, width: '170px', cell: (delivery) => <Time at={delivery.at} /> },
              {
                id: 'event',
                header: say.event,
                cell: (delivery) => (
                  <>
                    {say.events[delivery.event]} {delivery.state && <strong>{stateWord(delivery.state)}</strong>}{' '}
                    {delivery.runId && (
                      <Link to="/runs/$run" params={{ run: delivery.runId }}>
                        {say.run}
                      </Link>
                    )}
                  </>
                ),
              },
              {
                id: 'outcome',
                header: say.outcome,
                cell: (delivery) => (
                  <>
                    <span className={delivery.outcome === 'failed' ? 'wrong-word' : undefined}>{say.outcomes[delivery.outcome]}</span>
                    {delivery.message && <span className="soft wrap block">{delivery.message}</span>}
                  </>
                ),
              },
              { id: 'attempts', header: say.attempts, right: true, width: '90px', cell: (delivery) => <span className="number">{delivery.attempts}</span> },
              { id: 'next', header: say.next, width: '170px', cell: (delivery) => <Time at={delivery.nextAttemptAt} /> },
            ]}
          />
        )
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} permission="GET /hooks/{hook}/deliveries" small />
      ) : (
        <Skeleton lines={4} />
      )}
    </section>
  );
}

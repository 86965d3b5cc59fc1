import { Link } from '@tanstack/react-router';
import type { FlowSummary } from '../api/schema.gen';
import { Time } from '../parts/Time';
import { byFamily } from '../states';
import { duration } from '../times';
import { flowWords } from '../words/flows';
import { RunStrip } from './RunStrip';

const say = flowWords.columns;

/** Flows as lines: how their newest runs went, how often they succeed, how long they take, when they run next. */
export function FlowTable({ flows }: { flows: FlowSummary[] }) {
  return (
    <div className="card table-card">
      <table className="table flows-table">
        <caption className="hidden">{flowWords.title}</caption>
        <thead>
          <tr>
            <th scope="col" data-column="name">{say.name}</th>
            <th scope="col" data-column="recent">{say.recent}</th>
            <th scope="col" data-column="success">{say.success}</th>
            <th scope="col" data-column="p50" title={flowWords.p50Help}>{say.p50}</th>
            <th scope="col" data-column="next">{say.next}</th>
            <th scope="col" data-column="failure">{say.failure}</th>
          </tr>
        </thead>
        <tbody>
          {flows.map((flow) => (
            <tr key={flow.id}>
              <td data-column="name">
                <Link to="/flows/$flow" params={{ flow: flow.id }} className="strong cut block" title={flow.description || flow.name}>
                  {flow.name}
                </Link>
                <span className="soft cut block">
                  {flow.project}
                  {flow.labels.map((label) => (
                    <span key={label} className="tag">
                      {label}
                    </span>
                  ))}
                </span>
              </td>
              <td data-column="recent">
                <RunStrip runs={flow.recent} places={15} />
              </td>
              <td data-column="success">
                <Share states={flow.states} />
              </td>
              <td data-column="p50" className="number">
                {flow.p50 == null ? <span className="soft">–</span> : duration(flow.p50 / 1000)}
              </td>
              <td data-column="next">
                {flow.nextAt ? <Time at={flow.nextAt} /> : <span className="soft">{flow.paused ? flowWords.paused : flowWords.unscheduled}</span>}
              </td>
              <td data-column="failure" data-none={!flow.lastFailure}>
                <Failed flow={flow} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Of those that ended by themselves, how many ended well: what was cancelled says nothing about the flow. */
function Share({ states }: { states: Record<string, number> }) {
  const sums = byFamily(states);
  const ended = sums.success + sums.failed;
  if (ended === 0) return <span className="soft">{flowWords.shareNone}</span>;
  const share = sums.success / ended;
  // what is not all is not called all
  const percent = sums.failed > 0 ? Math.min(99, Math.round(share * 100)) : 100;
  return (
    <span className="number">
      <span className="strong">{percent}%</span> <span className="soft">{flowWords.share(ended)}</span>
    </span>
  );
}

function Failed({ flow: { lastFailure } }: { flow: FlowSummary }) {
  if (!lastFailure) return <span className="soft">{flowWords.noFailure}</span>;
  return (
    <>
      <Link to="/runs/$run" params={{ run: lastFailure.run }} className="cut block" title={lastFailure.message || lastFailure.name}>
        {lastFailure.message || flowWords.noMessage}
      </Link>
      <span className="soft cut block">
        <Time at={lastFailure.at} />
      </span>
    </>
  );
}

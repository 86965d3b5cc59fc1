import { Link } from '@tanstack/react-router';
import type { ErrorGroup, FlowFacts } from '../api/schema.gen';
import { FamilyIcon } from '../parts/StateMark';
import { Tile } from '../parts/Tile';
import { Time } from '../parts/Time';
import { words } from '../words';
import { flowWords } from '../words/flows';

const MOST = 12;

/** Why tasks failed in the last runs, the same reasons put together, the most frequent first. */
export function Errors({ facts }: { facts: FlowFacts }) {
  return (
    <Tile id="errors" size="two" title={flowWords.errors} note={facts.runs > 0 ? flowWords.errorsNote(facts.runs) : undefined}>
      {facts.errors.length === 0 ? (
        <p className="good">
          <FamilyIcon family="success" />
          {flowWords.errorsNone}
        </p>
      ) : (
        <ul className="rows">
          {facts.errors.slice(0, MOST).map((group) => (
            <Group key={group.message} group={group} />
          ))}
        </ul>
      )}
    </Tile>
  );
}

function Group({ group }: { group: ErrorGroup }) {
  return (
    <li className="two-lines">
      <div className="line">
        <FamilyIcon family="failed" />
        <Link
          to="/runs/$run/tasks"
          params={{ run: group.lastRun }}
          search={group.tasks.length === 1 ? { sel: group.tasks[0] } : { family: 'failed' }}
          className="strong cut"
          title={group.message}
        >
          {group.message || flowWords.noMessage}
        </Link>
        <span className="grow" />
        <span className="number">
          {flowWords.errorCount(group.count)} <span className="soft">{flowWords.errorRuns(group.runs)}</span>
        </span>
      </div>
      <div className="line soft wrap">
        <span className="cut">{group.tasks.join(words.list.and)}</span>
        <span className="grow" />
        {group.firstAt !== group.lastAt && (
          <span className="no-wrap">
            {flowWords.errorFirst} <Time at={group.firstAt} />
            {words.list.and}
          </span>
        )}
        <span className="no-wrap">
          {flowWords.errorLast} <Time at={group.lastAt} />
        </span>
      </div>
    </li>
  );
}

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { BackfillCounts, BackfillFate, BackfillInterval } from '../api/schema.gen';
import { FamilyIcon } from '../parts/StateMark';
import { Time } from '../parts/Time';
import { number } from '../words';
import { plannedWords } from '../words/planned';
import { countOf, familyOfFate, FATE_ORDER, sizeOf } from './fates';

const say = plannedWords.backfill;
const PIECE = 200;
const NEVER = new Date(0); // so that the day is always there

/** The data intervals of a backfill and what becomes of each, all or those of one fate; in pieces, as there may be thousands. */
export function Intervals({ intervals, counts }: { intervals: BackfillInterval[]; counts: BackfillCounts }) {
  const [fate, setFate] = useState<BackfillFate | null>(null);
  const [most, setMost] = useState(PIECE);
  const there = FATE_ORDER.filter((each) => countOf(counts, each) > 0);
  const chosen = fate && there.includes(fate) ? fate : null;
  const fit = chosen ? intervals.filter((each) => each.fate === chosen) : intervals;
  const rest = fit.length - most;
  const withRuns = intervals.some((each) => each.runId);
  const withWords = fit.some((each) => each.words);
  return (
    <div className="stack">
      <div className="facets" role="group" aria-label={say.fate}>
        <button type="button" className="facet" aria-pressed={chosen === null} onClick={() => setFate(null)}>
          {say.all} <span className="number soft">{number(sizeOf(counts))}</span>
        </button>
        {there.map((each) => (
          <button key={each} type="button" className="facet" aria-pressed={chosen === each} onClick={() => (setFate(chosen === each ? null : each), setMost(PIECE))}>
            <FamilyIcon family={familyOfFate(each)} />
            {say.fates[each]} <span className="number soft">{number(countOf(counts, each))}</span>
          </button>
        ))}
      </div>
      <div className="table-scroll">
        <table className="table intervals">
          <caption className="hidden">{say.intervals(fit.length)}</caption>
          <thead>
            <tr>
              <th scope="col">{say.interval}</th>
              <th scope="col">{say.fate}</th>
              {withRuns && <th scope="col">{say.run}</th>}
              {withWords && <th scope="col">{say.note}</th>}
            </tr>
          </thead>
          <tbody>
            {fit.slice(0, most).map((each) => (
              <tr key={each.at}>
                <td className="number">
                  <Time at={each.from} near={NEVER} /> – <Time at={each.at} near={new Date(each.from)} />
                </td>
                <td>
                  <span className="state">
                    <FamilyIcon family={familyOfFate(each.fate)} />
                    {say.fates[each.fate]}
                  </span>
                </td>
                {withRuns && (
                  <td>
                    {each.runId ? (
                      <Link to="/runs/$run" params={{ run: each.runId }}>
                        {say.run}
                      </Link>
                    ) : (
                      <span className="soft">–</span>
                    )}
                  </td>
                )}
                {withWords && <td className="soft breakable">{each.words}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rest > 0 && (
        <p className="center">
          <button type="button" className="button" onClick={() => setMost(most + PIECE)}>
            {say.more(Math.min(PIECE, rest))}
          </button>
        </p>
      )}
    </div>
  );
}

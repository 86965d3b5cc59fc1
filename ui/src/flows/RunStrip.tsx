import { useNavigate } from '@tanstack/react-router';
import type { TrendRun } from '../api/schema.gen';
import { StateShape } from '../parts/shapes';
import { byFamily, FAMILY_ORDER } from '../states';
import { duration } from '../times';
import { number, stateWord, words } from '../words';
import { flowWords } from '../words/flows';

const PLACE = 15;

/** The newest runs by their states, the newest on the right. Whoever points opens one; keyboards take the table of runs. */
export function RunStrip({ runs, places }: { runs: TrendRun[]; places: number }) {
  const navigate = useNavigate();
  const shown = runs.slice(0, places);
  const counts: Record<string, number> = {};
  for (const { state } of shown) counts[state] = (counts[state] ?? 0) + 1;
  const sums = byFamily(counts);
  const text = FAMILY_ORDER.filter((family) => sums[family] > 0).map((family) => `${number(sums[family])} ${words.state.families[family]}`);
  return (
    <svg
      className="run-strip"
      viewBox={`0 0 ${places * PLACE - 3} 12`}
      width={places * PLACE - 3}
      height="12"
      role="img"
      aria-label={flowWords.strip(text.join(words.list.and) || flowWords.stripNone)}
    >
      {shown.map((run, i) => (
        <g key={run.run} onClick={() => void navigate({ to: '/runs/$run', params: { run: run.run } })}>
          <title>{flowWords.stripRun(run.name, stateWord(run.state), run.micros == null ? '' : duration(run.micros / 1000))}</title>
          <rect className="strip-place" x={(places - 1 - i) * PLACE - 1} y="-1" width="14" height="14" />
          <StateShape state={run.state} x={(places - 1 - i) * PLACE} />
        </g>
      ))}
    </svg>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { FlowFacts, TrendRun } from '../api/schema.gen';
import { FamilyIcon } from '../parts/StateMark';
import { Tile } from '../parts/Tile';
import { useZone } from '../parts/zone';
import { familyOf } from '../states';
import { clock, duration } from '../times';
import { stateWord } from '../words';
import { flowWords } from '../words/flows';

const HEIGHT = 130;
const PLACES = 100;

const millis = (micros: number | null | undefined): string => (micros == null ? flowWords.unknown : duration(micros / 1000));

/** How long the last runs took, with the lines that half, and 95 of 100, do not exceed. */
export function Durations({ facts }: { facts: FlowFacts }) {
  const [pointed, setPointed] = useState<TrendRun | null>(null);
  const runs = facts.trend.filter((run) => run.micros != null).slice(0, PLACES).reverse();
  return (
    <Tile id="durations" size="two" title={flowWords.durations} note={runs.length > 0 ? flowWords.durationsNote(runs.length) : undefined}>
      {runs.length === 0 ? (
        <p className="soft">{flowWords.durationsNone}</p>
      ) : (
        <>
          <div className="trend-facts">
            <Fact name={flowWords.p50} value={millis(facts.p50)} />
            <Fact name={flowWords.p95} value={millis(facts.p95)} />
            <Fact name={flowWords.longest} value={millis(Math.max(...runs.map((run) => run.micros!)))} />
            <span className="grow" />
            {pointed && <Pointed run={pointed} />}
          </div>
          <Bars facts={facts} runs={runs} onPoint={setPointed} />
          <p className="soft small">{flowWords.durationsHelp}</p>
        </>
      )}
    </Tile>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <span className="trend-fact">
      <span className="soft">{name}</span> <span className="number strong">{value}</span>
    </span>
  );
}

function Pointed({ run }: { run: TrendRun }) {
  const zone = useZone();
  return (
    <span className="trend-pointed">
      <FamilyIcon family={familyOf(run.state)} />
      <span className="cut">{run.name}</span>
      <span className="soft no-wrap">
        {stateWord(run.state)}, {millis(run.micros)}, {clock(new Date(run.startedAt ?? run.createdAt), zone, new Date())}
      </span>
    </span>
  );
}

function Bars({ facts, runs, onPoint }: { facts: FlowFacts; runs: TrendRun[]; onPoint: (run: TrendRun | null) => void }) {
  const navigate = useNavigate();
  const most = Math.max(1, facts.p95 ?? 0, ...runs.map((run) => run.micros!)) * 1.04;
  const places = Math.max(30, runs.length);
  const width = 1000 / places;
  const first = places - runs.length;
  const at = (micros: number) => HEIGHT - (micros / most) * HEIGHT;
  return (
    <svg
      className="trend"
      viewBox={`0 0 1000 ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={flowWords.durationsLabel(millis(facts.p50), millis(facts.p95))}
      onPointerLeave={() => onPoint(null)}
    >
      {runs.map((run, i) => {
        const family = familyOf(run.state);
        const top = Math.min(HEIGHT - 2, at(run.micros!));
        const x = (first + i) * width;
        return (
          <g key={run.run} onPointerEnter={() => onPoint(run)} onClick={() => void navigate({ to: '/runs/$run', params: { run: run.run } })}>
            <rect className="history-slot" x={x} y="0" width={width} height={HEIGHT} />
            <rect className="bar" data-family={family} x={x + width * 0.12} y={top} width={width * 0.76} height={HEIGHT - top} />
            {family === 'failed' && <rect className="trend-notch" x={x + width * 0.12} y={Math.min(HEIGHT - 6, top + 4)} width={width * 0.76} height="2" />}
          </g>
        );
      })}
      {facts.p50 != null && <line className="trend-line" x1="0" x2="1000" y1={at(facts.p50)} y2={at(facts.p50)} />}
      {facts.p95 != null && <line className="trend-line" data-far="true" x1="0" x2="1000" y1={at(facts.p95)} y2={at(facts.p95)} />}
    </svg>
  );
}

import { useRef, useState, type PointerEvent } from 'react';
import type { Histogram, HistogramBucket } from '../api/schema.gen';
import { useZone } from '../parts/zone';
import { FAMILY_ORDER, byFamily, type Family } from '../states';
import { clock } from '../times';
import { number, words } from '../words';
import { marks } from './historyAxis';

const HEIGHT = 120;
const TOP = 6;
// from the bottom up: what went well is the ground that trouble stands on
const STACK: Family[] = ['success', 'ended', 'waiting', 'running', 'attention', 'failed'];

/** Runs by when they were asked for. A drag over bars, or a click on one, chooses that span. */
export function RunHistory({ histogram, onSpan }: { histogram: Histogram; onSpan: (since: string, until: string) => void }) {
  const zone = useZone();
  const box = useRef<SVGSVGElement>(null);
  const [span, setSpan] = useState<[number, number] | null>(null);
  const buckets = filled(histogram);
  const most = Math.max(1, ...buckets.map((bucket) => total(bucket)));
  const width = 1000 / buckets.length;
  const place = (event: PointerEvent) => {
    const bounds = box.current!.getBoundingClientRect();
    return Math.min(buckets.length - 1, Math.max(0, Math.floor(((event.clientX - bounds.left) / bounds.width) * buckets.length)));
  };
  const open = (from: number, to: number) => {
    const [first, last] = from < to ? [from, to] : [to, from];
    const start = new Date(buckets[first]!.t);
    const end = new Date(new Date(buckets[last]!.t).getTime() + histogram.seconds * 1000);
    onSpan(start.toISOString(), end.toISOString());
  };
  const described = (bucket: HistogramBucket) => {
    const sums = byFamily(bucket.counts);
    const parts = FAMILY_ORDER.filter((family) => sums[family] > 0).map((family) => `${number(sums[family])} ${words.state.families[family]}`);
    return words.dashboard.bucket(clock(new Date(bucket.t), zone), parts.join(words.list.and) || words.dashboard.runs(0));
  };
  const round = marks(new Date(histogram.from).getTime(), new Date(histogram.to).getTime(), zone);
  return (
    <div className="history-frame">
      <span className="history-most soft number" title={words.dashboard.mostHelp}>
        {number(most)}
      </span>
      <svg
        ref={box}
        className="history"
        viewBox={`0 0 1000 ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.dashboard.historyHelp}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setSpan([place(event), place(event)]);
        }}
        onPointerMove={(event) => span && setSpan([span[0], place(event)])}
        onPointerCancel={() => setSpan(null)}
        onPointerUp={() => {
          if (span) open(span[0], span[1]);
          setSpan(null);
        }}
      >
        <line className="history-line" x1="0" x2="1000" y1={TOP} y2={TOP} />
        {round.map(({ at }) => (
          <line key={at} className="history-line" x1={at * 1000} x2={at * 1000} y1={TOP} y2={HEIGHT} />
        ))}
        {buckets.map((bucket, i) => {
          const sums = byFamily(bucket.counts);
          let top = HEIGHT;
          return (
            <g key={bucket.t}>
              <title>{described(bucket)}</title>
              <rect className="history-slot" x={i * width} y="0" width={width} height={HEIGHT} />
              {STACK.filter((family) => sums[family] > 0).map((family) => {
                const height = Math.max(1.5, (sums[family] / most) * (HEIGHT - TOP));
                top -= height;
                return <rect key={family} className="bar" data-family={family} x={i * width + width * 0.1} y={top} width={width * 0.8} height={height} />;
              })}
            </g>
          );
        })}
        {span && (
          <rect className="history-span" x={Math.min(...span) * width} y="0" width={(Math.abs(span[1] - span[0]) + 1) * width} height={HEIGHT} />
        )}
      </svg>
      <div className="history-axis soft" aria-hidden="true">
        {round.map(({ at, label }) => (
          <span key={at} style={{ left: `${at * 100}%` }}>
            {label}
          </span>
        ))}
      </div>
      <p className="soft small">{words.dashboard.historyHelp}</p>
    </div>
  );
}

const total = (bucket: HistogramBucket): number => Object.values(bucket.counts).reduce((sum, count) => sum + count, 0);

/** The server may leave out buckets without runs. */
function filled(histogram: Histogram): HistogramBucket[] {
  const known = new Map(histogram.buckets.map((bucket) => [new Date(bucket.t).getTime(), bucket]));
  const all: HistogramBucket[] = [];
  const end = new Date(histogram.to).getTime();
  const step = histogram.seconds * 1000;
  for (let t = new Date(histogram.from).getTime(); t < end && all.length < 400; t += step) {
    all.push(known.get(t) ?? { t: new Date(t).toISOString(), counts: {} });
  }
  return all.length > 0 ? all : histogram.buckets;
}

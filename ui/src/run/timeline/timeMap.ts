/** A span of time that is drawn as narrow as a mark, since nothing was at work in it. */
export type Gap = { from: number; to: number; x: number; w: number };

export type Spans = { start: Float64Array; end: Float64Array };

/**
 * Where moments lie along the timeline, in milliseconds from its beginning, and back. Without gaps a millisecond is one unit
 * everywhere; a gap is as wide as its mark. Grows all along, so every place is one moment. Immutable.
 */
export class TimeMap {
  private constructor(
    readonly from: number,
    readonly to: number,
    readonly gaps: readonly Gap[],
  ) {}

  static plain(from: number, to: number): TimeMap {
    return new TimeMap(from, Math.max(to, from + 1), []);
  }

  /** Leaves out what lies between the spans, where that is long compared with the rest. */
  static skipping(from: number, to: number, spans: Spans): TimeMap {
    const plain = TimeMap.plain(from, to);
    const idle = between(from, plain.to, spans);
    const busy = plain.to - from - idle.reduce((sum, [a, b]) => sum + b - a, 0);
    const mark = Math.max(busy * 0.03, 1);
    const gaps: Gap[] = [];
    let cut = 0;
    for (const [a, b] of idle) {
      if (b - a < 4 * mark) continue;
      gaps.push({ from: a, to: b, x: a - from - cut, w: mark });
      cut += b - a - mark;
    }
    return new TimeMap(from, plain.to, gaps);
  }

  get width(): number {
    return this.x(this.to);
  }

  x(time: number): number {
    let cut = 0;
    for (const { from, to, x, w } of this.gaps) {
      if (time < from) break;
      if (time < to) return x + ((time - from) / (to - from)) * w;
      cut += to - from - w;
    }
    return time - this.from - cut;
  }

  time(x: number): number {
    let cut = 0;
    for (const gap of this.gaps) {
      if (x < gap.x) break;
      if (x < gap.x + gap.w) return gap.from + ((x - gap.x) / gap.w) * (gap.to - gap.from);
      cut += gap.to - gap.from - gap.w;
    }
    return this.from + x + cut;
  }
}

/** What no span covers, in order. */
function between(from: number, to: number, { start, end }: Spans): [number, number][] {
  const order = Array.from(start, (_, i) => i).sort((a, b) => start[a]! - start[b]!);
  const idle: [number, number][] = [];
  let at = from;
  for (const i of order) {
    const begin = Math.min(start[i]!, to);
    if (begin > at) idle.push([at, begin]);
    at = Math.max(at, Math.min(end[i]!, to));
  }
  if (to > at) idle.push([at, to]);
  return idle;
}

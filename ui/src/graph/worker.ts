import { fold, type Choice, type Folded, type Plan } from './fold';
import { layout, type Layout } from './layout';

/** `open`: places of nodes whose box is unfolded; `tall`: heights of nodes that are drawn by themselves. */
export type Order = { plan: Plan; choice: Choice; open: number[]; tall: Float32Array; group: number };
export type Arranged = { folded: Folded; layout: Layout; millis: number };

export function arrange({ plan, choice, open, tall, group }: Order, now: () => number): Arranged {
  const began = now();
  const folded = fold(plan, choice, new Set(open));
  const height = Float32Array.from({ length: folded.boxes }, (_, i) => (folded.count[i]! > 1 ? group : tall[folded.first[i]!]!));
  const found = layout({ n: folded.boxes, from: folded.from, to: folded.to, height }, now);
  return { folded, layout: found, millis: now() - began };
}

// not where it is imported for its function
if (typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope) {
  self.onmessage = ({ data }: MessageEvent<Order>) => self.postMessage(arrange(data, () => performance.now()));
}

declare const WorkerGlobalScope: { new (): unknown };

import { fold, type Choice, type Folded, type Plan } from './fold';
import { BOX, layout, layouts, type Layout } from './layout';

/** `open`: places of nodes whose box is unfolded; `tall`: heights of nodes that are drawn by themselves. */
export type Order = { plan: Plan; choice: Choice; open: number[]; tall: Float32Array; group: number };
export type Arranged = { folded: Folded; layout: Layout; millis: number };

/** So few are laid out both ways, and shown as they are larger. */
const BOTH = 2_000;
const [WIDTH, HEIGHT] = [960, 600]; // of a usual window: the way is not to change with its size

function larger({ right, down }: Record<'right' | 'down', Layout>, height: Float32Array): Layout {
  const scale = ({ x, y }: Layout) => {
    let [left, top, end, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < x.length; i++) {
      left = Math.min(left, x[i]!);
      top = Math.min(top, y[i]!);
      end = Math.max(end, x[i]! + BOX);
      bottom = Math.max(bottom, y[i]! + height[i]!);
    }
    return Math.min(1, WIDTH / (end - left), HEIGHT / (bottom - top));
  };
  return scale(down) >= scale(right) ? down : right;
}

export function arrange({ plan, choice, open, tall, group }: Order, now: () => number): Arranged {
  const began = now();
  const folded = fold(plan, choice, new Set(open));
  const height = Float32Array.from({ length: folded.boxes }, (_, i) => (folded.count[i]! > 1 ? group : tall[folded.first[i]!]!));
  const drawn = { n: folded.boxes, from: folded.from, to: folded.to, height };
  const found = folded.boxes <= BOTH ? larger(layouts(drawn, now), height) : layout(drawn, 'right', now);
  return { folded, layout: found, millis: now() - began };
}

// not where it is imported for its function
if (typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope) {
  self.onmessage = ({ data }: MessageEvent<Order>) => self.postMessage(arrange(data, () => performance.now()));
}

declare const WorkerGlobalScope: { new (): unknown };

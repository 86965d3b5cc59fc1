import type { Arranged, Order } from './worker';

/** Layouts made beside the page, one at a time: who asks anew no longer wants what was asked before, and it ends. */
export class Arranging {
  private worker: Worker | null = null;
  private busy: ((error: Error) => void) | null = null;

  arrange(order: Order): Promise<Arranged> {
    if (this.busy) this.stop();
    this.worker ??= new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const worker = this.worker;
    return new Promise<Arranged>((resolve, reject) => {
      this.busy = reject;
      worker.onmessage = ({ data }: MessageEvent<Arranged>) => {
        this.busy = null;
        resolve(data);
      };
      worker.onerror = (event) => {
        this.busy = null;
        reject(new Error(event.message || 'The graph could not be laid out.'));
      };
      worker.postMessage(order);
    });
  }

  /** What is asked for is no longer wanted. */
  stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.busy?.(new DOMException('Something else is wanted.', 'AbortError'));
    this.busy = null;
  }
}

import { API } from '../base';
import { Hub } from './hub';
import { HERE_EVERY, type Change, type FromTab, type Status, type ToTab } from './protocol';
import { Revisions } from './revisions';

type Handler = (changes: Change[]) => void;

const HIDDEN_FOR = 10_000;
const CHANNEL = 'reeve-live';

/**
 * This tab's part of the one stream: what its pages watch, and what they are told, once a frame. Whoever holds the stream is
 * a SharedWorker; where there is none, the tab that holds a lock; where there is neither, pages poll.
 */
class Live {
  private readonly tab = crypto.getRandomValues(new Uint32Array(2)).join('-');
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly revisions = new Revisions();
  private readonly listeners = new Set<() => void>();
  private readonly whenOver = new Set<() => void>();
  private readonly whenBack = new Set<() => void>();
  private waiting: Change[] = [];
  private frame = 0;
  private quiet = false;
  private send: ((message: FromTab) => void) | null = null;
  private status: Status = { state: 'off', since: Date.now() };
  private planned: ReturnType<typeof setTimeout> | undefined;
  private hiding: ReturnType<typeof setTimeout> | undefined;

  getStatus = (): Status => this.status;

  onStatus = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The session has ended. */
  onOver(told: () => void): void {
    this.whenOver.add(told);
  }

  /** What was missed while the tab was hidden is to be fetched. */
  onBack(told: () => void): () => void {
    this.whenBack.add(told);
    return () => this.whenBack.delete(told);
  }

  watch(topic: string, handler: Handler): () => void {
    const all = this.handlers.get(topic) ?? new Set<Handler>();
    all.add(handler);
    this.handlers.set(topic, all);
    this.start();
    this.tellSoon();
    return () => {
      all.delete(handler);
      if (all.size === 0) {
        this.handlers.delete(topic);
        this.revisions.forget(topic);
      }
      this.tellSoon();
    };
  }

  private start(): void {
    if (this.send || this.status.state === 'polling') return;
    if (typeof SharedWorker === 'function') this.byWorker();
    else if (navigator.locks && typeof BroadcastChannel === 'function') this.byLeader();
    else return this.set({ state: 'polling', since: Date.now() });
    setInterval(() => !this.quiet && this.send?.({ say: 'here', tab: this.tab }), HERE_EVERY);
    addEventListener('pagehide', () => this.send?.({ say: 'bye', tab: this.tab }));
    addEventListener('pageshow', (event) => event.persisted && this.tellSoon());
    document.addEventListener('visibilitychange', () => this.visibility());
  }

  private byWorker(): void {
    const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: API });
    worker.onerror = () => this.set({ state: 'polling', since: Date.now() });
    worker.port.onmessage = (event: MessageEvent<ToTab>) => this.hear(event.data);
    worker.port.start();
    this.send = (message) => worker.port.postMessage(message);
  }

  private byLeader(): void {
    type Said = { to: string | null; message: ToTab } | { from: FromTab };
    const channel = new BroadcastChannel(CHANNEL + API);
    let hub: Hub | null = null;
    channel.onmessage = (event: MessageEvent<Said>) => {
      if ('from' in event.data) hub?.hear(event.data.from);
      else if (event.data.to === null || event.data.to === this.tab) this.hear(event.data.message);
    };
    this.send = (message) => (hub ? hub.hear(message) : channel.postMessage({ from: message }));
    void navigator.locks.request(CHANNEL + API, () => {
      hub = new Hub(API, (to, message) => {
        if (to !== this.tab) channel.postMessage({ to, message });
        if (to === null || to === this.tab) this.hear(message);
      });
      channel.postMessage({ to: null, message: { say: 'who' } });
      this.tellSoon();
      return new Promise(() => {}); // for as long as this tab lives
    });
  }

  private hear(message: ToTab): void {
    switch (message.say) {
      case 'status':
        return this.set(message.status);
      case 'over':
        return this.whenOver.forEach((told) => told());
      case 'who':
        return this.tellSoon();
      case 'change':
        if (!this.revisions.take(message.change.topic, message.change.rev, message.change.kind)) return;
        this.waiting.push(message.change);
        this.frame ||= requestAnimationFrame(() => this.deliver());
    }
  }

  private deliver(): void {
    this.frame = 0;
    const changes = this.waiting;
    this.waiting = [];
    const byTopic = new Map<string, Change[]>();
    for (const change of changes) {
      const some = byTopic.get(change.topic);
      if (some) some.push(change);
      else byTopic.set(change.topic, [change]);
    }
    for (const [topic, some] of byTopic) this.handlers.get(topic)?.forEach((handler) => handler(some));
  }

  private set(status: Status): void {
    if (status.state === this.status.state && status.since === this.status.since) return;
    this.status = status;
    this.listeners.forEach((listener) => listener());
  }

  private tellSoon(): void {
    clearTimeout(this.planned);
    this.planned = setTimeout(
      () => this.send?.({ say: 'topics', tab: this.tab, topics: this.quiet ? [] : [...this.handlers.keys()] }),
      20,
    );
  }

  /** A hidden tab watches nothing after a while, and fetches what it missed when it is looked at again. */
  private visibility(): void {
    clearTimeout(this.hiding);
    if (document.visibilityState === 'hidden') {
      this.hiding = setTimeout(() => {
        this.quiet = true;
        this.tellSoon();
      }, HIDDEN_FOR);
    } else if (this.quiet) {
      this.quiet = false;
      for (const topic of this.handlers.keys()) this.revisions.forget(topic);
      this.tellSoon();
      this.whenBack.forEach((told) => told());
    }
  }
}

export const live = new Live();

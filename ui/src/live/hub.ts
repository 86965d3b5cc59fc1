import { EventReader } from './events';
import { GONE_AFTER, MOST_TOPICS, type FromTab, type LinkState, type Status, type ToTab } from './protocol';
import { Revisions } from './revisions';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;
const LONGEST_SILENCE = 40_000; // the server says something every 15 seconds

/** Who is told: one tab, or null for all. */
export type Tell = (tab: string | null, message: ToTab) => void;

type Tab = { topics: string[]; heard: number };

/**
 * Holds the one stream of this browser for all its tabs, and opens it anew where it broke off. Runs in a worker, or in the
 * tab that leads the others.
 */
export class Hub {
  private readonly tabs = new Map<string, Tab>();
  private readonly revisions = new Revisions();
  private readonly refused = new Set<string>();
  private watched: string[] = [];
  private lastId = '';
  private status: Status = { state: 'off', since: Date.now() };
  private pause = FIRST_PAUSE;
  private running: AbortController | null = null;
  private planned: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: string,
    private readonly tell: Tell,
  ) {}

  hear(message: FromTab): void {
    switch (message.say) {
      case 'topics':
        this.tabs.set(message.tab, { topics: message.topics, heard: Date.now() });
        this.tell(message.tab, { say: 'status', status: this.status });
        break;
      case 'here': {
        const tab = this.tabs.get(message.tab);
        if (tab) tab.heard = Date.now();
        else this.tell(message.tab, { say: 'who' });
        break;
      }
      case 'bye':
        this.tabs.delete(message.tab);
        break;
    }
    this.forgetGone();
    this.settle();
  }

  close(): void {
    clearTimeout(this.planned);
    this.running?.abort();
  }

  private forgetGone(): void {
    const oldest = Date.now() - GONE_AFTER;
    for (const [name, tab] of this.tabs) {
      if (tab.heard < oldest) this.tabs.delete(name);
    }
  }

  private wanted(): string[] {
    const all = new Set<string>();
    for (const tab of this.tabs.values()) {
      for (const topic of tab.topics) if (!this.refused.has(topic)) all.add(topic);
    }
    return [...all].sort().slice(0, MOST_TOPICS);
  }

  /** Opens the stream anew if something else is watched now. */
  private settle(): void {
    const wanted = this.wanted();
    if (wanted.join() === this.watched.join()) return;
    for (const topic of this.watched) {
      if (!wanted.includes(topic)) this.revisions.forget(topic);
    }
    this.watched = wanted;
    this.plan(wanted.length === 0 ? 0 : 30); // pages say what they watch one after the other
  }

  private plan(delay: number): void {
    clearTimeout(this.planned);
    this.planned = setTimeout(() => void this.open(), delay);
  }

  private say(state: LinkState): void {
    if (this.status.state === state) return;
    this.status = { state, since: Date.now() };
    this.tell(null, { say: 'status', status: this.status });
  }

  private async open(): Promise<void> {
    this.running?.abort();
    if (this.watched.length === 0) {
      this.running = null;
      this.lastId = '';
      this.say('off');
      return;
    }
    const control = new AbortController();
    this.running = control;
    if (this.status.state === 'off') this.say('connecting');
    let again = true;
    try {
      again = await this.follow(control);
    } catch {
      // the network, or the server stopped: told below
    }
    if (control.signal.aborted && this.running !== control) return; // another took its place
    if (!again) return;
    this.say('lost');
    this.plan(this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  /** Returns whether to try again. */
  private async follow(control: AbortController): Promise<boolean> {
    const topics = this.watched;
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (this.lastId) headers['Last-Event-ID'] = this.lastId;
    let silence = setTimeout(() => control.abort(), LONGEST_SILENCE);
    try {
      const response = await fetch(`${this.api}/stream?topics=${encodeURIComponent(topics.join(','))}`, {
        headers,
        credentials: 'same-origin',
        signal: control.signal,
        cache: 'no-store',
      });
      if (!response.ok || !response.body) return await this.refusedBy(response, topics);
      this.say('live');
      this.pause = FIRST_PAUSE;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const events = new EventReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return true;
        clearTimeout(silence);
        silence = setTimeout(() => control.abort(), LONGEST_SILENCE);
        for (const { id, kind, event } of events.read(value)) {
          if (id) this.lastId = id;
          this.pass(kind === 'resync' ? 'resync' : 'change', event.topic, event.rev, event.data);
        }
      }
    } finally {
      clearTimeout(silence);
    }
  }

  private pass(kind: 'change' | 'resync', topic: string, rev: number, data: import('../api/schema.gen').StreamData): void {
    if (!this.revisions.take(topic, rev, kind)) return;
    for (const [name, tab] of this.tabs) {
      if (tab.topics.includes(topic)) this.tell(name, { say: 'change', change: { topic, kind, rev, data } });
    }
  }

  private async refusedBy(response: Response, topics: string[]): Promise<boolean> {
    if (response.status === 401) {
      this.watched = [];
      this.lastId = '';
      this.tabs.clear(); // they say anew what they watch once somebody logged in
      this.say('off');
      this.tell(null, { say: 'over' });
      return false;
    }
    if (response.status === 404 || response.status === 403 || response.status === 422) {
      // one of them is gone, or not for us: the answer names it
      const words = await response.text().catch(() => '');
      const named = topics.filter((topic) => words.includes(topic.slice(topic.indexOf(':') + 1)));
      for (const topic of named.length > 0 ? named : topics) this.refused.add(topic);
      this.settle();
      return false;
    }
    return true;
  }
}

import { get, type Query } from '../../api/client';
import type { LogHits, LogLine, Logs } from '../../api/schema.gen';
import type { Level } from '../../search';
import { CHUNK, hitFrom } from './logWindow';

export type LogFilter = { level?: Level; node?: number; child?: number; q?: string };

export const isAll = (filter: LogFilter): boolean =>
  (filter.level === undefined || filter.level === 'trace') && filter.node === undefined && filter.child === undefined && !filter.q;

const MOST_HITS = 10_000;
const MOST_CHUNKS = 40; // 20,000 lines: what is further away is fetched again

/**
 * The lines of a log by their place among those that fit the filter. Without a filter the place is the number of the line;
 * with one, the server says the numbers of those that fit, ten thousand at a time.
 */
export class LogSource {
  total = 0;
  rows = 0;
  ended = false;
  /** How many fit; more than rows while not all numbers are fetched. */
  count = 0;
  private hits: number[] = [];
  private searched = false;
  private more: number | null = 1;
  private readonly chunks = new Map<number, LogLine[]>();
  private readonly asked = new Map<number, Promise<void>>();
  private readonly control = new AbortController();

  constructor(
    readonly run: string,
    readonly filter: LogFilter,
    private readonly wanted: number, // the line that is looked at first
    private readonly changed: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  get filtered(): boolean {
    return !isAll(this.filter);
  }

  get ready(): boolean {
    return this.searched;
  }

  close(): void {
    this.control.abort();
  }

  private query(): Query {
    const { level, node, child, q } = this.filter;
    return { level: level === 'trace' ? undefined : level, node, child, q };
  }

  /** The line at a row; undefined: not fetched yet. */
  line(row: number): LogLine | undefined {
    return this.chunks.get(Math.floor(row / CHUNK))?.[row % CHUNK];
  }

  /** The number of the line at a row. */
  numberAt(row: number): number {
    return this.filtered ? (this.hits[row] ?? 0) : row + 1;
  }

  /** The row of a line, or of the first one behind it that fits. */
  rowOf(line: number): number {
    return this.filtered ? Math.min(hitFrom(this.hits, line), Math.max(0, this.rows - 1)) : Math.min(Math.max(0, line - 1), Math.max(0, this.rows - 1));
  }

  /** How long the log is now. With a filter, the numbers of the lines that are new and fit. */
  async refresh(): Promise<void> {
    try {
      if (this.filtered) await this.search();
      else await this.measure();
    } catch (error) {
      if (!this.control.signal.aborted) this.failed(error);
    }
  }

  private async measure(): Promise<void> {
    // with the first question come the lines that are looked at first
    const chunk = Math.floor((this.wanted - 1) / CHUNK);
    const first = !this.searched;
    const query = first ? { fromLine: chunk * CHUNK + 1, limit: CHUNK } : { fromLine: Math.max(1, this.total), limit: 1 };
    const logs = await get<Logs>(`/flow-runs/${this.run}/logs`, query, this.control.signal);
    this.ended = logs.ended;
    this.searched = true;
    if (logs.totalLines !== this.total) {
      // the last chunk was not whole
      this.chunks.delete(Math.floor(this.total / CHUNK));
      this.asked.delete(Math.floor(this.total / CHUNK));
    }
    this.total = this.rows = this.count = logs.totalLines;
    if (first && logs.lines.length > 0 && logs.lines.length === Math.min(CHUNK, this.rows - chunk * CHUNK)) {
      this.chunks.set(chunk, logs.lines);
      this.asked.set(chunk, Promise.resolve());
    }
    this.changed();
  }

  private async search(): Promise<void> {
    const from = this.more ?? (this.hits.at(-1) ?? this.total) + 1;
    const before = this.hits.length;
    const found = await get<LogHits>(
      `/flow-runs/${this.run}/logs/search`,
      { ...this.query(), fromLine: from, limit: MOST_HITS },
      this.control.signal,
    );
    const last = this.hits.at(-1) ?? 0;
    const fresh = found.hits.filter((line) => line > last);
    this.hits = this.hits.concat(fresh);
    this.total = found.totalLines;
    this.rows = this.hits.length;
    this.count = before + Math.max(found.count, fresh.length);
    this.searched = true;
    // there are more than were named, or the log is too long to be looked through at once
    this.more = found.count > found.hits.length ? (this.hits.at(-1) ?? 0) + 1 : (found.nextLine ?? found.totalLines + 1);
    if (fresh.length > 0) {
      const chunk = Math.floor(before / CHUNK);
      this.chunks.delete(chunk);
      this.asked.delete(chunk);
    }
    this.changed();
  }

  /** The first line of the same task at or after a number that fits the filter, up to that line. */
  async firstOf(line: LogLine, from: number): Promise<LogLine | undefined> {
    for (let next: number | null | undefined = from; next != null && next <= line.line; ) {
      const query: Query = { ...this.query(), node: line.node, child: line.child, fromLine: next, limit: 1 };
      const logs: Logs = await get<Logs>(`/flow-runs/${this.run}/logs`, query, this.control.signal);
      if (logs.lines[0]) return logs.lines[0];
      next = logs.nextLine;
    }
    return undefined;
  }

  /** Whether there are more rows than are known. */
  get hasMore(): boolean {
    return this.filtered && this.count > this.rows;
  }

  /** Fetches a chunk unless it is there. */
  fetch(chunk: number): Promise<void> {
    const known = this.asked.get(chunk);
    if (known) return known;
    const asked = this.load(chunk).catch((error: unknown) => {
      this.asked.delete(chunk);
      if (!this.control.signal.aborted) this.failed(error);
    });
    this.asked.set(chunk, asked);
    return asked;
  }

  private async load(chunk: number): Promise<void> {
    const first = chunk * CHUNK;
    const from = this.numberAt(first);
    const limit = Math.min(CHUNK, this.rows - first);
    if (from <= 0 || limit <= 0) return;
    const logs = await get<Logs>(`/flow-runs/${this.run}/logs`, { ...this.query(), fromLine: from, limit }, this.control.signal);
    if (logs.lines.length < limit) this.asked.delete(chunk); // it was not looked through at once
    this.chunks.set(chunk, logs.lines);
    for (const old of this.chunks.keys()) {
      if (this.chunks.size <= MOST_CHUNKS) break;
      this.chunks.delete(old);
      this.asked.delete(old);
    }
    this.changed();
  }
}

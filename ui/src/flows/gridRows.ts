import type { GridRow } from '../api/schema.gen';
import { familyOf } from '../states';

/** A run as a column: what became of each task, by the task's name. */
export type Column = {
  run: string;
  name: string;
  version: number;
  state: string;
  createdAt: string;
  /** how long it ran, in milliseconds; null: it did not begin, or goes on */
  took: number | null;
  cells: Map<string, Cell>;
};

/** What became of a task in a run. When it began, in milliseconds since 1970, and how many it took; null: not yet. */
export type Cell = { state: string; start: number | null; took: number | null; attempt: number };

/** From pairs of a value and of how often it stands there. */
function spread(pairs: number[]): number[] {
  const values: number[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2) for (let n = 0; n < pairs[i + 1]!; n++) values.push(pairs[i]!);
  return values;
}

/** Rows of an answer put together: pages of tasks of one run are one column. Names come with the first row of each version. */
export class GridReader {
  private readonly names = new Map<string, string[]>();
  private readonly columns = new Map<string, Column>();

  /** Takes a line; `page` tells pages of tasks from each other. */
  add(row: GridRow, page: number): void {
    const version = `${row.version}:${page}`;
    if (row.tasks) this.names.set(version, row.tasks);
    const names = this.names.get(version) ?? [];
    const states = spread(row.taskState);
    const attempts = spread(row.attempt);
    let column = this.columns.get(row.run);
    if (!column) {
      const both = row.startedAt != null && row.endedAt != null;
      column = {
        run: row.run,
        name: row.name,
        version: row.version,
        state: row.state,
        createdAt: row.createdAt,
        took: both ? Date.parse(row.endedAt!) - Date.parse(row.startedAt!) : null,
        cells: new Map(),
      };
      this.columns.set(row.run, column);
    }
    for (let i = 0; i < names.length; i++) {
      column.cells.set(names[i]!, {
        state: row.states[states[i]!] ?? 'Pending',
        start: row.start[i]! < 0 ? null : row.since + row.start[i]!,
        took: row.took[i]! < 0 ? null : row.took[i]!,
        attempt: attempts[i] ?? 0,
      });
    }
  }

  /** The runs so far, the newest first. */
  all(): Column[] {
    return [...this.columns.values()];
  }
}

/** The tasks of all those runs: in the order of the newest, and those that only older ones have after what came before them. */
export function taskNames(columns: Column[]): string[] {
  const order: string[] = [];
  const known = new Set<string>();
  for (const column of columns) {
    let after = -1; // where the task before this one stands
    for (const name of column.cells.keys()) {
      if (known.has(name)) {
        after = order.indexOf(name, after + 1) < 0 ? after : order.indexOf(name, after + 1);
      } else {
        known.add(name);
        order.splice(++after, 0, name);
      }
    }
  }
  return order;
}

/** A task as a line: how often it failed, and how long it takes. */
export type Line = { name: string; failed: number; median: number | null };

export function lines(names: string[], columns: Column[], q: string, onlyFailed: boolean): Line[] {
  const part = q.toLowerCase();
  const found: Line[] = [];
  for (const name of names) {
    if (!name.toLowerCase().includes(part)) continue;
    let failed = 0;
    const took: number[] = [];
    for (const column of columns) {
      const cell = column.cells.get(name);
      if (!cell) continue;
      if (familyOf(cell.state) === 'failed') failed++;
      else if (cell.took !== null) took.push(cell.took);
    }
    if (onlyFailed && failed === 0) continue;
    took.sort((a, b) => a - b);
    found.push({ name, failed, median: took.length === 0 ? null : took[Math.ceil(took.length / 2) - 1]! });
  }
  return found;
}

/** Reads lines from pieces of text, wherever those were cut. */
export class LineReader {
  private rest = '';

  read(piece: string): string[] {
    const parts = (this.rest + piece).split('\n');
    this.rest = parts.pop()!;
    return parts.filter((part) => part !== '');
  }
}

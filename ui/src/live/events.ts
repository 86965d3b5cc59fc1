import type { StreamEvent } from '../api/schema.gen';

export type Arrived = { id: string; kind: string; event: StreamEvent };

/** Reads server-sent events from pieces of text, wherever those were cut. */
export class EventReader {
  private rest = '';

  /** The events that are whole now. `heard` is whether anything came, a comment at least. */
  read(piece: string): Arrived[] {
    this.rest += piece;
    const found: Arrived[] = [];
    for (;;) {
      const end = /\r?\n\r?\n/.exec(this.rest);
      if (!end) return found;
      const block = this.rest.slice(0, end.index);
      this.rest = this.rest.slice(end.index + end[0].length);
      const arrived = parse(block);
      if (arrived) found.push(arrived);
    }
  }
}

function parse(block: string): Arrived | null {
  let id = '';
  let kind = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const value = line.slice(colon + 1).replace(/^ /, '');
    const name = line.slice(0, colon);
    if (name === 'id') id = value;
    else if (name === 'event') kind = value;
    else if (name === 'data') data.push(value);
  }
  if (data.length === 0) return null;
  try {
    return { id, kind, event: JSON.parse(data.join('\n')) as StreamEvent };
  } catch {
    return null;
  }
}

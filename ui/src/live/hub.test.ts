import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Hub } from './hub';
import type { ToTab } from './protocol';

/** A server that is told what to send. */
class Server {
  asked: { topics: string; last: string | null }[] = [];
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  status = 200;
  body = '';

  fetch = (url: string, init: RequestInit): Promise<Response> => {
    const headers = init.headers as Record<string, string>;
    this.asked.push({ topics: decodeURIComponent(url.split('topics=')[1]!), last: headers['Last-Event-ID'] ?? null });
    if (this.status !== 200) return Promise.resolve(new Response(this.body, { status: this.status }));
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controller = controller;
      },
    });
    init.signal?.addEventListener('abort', () => {
      try {
        this.controller?.error(new Error('aborted'));
      } catch {
        // it was closed before
      }
    });
    return Promise.resolve(new Response(stream, { status: 200 }));
  };

  send(topic: string, rev: number, kind = 'change'): void {
    this.controller?.enqueue(new TextEncoder().encode(`id: x=${rev}\nevent: ${kind}\ndata: {"topic":"${topic}","rev":${rev},"data":{}}\n\n`));
  }

  breakOff(): void {
    this.controller?.close();
  }
}

let server: Server;
let told: { tab: string | null; message: ToTab }[];
let hub: Hub;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  told = [];
  hub = new Hub('/api/v1', (tab, message) => told.push({ tab, message }));
});

afterEach(() => {
  hub.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (millis = 100) => vi.advanceTimersByTimeAsync(millis);
const changes = (tab: string) =>
  told.flatMap((each) => (each.tab === tab && each.message.say === 'change' ? [each.message.change.topic + '@' + each.message.change.rev] : []));
const states = () => told.flatMap((each) => (each.tab === null && each.message.say === 'status' ? [each.message.status.state] : []));

describe('the hub', () => {
  test('holds one stream for all tabs, and tells each what it watches', async () => {
    hub.hear({ say: 'topics', tab: 'a', topics: ['run:1', 'agents'] });
    hub.hear({ say: 'topics', tab: 'b', topics: ['run:1'] });
    await pass();
    expect(server.asked).toEqual([{ topics: 'agents,run:1', last: null }]);
    server.send('run:1', 1);
    server.send('agents', 7);
    await pass();
    expect(changes('a')).toEqual(['run:1@1', 'agents@7']);
    expect(changes('b')).toEqual(['run:1@1']);
  });

  test('drops what comes twice or late', async () => {
    hub.hear({ say: 'topics', tab: 'a', topics: ['run:1'] });
    await pass();
    for (const rev of [1, 3, 2, 3, 4]) server.send('run:1', rev);
    await pass();
    expect(changes('a')).toEqual(['run:1@1', 'run:1@3', 'run:1@4']);
  });

  test('goes on where a stream broke off, and says that it was lost', async () => {
    hub.hear({ say: 'topics', tab: 'a', topics: ['run:1'] });
    await pass();
    server.send('run:1', 5);
    await pass();
    server.breakOff();
    await pass(5_000);
    expect(server.asked.at(-1)).toEqual({ topics: 'run:1', last: 'x=5' });
    expect(states()).toEqual(['connecting', 'live', 'lost', 'live']);
  });

  test('takes a stream that is silent for too long to be broken', async () => {
    hub.hear({ say: 'topics', tab: 'a', topics: ['run:1'] });
    await pass();
    await pass(60_000);
    expect(server.asked.length).toBeGreaterThan(1);
  });

  test('waits longer each time that the server does not answer', async () => {
    server.status = 503;
    hub.hear({ say: 'topics', tab: 'a', topics: ['run:1'] });
    await pass(60_000);
    expect(server.asked.length).toBeGreaterThan(3);
    expect(server.asked.length).toBeLessThan(12);
  });

  test('ends the stream once nobody watches any longer', async () => {
    hub.hear({ say: 'topics', tab: 'a', topics: ['run:1'] });
    await pass();
    hub.hear({ say: 'bye', tab: 'a' });
    await pass();
    expect(states().at(-1)).toBe('off');
    expect(server.asked.length).toBe(1);
  });

  test('forgets a tab that is gone without a word', async () => {
    hub.hear({ say: 'topics', tab: 'a', topics: ['run:1'] });
    await pass();
    await pass(200_000);
    hub.hear({ say: 'topics', tab: 'b', topics: ['run:2'] });
    await pass();
    expect(server.asked.at(-1)!.topics).toBe('run:2');
  });

  test('says that the session is over, and does not ask again', async () => {
    server.status = 401;
    hub.hear({ say: 'topics', tab: 'a', topics: ['run:1'] });
    await pass(60_000);
    expect(server.asked.length).toBe(1);
    expect(told.some((each) => each.message.say === 'over')).toBe(true);
  });

  test('leaves out a topic that is gone, and watches the others', async () => {
    server.status = 404;
    server.body = 'There is no run "2".';
    hub.hear({ say: 'topics', tab: 'a', topics: ['run:1', 'run:2'] });
    await pass(40);
    server.status = 200;
    await pass();
    expect(server.asked.at(-1)!.topics).toBe('run:1');
  });
});

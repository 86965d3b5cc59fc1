import { Hub } from './hub';
import type { FromTab } from './protocol';

/** Holds the stream for all tabs of this browser. */
type Scope = { onconnect: ((event: MessageEvent) => void) | null; name: string };
const scope = self as unknown as Scope;

const ports = new Map<string, MessagePort>();

// whoever starts the worker names it after where the API is
const hub = new Hub(scope.name, (tab, message) => {
  for (const [name, port] of ports) {
    if (tab === null || tab === name) port.postMessage(message);
  }
});

scope.onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  port.onmessage = (said: MessageEvent<FromTab>) => {
    if (said.data.say === 'bye') ports.delete(said.data.tab);
    else ports.set(said.data.tab, port);
    hub.hear(said.data);
  };
  port.start();
};

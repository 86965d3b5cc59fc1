import type { ChannelKind } from '../api/schema.gen';

/** The shape of what a hook sends, by what it sends it with. */
export function sample(kind: ChannelKind, state: string, flow: string): string {
  const title = `Flow "${flow}" ${STATES[state] ?? 'is ' + state}`;
  switch (kind) {
    case 'slack':
      return JSON.stringify({ text: `${title}\n…` }, null, 2);
    case 'webhook':
      return [
        'POST …',
        'webhook-id: 0198…',
        'webhook-timestamp: 1772366400',
        'webhook-signature: v1,…',
        '',
        JSON.stringify(
          {
            type: 'run.' + state.toLowerCase(),
            timestamp: '2026-03-01T12:00:00Z',
            data: { title, flow, run_id: '…', run_name: 'brisk-heron', state, message: '…', failed_count: 1, failed_tasks: [{ task: '…', state, message: '…' }], started_at: '…', at: '…', duration_seconds: 2.5, url: '…', advice: '…' },
          },
          null,
          2,
        ),
      ].join('\n');
    case 'mail':
      return [`Subject: ${title}`, '', `${title}.`, '', `Flow:      ${flow}`, 'Run:       brisk-heron', `State:     ${state}`, 'Began:     …', '', 'What to do:', '  reeve why …'].join('\n');
  }
}

const STATES: Record<string, string> = { Failed: 'failed', Success: 'succeeded', Crashed: 'crashed', Cancelled: 'was cancelled', TimedOut: 'timed out' };

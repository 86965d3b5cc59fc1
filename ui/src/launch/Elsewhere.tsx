import { useState } from 'react';
import type { Flow } from '../api/schema.gen';
import { API } from '../base';
import { CopyButton } from '../parts/Copy';
import { words } from '../words';
import { launchWords as say } from '../words/launch';
import { command, curl, java, type Order } from './snippets';

const WAYS = ['shell', 'curl', 'java'] as const;

/** The same run, asked for by other means. */
export function Elsewhere({ flow, order }: { flow: Flow; order: Order }) {
  const [way, setWay] = useState<(typeof WAYS)[number]>('shell');
  const server = new URL(API, document.baseURI).href.replace(/\/api\/v1\/?$/, '');
  const told = command(flow, order);
  const text = way === 'shell' ? told.text : way === 'curl' ? curl(flow, order, server) : java(flow, order, server);
  return (
    <section className="card launch-card stack">
      <div className="line wrap">
        <h3 className="grow">{say.elsewhere}</h3>
        <div className="segments" role="group" aria-label={say.elsewhere}>
          {WAYS.map((each) => (
            <button key={each} type="button" aria-pressed={way === each} onClick={() => setWay(each)}>
              {say[each]}
            </button>
          ))}
        </div>
        <CopyButton text={text} label={say[way]} />
      </div>
      <pre className="code launch-snippet" tabIndex={0} aria-label={say[way]}>
        {text}
      </pre>
      {way === 'shell' && told.lacks.length > 0 && <p className="soft small">{say.lacks(told.lacks.join(words.list.and))}</p>}
    </section>
  );
}

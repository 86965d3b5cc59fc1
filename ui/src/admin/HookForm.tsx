import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import { flowsQuery } from '../api/queries';
import type { CreatedHook, HookTarget, NewHook } from '../api/schema.gen';
import { CheckField, FormDialog, SelectField, TextField, type Wrong } from '../parts/FormDialog';
import { FamilyIcon } from '../parts/StateMark';
import { familyOf } from '../states';
import { stateWord } from '../words';
import { adminWords } from '../words/admin';
import { DraftMessage } from './HookMessage';
import { inProject } from './queries';

const say = adminWords.hooks;

/** Those that runs get into while somebody has them, or nobody will any more. */
const STATES = ['Failed', 'TimedOut', 'TriggerFailed', 'Crashed', 'Cancelled', 'Success', 'Running', 'Paused', 'Cancelling', 'Skipped'];

type Typed = {
  name: string;
  flow: string;
  states: string[];
  late: string;
  long: string;
  agentLost: boolean;
  missedSchedule: boolean;
  kind: HookTarget['kind'];
  target: Record<'url' | 'signingKey' | 'host' | 'port' | 'encryption' | 'user' | 'password' | 'from' | 'to', string>;
};

const EMPTY: Typed = {
  name: '',
  flow: '',
  states: ['Failed', 'TimedOut', 'TriggerFailed', 'Crashed'],
  late: '',
  long: '',
  agentLost: false,
  missedSchedule: false,
  kind: 'slack',
  target: { url: '', signingKey: '', host: '', port: '', encryption: 'starttls', user: '', password: '', from: '', to: '' },
};

const seconds = (minutes: string): number | undefined => (minutes.trim() === '' ? undefined : Math.round(Number(minutes) * 60));

/** What the server is sent; only what goes with the kind. */
export function bodyOf(typed: Typed): NewHook {
  const { url, signingKey, host, port, encryption, user, password, from, to } = typed.target;
  const target: HookTarget =
    typed.kind === 'mail'
      ? {
          kind: 'mail',
          host,
          port: port ? Number(port) : undefined,
          encryption: encryption as HookTarget['encryption'],
          user: user || undefined,
          password: password || undefined,
          from,
          to: to.split(',').map((each) => each.trim()).filter(Boolean),
        }
      : { kind: typed.kind, url, signingKey: typed.kind === 'webhook' && signingKey ? signingKey : undefined };
  return {
    name: typed.name,
    flow: typed.flow || undefined,
    states: typed.states,
    lateAfterSeconds: seconds(typed.late),
    longAfterSeconds: seconds(typed.long),
    agentLost: typed.agentLost,
    missedSchedule: typed.missedSchedule,
    target,
  };
}

export function HookForm({ project, onDone, onClose }: { project: string; onDone: (hook: CreatedHook) => void; onClose: () => void }) {
  const [typed, setTyped] = useState(EMPTY);
  const flows = useQuery(flowsQuery(project));
  const set = (change: Partial<Typed>) => setTyped((old) => ({ ...old, ...change }));
  const names = [...new Set(flows.data?.items.map((flow) => flow.name) ?? [])].sort();
  const toggle = (state: string) => set({ states: typed.states.includes(state) ? typed.states.filter((each) => each !== state) : [...typed.states, state] });
  return (
    <FormDialog
      title={say.add}
      submit={say.make}
      wide
      dirty={JSON.stringify(typed) !== JSON.stringify(EMPTY)}
      ready={typed.name !== ''}
      send={() => post<CreatedHook>(inProject(project, 'hooks'), bodyOf(typed))}
      onDone={onDone}
      onClose={onClose}
    >
      {(wrong) => {
        const wrongState = typed.states.map((_, i) => wrong('/states/' + i)).find(Boolean) ?? wrong('/states');
        return (
          <div className="form-columns">
            <div className="stack">
              <TextField label={adminWords.name} value={typed.name} onText={(name) => set({ name })} wrong={wrong('/name')} autoFocus maxLength={200} />
              <SelectField label={say.flow} value={typed.flow} onText={(flow) => set({ flow })} wrong={wrong('/flow')}>
                <option value="">{say.anyFlow}</option>
                {names.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </SelectField>
              <fieldset className="field" aria-describedby={wrongState && 'states-wrong'}>
                <legend>{say.states}</legend>
                <div className="facets">
                  {STATES.map((state) => (
                    <button key={state} type="button" className="facet" aria-pressed={typed.states.includes(state)} onClick={() => toggle(state)}>
                      <FamilyIcon family={familyOf(state)} />
                      {stateWord(state)}
                    </button>
                  ))}
                </div>
                {wrongState && (
                  <span id="states-wrong" className="field-wrong" role="alert">
                    {say.states} {wrongState}
                  </span>
                )}
              </fieldset>
              <TextField label={say.late} hint={say.minutes} type="number" min={0} step="any" value={typed.late} onText={(late) => set({ late })} wrong={wrong('/lateAfterSeconds')} />
              <TextField label={say.long} hint={say.minutes} type="number" min={0} step="any" value={typed.long} onText={(long) => set({ long })} wrong={wrong('/longAfterSeconds')} />
              <CheckField label={say.agentLost} checked={typed.agentLost} onCheck={(agentLost) => set({ agentLost })} />
              <CheckField label={say.missed} checked={typed.missedSchedule} onCheck={(missedSchedule) => set({ missedSchedule })} />
            </div>
            <div className="stack">
              <SelectField label={say.kind} value={typed.kind} onText={(kind) => set({ kind: kind as Typed['kind'], target: EMPTY.target })} wrong={wrong('/target/kind')}>
                {Object.entries(say.kinds).map(([key, word]) => (
                  <option key={key} value={key}>
                    {word}
                  </option>
                ))}
              </SelectField>
              <Target typed={typed} onChange={(change) => set({ target: { ...typed.target, ...change } })} wrong={wrong} />
              <details className="preview" open>
                <summary>{say.preview}</summary>
                <DraftMessage project={project} draft={{ kind: typed.kind, flow: typed.flow || undefined, states: typed.states }} />
              </details>
            </div>
          </div>
        );
      }}
    </FormDialog>
  );
}

function Target({ typed: { kind, target }, onChange, wrong }: { typed: Typed; onChange: (change: Partial<Typed['target']>) => void; wrong: Wrong }) {
  const field = (name: keyof Typed['target'], label: string, hint?: string, type = 'text') => (
    <TextField key={kind + name} label={label} hint={hint} type={type} value={type === 'password' ? undefined : target[name]} onText={(text) => onChange({ [name]: text })} wrong={wrong('/target/' + name)} autoComplete={type === 'password' ? 'new-password' : 'off'} spellCheck={false} />
  );
  switch (kind) {
    case 'slack':
      return field('url', say.url, say.slackHint, 'password');
    case 'webhook':
      return (
        <>
          {field('url', say.url, say.urlHint)}
          {field('signingKey', say.signingKey, say.signingHint, 'password')}
        </>
      );
    case 'mail':
      return (
        <>
          {field('to', say.to, say.toHint)}
          {field('from', say.from)}
          {field('host', say.host)}
          {field('port', say.port, say.portHint, 'number')}
          <SelectField label={say.encryption} value={target.encryption} onText={(encryption) => onChange({ encryption })} wrong={wrong('/target/encryption')}>
            {Object.entries(say.encryptions).map(([key, word]) => (
              <option key={key} value={key}>
                {word}
              </option>
            ))}
          </SelectField>
          {field('user', say.user)}
          {field('password', say.password, undefined, 'password')}
        </>
      );
  }
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { del, post } from '../api/client';
import type { Limit, LimitKind } from '../api/schema.gen';
import { useThrottled, useTopics } from '../live/hooks';
import { Action } from '../parts/Action';
import { FormDialog, SelectField, TextField } from '../parts/FormDialog';
import { useBootstrap } from '../parts/may';
import { Records } from '../parts/Records';
import { DelayedInput } from '../runs/RunFilters';
import { number } from '../words';
import { adminWords } from '../words/admin';
import { Confirm } from './Confirm';
import { LimitUseDialog } from './LimitUse';
import { Section, has } from './Section';
import { again, limitsQuery } from './queries';

const say = adminWords.limits;
const route = getRouteApi('/inside/settings/limits');

/** Limits, and how much of each is in use. */
export function LimitsSection() {
  const { q } = route.useSearch();
  const navigate = useNavigate({ from: '/settings/limits' });
  const query = useQuery(limitsQuery);
  const [open, setOpen] = useState<'new' | Limit | null>(null);
  const [looking, setLooking] = useState<Limit | null>(null);
  const [going, setGoing] = useState<Limit | null>(null);
  const refresh = useThrottled(2000, () => again('limits'));
  const projects = useBootstrap()?.projects ?? [];
  useTopics(
    projects.slice(0, 15).map((project) => 'runs:' + project.name),
    refresh,
  );
  const shown = query.data?.items.filter((each) => has(q, each.name)) ?? [];
  const set = (text: string) => void navigate({ search: text ? { q: text } : {}, replace: true });
  return (
    <>
      <Section
        title={adminWords.sections.limits}
        help={say.help}
        action={
          <Action route="POST /limits" className="button primary" onClick={() => setOpen('new')}>
            {say.add}
          </Action>
        }
        filters={<DelayedInput label={adminWords.find(adminWords.sections.limits)} value={q ?? ''} onChange={set} />}
        query={query}
        permission="GET /limits"
        count={(data) => ({ all: data.items.length, shown: shown.length })}
        empty={{ title: say.empty, help: say.emptyHelp, code: say.emptyCode }}
        onClear={() => set('')}
      >
        {() => (
          <Records
            caption={adminWords.sections.limits}
            rows={shown}
            rowKey={(limit) => limit.kind + '/' + limit.name}
            columns={[
              {
                id: 'name',
                header: say.name,
                cell: (limit) => (
                  <span className="wrap">
                    <span className="soft">{say.kindWords[limit.kind]}</span> <span className="strong">{limit.name}</span>
                  </span>
                ),
              },
              { id: 'held', header: say.held, width: '34%', cell: (limit) => <Use limit={limit} /> },
              { id: 'most', header: say.most, right: true, width: '90px', cell: (limit) => <span className="number">{number(limit.most)}</span> },
              {
                id: 'actions',
                header: '',
                right: true,
                width: '250px',
                cell: (limit) => (
                  <span className="row-actions">
                    <Action route="GET /limits/{kind}/{name}" title={say.see} label={`${say.who}: ${limit.name}`} onClick={() => setLooking(limit)}>
                      {say.who}
                    </Action>
                    <Action route="POST /limits" label={`${say.change}: ${limit.name}`} onClick={() => setOpen(limit)}>
                      {say.change}
                    </Action>
                    <Action route="DELETE /limits/{kind}/{name}" label={`${say.remove}: ${limit.name}`} onClick={() => setGoing(limit)}>
                      {say.remove}
                    </Action>
                  </span>
                ),
              },
            ]}
          />
        )}
      </Section>
      {looking && <LimitUseDialog limit={looking} onClose={() => setLooking(null)} />}
      {open && <LimitDialog limit={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />}
      {going && (
        <Confirm
          title={say.removeTitle(going.name)}
          help={say.removeHelp}
          submit={say.remove}
          send={() => del(`/limits/${going.kind}/${encodeURIComponent(going.name)}`)}
          onDone={() => again('limits')}
          onClose={() => setGoing(null)}
        />
      )}
    </>
  );
}

function Use({ limit: { held, most } }: { limit: Limit }) {
  return (
    <span className="limit-use">
      <meter min={0} max={Math.max(most, 1)} value={Math.min(held, most)} aria-label={say.of(held, most)} data-full={held >= most} />
      <span className="number">{say.of(held, most)}</span>
      {held >= most && <span className="soft">{say.full}</span>}
    </span>
  );
}

function LimitDialog({ limit, onClose }: { limit?: Limit; onClose: () => void }) {
  const [kind, setKind] = useState<LimitKind>(limit?.kind ?? 'tag');
  const [name, setName] = useState(limit?.name ?? '');
  const [most, setMost] = useState(limit ? String(limit.most) : '');
  return (
    <FormDialog
      title={limit ? say.changeTitle(limit.name) : say.add}
      submit={say.set}
      dirty={limit ? most !== String(limit.most) : name + most !== ''}
      ready={name !== '' && most !== ''}
      send={() => post<Limit>('/limits', { kind, name, most: Number(most) })}
      onDone={() => (again('limits'), onClose())}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          {!limit && (
            <>
              <SelectField label={say.kind} value={kind} onText={(text) => setKind(text as LimitKind)} wrong={wrong('/kind')}>
                {Object.entries(say.kinds).map(([key, word]) => (
                  <option key={key} value={key}>
                    {word}
                  </option>
                ))}
              </SelectField>
              <TextField label={say.name} value={name} onText={setName} wrong={wrong('/name')} autoFocus spellCheck={false} />
            </>
          )}
          <TextField label={say.most} hint={say.mostHint} type="number" min={0} step={1} value={most} onText={setMost} wrong={wrong('/most')} autoFocus={limit !== undefined} />
        </>
      )}
    </FormDialog>
  );
}

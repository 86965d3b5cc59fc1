import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Flow, FlowSchedule } from '../api/schema.gen';
import { CopyButton } from '../parts/Copy';
import { FamilyIcon } from '../parts/StateMark';
import { Tile } from '../parts/Tile';
import { Time } from '../parts/Time';
import { flowWords } from '../words/flows';

const say = flowWords;

/** When it runs by itself, in words. */
export function SchedulesTile({ flow, schedules }: { flow: Flow; schedules: FlowSchedule[] | undefined }) {
  return (
    <Tile id="schedules" title={say.schedules}>
      {schedules?.length === 0 && (
        <>
          <p className="soft">{say.schedulesNone}</p>
          <pre className="code" tabIndex={0}>
            {say.schedulesCode(flow.project, flow.name)}
          </pre>
        </>
      )}
      <ul className="rows">
        {schedules?.map((schedule) => (
          <li key={schedule.name} className="two-lines">
            <div className="line">
              <FamilyIcon family={schedule.problem ? 'failed' : schedule.pausedAt ? 'attention' : 'waiting'} />
              <span className="grow">{schedule.words}</span>
            </div>
            {schedule.problem && <p className="why">{schedule.problem}</p>}
            <div className="line soft">
              <Link to="/flows/$flow/schedules" params={{ flow: flow.id }} search={{ sel: schedule.name }} className="cut">
                {schedule.name}
              </Link>
              <span className="grow" />
              {schedule.pausedAt ? say.schedulePaused : schedule.nextAt ? <Time at={schedule.nextAt} /> : say.scheduleNever}
            </div>
          </li>
        ))}
      </ul>
    </Tile>
  );
}

/** What else was registered of it. */
export function DetailsTile({ flow }: { flow: Flow }) {
  return (
    <Tile id="details" title={say.details}>
      <dl className="details">
        {flow.description && <Detail name={say.description}>{flow.description}</Detail>}
        <Detail name={say.registered}>
          <Time at={flow.createdAt} />
        </Detail>
        <Detail name={say.labels}>
          {flow.labels.length === 0 ? (
            <span className="soft">{say.labelsNone}</span>
          ) : (
            flow.labels.map((label) => (
              <span key={label} className="tag">
                {label}
              </span>
            ))
          )}
        </Detail>
        <Detail name={say.entry}>
          <code className="cut">{flow.bundle.entry}</code>
        </Detail>
        <Detail name={say.code}>
          <code className="cut" title={flow.bundle.location}>
            {flow.bundle.location}
          </code>
        </Detail>
        <Detail name={say.checksum}>
          <code>{flow.bundle.sha256.slice(0, 12)}</code>
          <CopyButton text={flow.bundle.sha256} label={say.checksum} />
        </Detail>
        <Detail name={say.id}>
          <code>{flow.id}</code>
          <CopyButton text={flow.id} label={say.id} />
        </Detail>
      </dl>
    </Tile>
  );
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What a run can be given. */
export function ParametersTile({ flow }: { flow: Flow }) {
  return (
    <Tile id="parameters" size="two" title={say.parameters}>
      {flow.parameters.length === 0 ? (
        <p className="soft">{say.parametersNone}</p>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="parameters">
          <table className="table parameters-table">
            <thead>
              <tr>
                <th scope="col">{say.parameter}</th>
                <th scope="col">{say.type}</th>
                <th scope="col">{say.default}</th>
                <th scope="col">{say.help}</th>
              </tr>
            </thead>
            <tbody>
              {flow.parameters.map((parameter) => (
                <tr key={parameter.name}>
                  <td>
                    <code className="strong">{parameter.name}</code>
                  </td>
                  <td>
                    <code className="soft">{parameter.type}</code>
                  </td>
                  <td>
                    {parameter.defaultJson != null ? (
                      <code className="cut block" title={parameter.defaultJson}>
                        {parameter.defaultJson}
                      </code>
                    ) : (
                      <span className="soft">{parameter.required ? say.required : '–'}</span>
                    )}
                  </td>
                  <td className="soft">{parameter.help}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Tile>
  );
}

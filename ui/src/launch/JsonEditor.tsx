import { useRef } from 'react';
import { launchWords as say } from '../words/launch';
import { mistakeIn } from './draft';

/** All parameters as JSON, with numbers of lines and the place of a mistake. Tab leaves it, as everywhere. */
export function JsonEditor({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const mistake = mistakeIn(text);
  const lines = text.split('\n').length;
  const goTo = () => {
    if (!mistake) return;
    area.current?.focus();
    area.current?.setSelectionRange(mistake.at, mistake.at + 1);
  };
  return (
    <div className="stack">
      <p className="soft small">{say.jsonHelp}</p>
      <div className="json-editor">
        <div className="json-lines" ref={numbers} aria-hidden="true">
          {Array.from({ length: lines }, (_, i) => (
            <span key={i} data-wrong={mistake?.line === i + 1}>
              {i + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          aria-label={say.jsonLabel}
          aria-invalid={mistake !== undefined}
          rows={Math.min(30, Math.max(8, lines + 1))}
          wrap="off"
          spellCheck={false}
          value={text}
          onScroll={(event) => {
            if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop;
          }}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      {mistake && (
        <p className="field-error" role="status">
          {say.jsonAt(mistake.line, mistake.column, mistake.message)}{' '}
          <button type="button" className="link-button" onClick={goTo}>
            {say.jsonGoTo}
          </button>
        </p>
      )}
    </div>
  );
}

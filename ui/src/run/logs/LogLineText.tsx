import { memo } from 'react';
import { pieces } from './ansi';

const LONGEST = 10_240;

/** The first line of a text, `all` of its lines, or the `whole` of it however long, with colours and links, as text: never as markup. */
export const LogLineText = memo(function LogLineText({ text, search, whole, all }: { text: string; search: string; whole?: boolean; all?: boolean }) {
  const shown = whole ? text : clipped(all ? text : firstLine(text));
  return (
    <>
      {pieces(shown, search).map((piece, i) => {
        const look = piece.look;
        const classes = [
          look?.colour && 'ansi-' + look.colour,
          look?.bold && 'ansi-bold',
          look?.dim && 'ansi-dim',
          look?.italic && 'ansi-italic',
          look?.underline && 'ansi-underline',
        ]
          .filter(Boolean)
          .join(' ');
        const inner = piece.mark ? <mark>{piece.text}</mark> : piece.text;
        if (piece.href) {
          return (
            <a key={i} href={piece.href} target="_blank" rel="noreferrer noopener" className={classes || undefined} tabIndex={-1}>
              {inner}
            </a>
          );
        }
        return classes ? (
          <span key={i} className={classes}>
            {inner}
          </span>
        ) : (
          <span key={i}>{inner}</span>
        );
      })}
    </>
  );
});

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

const clipped = (text: string): string => (text.length > LONGEST ? text.slice(0, LONGEST) + '…' : text);

export const linesOf = (text: string): number => (text.match(/\n(?=.)/gs) ?? []).length;

export const isLong = (text: string): boolean => text.length > LONGEST;

export const isCut = (text: string): boolean => linesOf(text) > 0 || isLong(text);

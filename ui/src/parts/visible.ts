// they turn or embed what is around them; single marks of direction stay, as Arabic and Hebrew are written with them
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** The text with what would turn the words around it written out: `⟨U+202E⟩`. For what somebody else wrote, where it is shown. */
export const visible = (text: string): string => text.replace(TURNS, (found) => `⟨U+${found.charCodeAt(0).toString(16).toUpperCase()}⟩`);

/** Below which path browsers find the server, such as `/` or `/tools/reeve/`. The server says it in `<base>`. */
export const BASE = new URL(document.baseURI).pathname.replace(/[^/]*$/, '');
export const API = BASE + 'api/v1';

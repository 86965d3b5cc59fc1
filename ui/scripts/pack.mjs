// Makes of vite's output what the server reads from its class path, and fails if it has grown beyond its budget.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const FIRST_LOAD = 300 * 1024; // gzip, JavaScript and CSS
const LAZY_CHUNK = 150 * 1024;

const ui = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = join(ui, 'target/site');
const target = join(ui, 'target/classes/dev/reeve/ui');

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? files(join(folder, each.name)) : [join(folder, each.name)],
  );
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
cpSync(built, join(target, 'site'), { recursive: true });

const sizes = new Map();
const names = [];
for (const file of files(join(target, 'site')).sort()) {
  const name = relative(join(target, 'site'), file).replaceAll('\\', '/');
  if (name === 'index.html') continue;
  names.push(name);
  const plain = readFileSync(file);
  const gzip = gzipSync(plain, { level: 9 });
  sizes.set(name, gzip.length);
  if (!/\.(js|css|svg|json|txt)$/.test(name) || plain.length < 400) continue;
  const brotli = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
  if (gzip.length < plain.length) writeFileSync(file + '.gz', gzip);
  if (brotli.length < plain.length) writeFileSync(file + '.br', brotli);
}
writeFileSync(join(target, 'files.txt'), names.join('\n') + '\n');

const pages = readFileSync(join(ui, 'src/pages.ts'), 'utf8').match(/'\/[^']*'/g).map((each) => each.slice(1, -1));
writeFileSync(join(target, 'pages.txt'), pages.join('\n') + '\n');

const index = readFileSync(join(built, 'index.html'), 'utf8');
const first = names.filter((name) => index.includes(name) && /\.(js|css)$/.test(name));
const firstLoad = first.reduce((sum, name) => sum + sizes.get(name), 0);
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
console.log(`first load ${kilobytes(firstLoad)} of ${kilobytes(FIRST_LOAD)} gzip: ${first.join(', ')}`);
let wrong = firstLoad > FIRST_LOAD;
for (const name of names.filter((each) => each.endsWith('.js') && !first.includes(each))) {
  console.log(`  lazy ${name} ${kilobytes(sizes.get(name))}`);
  wrong ||= sizes.get(name) > LAZY_CHUNK;
}
if (wrong) {
  console.error('The pages have grown beyond their budget (ui/README.md): load a part later, or do without a library.');
  process.exit(1);
}
statSync(join(target, 'site/index.html'));

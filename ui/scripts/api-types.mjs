// Writes src/api/schema.gen.ts: the schemas of the server's OpenAPI document as types. A change of the contract that the
// UI does not follow is an error of the compiler then.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const resources = join(here, '../../server/src/main/resources');

function schemas() {
  const whole = join(resources, 'openapi.yaml');
  if (existsSync(whole)) {
    return parse(readFileSync(whole, 'utf8')).components.schemas;
  }
  const folder = join(resources, 'openapi/schemas');
  const all = {};
  for (const file of readdirSync(folder).sort()) {
    Object.assign(all, parse(readFileSync(join(folder, file), 'utf8')) ?? {});
  }
  return all;
}

function type(schema, indent) {
  if (Array.isArray(schema?.type) && schema.type.includes('null')) {
    return `${type({ ...schema, type: schema.type.find((each) => each !== 'null') }, indent)} | null`;
  }
  if (!schema || Object.keys(schema).length === 0) return 'unknown';
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.allOf) return schema.allOf.map((each) => type(each, indent)).join(' & ');
  if (schema.oneOf || schema.anyOf) return (schema.oneOf ?? schema.anyOf).map((each) => (each.type === 'null' ? 'null' : type(each, indent))).join(' | ');
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return `Array<${type(schema.items, indent)}>`;
    case 'object':
      if (schema.properties) return members(schema, indent);
      return `Record<string, ${typeof schema.additionalProperties === 'object' ? type(schema.additionalProperties, indent) : 'unknown'}>`;
    default:
      return 'unknown';
  }
}

const comment = (text) => text.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim();

function members(schema, indent) {
  const required = new Set(schema.required ?? []);
  const inner = indent + '  ';
  const lines = Object.entries(schema.properties).map(([name, each]) => {
    const words = each?.description ? `${inner}/** ${comment(each.description)} */\n` : '';
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
    // what is not required may be left out or null
    return `${words}${inner}${key}${required.has(name) ? '' : '?'}: ${type(each, inner)}${required.has(name) ? '' : ' | null'};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

const out = ['// Made by scripts/api-types.mjs from the OpenAPI document of the server.'];
for (const [name, schema] of Object.entries(schemas()).sort(([a], [b]) => (a < b ? -1 : 1))) {
  if (schema.description) out.push(`/** ${comment(schema.description)} */`);
  out.push(`export type ${name} = ${type(schema, '')};`);
}
const target = join(here, '../src/api/schema.gen.ts');
const text = out.join('\n').replaceAll('| null | null', '| null') + '\n';
mkdirSync(dirname(target), { recursive: true });
if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);

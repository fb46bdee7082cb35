import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parseDocument } from 'yaml';
import { failOnInput, type PlannedInput } from './props-of-input';

/** Reads the file of an input for `--cli-input-json` (a name that ends in `.json`) or `--cli-input-yaml`. Throws what is wrong with it. */
export function readInputFile(planned: Required<Pick<PlannedInput, 'scope' | 'id' | 'source'>>): PlannedInput {
  const path = planned.source.replace(/^file:\/\//, ''); // as the AWS CLI takes it
  try {
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    return { ...planned, input: extname(path).toLowerCase() === '.json' ? JSON.parse(text) : parseYaml(text) };
  } catch (cause) {
    failOnInput(planned, [`the file cannot be read: ${(cause as Error).message.split('\n')[0].replace(/:$/, '')}. Give a JSON or YAML file as --generate-cli-skeleton prints it`]);
    throw cause;
  }
}

/** A tag such as `!Ref` is only a warning of the parser, but its value would be wrong. */
function parseYaml(text: string): unknown {
  const document = parseDocument(text);
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) { throw problem; }
  return document.toJS();
}

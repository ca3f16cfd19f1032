/** For tests: libxml's own words on what does not fit the schema beside this file. */
import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

const schema = readFileSync(new URL('./junit.xsd', import.meta.url), 'utf8');

/** Empty where all of it fits. */
export async function problemsOf(...texts: readonly string[]): Promise<string[]> {
  const xml = texts.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: [{ fileName: 'junit.xsd', contents: schema }] });
  return errors.map(({ message }) => message);
}

/** Reads well-formed markup, strictly: for tests that must notice when a text breaks out of its place. */

export interface MarkupElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Of this element and those in it. */
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const decode = (written: string): string =>
  written.replace(/&([^;]*)(;?)/g, (found, name: string) => {
    const character = entities[name];
    if (character === undefined || !found.endsWith(';')) throw new Error(`no entity: ${found}`);
    return character;
  });

/** @throws where elements do not nest, an attribute is not quoted or comes twice, an id comes twice, or an entity is unknown */
export function readMarkup(source: string): MarkupElement[] {
  const token = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: typeof found = [];
  const ids = new Set<string>();
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const [all, closes, name = '', attributeText = '', closed, text] = token.exec(source) ?? [];
    if (all === undefined) throw new Error(`not markup: ${source.slice(at, at + 60)}`);
    if (text !== undefined) {
      if (open.length === 0 && text.trim() !== '') throw new Error(`text outside: ${text}`);
      for (const each of open) each.text += decode(text);
    } else if (closes === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const attributes: Record<string, string> = {};
      for (const [, key = '', value = ''] of attributeText.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        if (key in attributes) throw new Error(`${key} twice in <${name}>`);
        attributes[key] = decode(value);
      }
      if (attributes.id !== undefined && ids.has(attributes.id)) throw new Error(`id ${attributes.id} twice`);
      if (attributes.id !== undefined) ids.add(attributes.id);
      const element = { name, attributes, text: '' };
      found.push(element);
      if (closed !== '/') open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return found;
}

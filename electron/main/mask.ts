/**
 * Takes out of a text what must not leave the machine with it: passwords, tokens, and where this person's home is. What is
 * logged goes through it, and so does what is copied for others to read.
 *
 *   const mask = new Mask(os.homedir());
 *   mask.learn(password);
 *   mask.text('postgres://ann:hunter2@db/x failed in /home/ann/scans')   // 'postgres://[secret]@db/x failed in ~/scans'
 *
 * Holds: a secret that was learnt is in no text, in whatever of its usual spellings; one that was not is found by what stands
 * before it. Imports no Electron.
 */

const SECRET = '[secret]';

/** One that is shorter would be told by what is missing: every text lacks its letters. */
const SHORTEST = 4;

const named =
  '[\\w-]*(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)[\\w-]*';

/** In this order: what is in a URL may look like a setting too. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, SECRET],
  // To the last @: who forgets to write one in a password as %40 must not be told by it.
  [/\b([a-z][a-z\d+.-]*:\/\/)[^\s"'<>]*@/gi, `$1${SECRET}@`],
  [/\b((?:proxy-)?authorization["']?\s*[:=]\s*)[^\n]+/gi, `$1${SECRET}`],
  [/\b(bearer\s+)[\w.~+/=-]+/gi, `$1${SECRET}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, SECRET],
  [new RegExp(`\\b(${named})(["']?\\s*[:=]\\s*)("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|[^\\s,;&]+)`, 'gi'), `$1$2${SECRET}`],
];

export class Mask {
  readonly #home: RegExp | null;
  #secrets: readonly string[] = [];

  constructor(home: string) {
    this.#home = home.length > 1 ? spellingsOf(home) : null;
  }

  /** For as long as the app is open. */
  learn(secret: string): void {
    if (secret.length < SHORTEST || this.#secrets.includes(secret)) return;
    const spellings = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
    // The longest first: one may hold another.
    this.#secrets = [...new Set([...this.#secrets, ...spellings])].sort((one, other) => other.length - one.length);
  }

  text(text: string): string {
    let masked = text;
    for (const secret of this.#secrets) masked = masked.replaceAll(secret, SECRET);
    for (const [pattern, instead] of patterns) masked = masked.replace(pattern, instead);
    return this.#home === null ? masked : masked.replace(this.#home, '~');
  }
}

/** On Windows a path is written with `\`, in addresses with `/`, in JSON with `\\`. `/home/ann` is not in `/home/anna`. */
function spellingsOf(home: string): RegExp {
  const spellings = new Set([home, home.replaceAll('\\', '/'), home.replaceAll('\\', '\\\\')]);
  const escaped = [...spellings].map((spelling) => spelling.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`(?:${escaped.join('|')})(?![\\w.-])`, 'g');
}

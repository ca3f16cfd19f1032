/**
 * Where a webhook may go. A gateway that posts wherever a sender says is a way into the network that it stands in (server-side
 * request forgery), so only this machine is allowed unless whoever started it said otherwise.
 */
import { isIP } from 'node:net';

/** Null: not an address that a webhook may go to. */
export function webhookAddress(text: string, allowForeign: boolean): URL | null {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return null;
  return allowForeign || isLoopback(url.hostname) ? url : null;
}

/** By its address, not by a name: who owns a name may point it anywhere. `localhost` is kept by the system itself (RFC 6761). */
function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

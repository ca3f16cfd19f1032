/** Serves folders and made files to the bench's browser, on this machine only. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

export interface BenchServer {
  readonly origin: string;
  close(): void;
}

/** `folders`: what the first part of an address stands for. */
export async function serve(folders: Readonly<Record<string, string>>): Promise<BenchServer> {
  const server = createServer((request, response) => {
    const [, first = '', ...rest] = new URL(request.url ?? '', 'http://localhost').pathname.split('/');
    const folder = folders[first];
    const file = folder === undefined ? '' : path.join(folder, path.normalize(rest.join('/')));
    if (folder === undefined || !file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      'content-length': statSync(file).size,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

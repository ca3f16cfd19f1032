/**
 * The gateway, over its own socket: forms with some bytes changed, and requests that are none. Whatever comes, it answers or
 * hangs up, keeps nothing that it did not take, and is well afterwards.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { defaultLimits } from '../../../pipeline/contract/load.ts';
import { startGateway } from '../../../pipeline/load/gateway/gateway.ts';
import { MemoryIntake } from '../../../pipeline/load/testing/memory-intake.ts';
import { expectThat, type FuzzTarget } from '../target.ts';
import { mutateBytes } from '../values.ts';

const TOKEN = 'a token of the fuzzing, thirty-two bytes';
const PATIENCE_MS = 300;

/** Sends the bytes, says no more, and waits for the answer or its end. */
const send = (port: number, bytes: Buffer): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const give = () => {
      socket.destroy();
      resolve(answer);
    };
    // What waits for more of a body than ever comes is cut off by the gateway's own limit, which is longer.
    socket.setTimeout(PATIENCE_MS, give);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', give).on('close', give);
  });

export async function gatewayTargets(): Promise<FuzzTarget<Buffer>[]> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'rbench-fuzz-gateway-'));
  const folder = path.join(home, 'incoming');
  const intake = new MemoryIntake(1_000_000);
  const gateway = await startGateway({ intake, limits: defaultLimits, token: TOKEN, folder, port: 0 });
  const port = Number(new URL(gateway.url).port);
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  const body = Buffer.concat([
    Buffer.from('--cut\r\nContent-Disposition: form-data; name="webhook"\r\n\r\nhttp://127.0.0.1:9/done\r\n'),
    Buffer.from('--cut\r\nContent-Disposition: form-data; name="document"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'),
    picture,
    Buffer.from('\r\n--cut--\r\n'),
  ]);
  const head = (length: number): Buffer =>
    Buffer.from(
      `POST /v1/documents HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: multipart/form-data; boundary=cut\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`,
    );
  const sound = Buffer.concat([head(body.length), body]);
  return [
    {
      name: 'gateway/uploads',
      weight: 40,
      draw: (random) => {
        if (random.chance(0.1)) return sound;
        if (random.chance(0.2)) return mutateBytes(random, sound);
        const changed = mutateBytes(random, body);
        return Buffer.concat([head(changed.length), changed]);
      },
      hold: async (bytes) => {
        const before = intake.taken.length;
        const answer = await send(port, bytes);
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
        expectThat(status < 500, () => `the answer ${answer.slice(0, 200)}`);
        const taken = intake.taken.length - before;
        expectThat(status !== 202 || taken === 1, () => `202 for ${taken} documents`);
        for (const { file, name } of intake.taken.splice(0)) {
          expectThat(path.dirname(file) === folder, () => `${file} is not in the folder`);
          expectThat(!/[\\/\p{Cc}]/u.test(name), () => `the name ${JSON.stringify(name)}`);
          rmSync(file);
        }
        const well = await send(port, Buffer.from('GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'));
        expectThat(well.startsWith('HTTP/1.1 200'), () => `not well afterwards: ${well.slice(0, 100)}`);
        return status === 202;
      },
      close: async () => {
        await gateway.close();
        const left = readdirSync(folder).filter((name) => !name.endsWith('.part'));
        rmSync(home, { recursive: true, force: true });
        expectThat(left.length === 0, () => `left in the folder: ${left}`);
      },
    },
  ];
}

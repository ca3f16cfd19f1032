/**
 * Tries in a utility process what engine and workers will do there: decode an image with sharp, whose libraries collide with
 * Electron's own on some Linux systems (electron/electron#46323), and ask for the Node-API that the database driver needs.
 */
import sharp from 'sharp';
import { parentChannel } from '../../pipeline/process/channel.ts';
import type { ProbeReport } from '../main/probe.ts';

const SIDE = 64;

const channel = parentChannel();
const png = await sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: 'teal' } })
  .png()
  .toBuffer();
const { info } = await sharp(png)
  .resize(SIDE / 2)
  .raw()
  .toBuffer({ resolveWithObject: true });
const report: ProbeReport = {
  node_api: Number(process.versions.napi),
  node: process.versions.node,
  decoded: info.width === SIDE / 2,
};
channel.post(report);

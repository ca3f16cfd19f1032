import { describe, expect, it } from 'vitest';
import { hasDisplay, missingLibraries, missingPackages, withDisplay } from './display.mjs';

describe('the display', () => {
  it('is named by the environment on Linux and always there elsewhere', () => {
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({ DISPLAY: '', CI: 'true' }, 'linux')).toBe(false);
    expect([hasDisplay({}, 'darwin'), hasDisplay({}, 'win32')]).toEqual([true, true]);
  });

  it('is a virtual one for a command where there is none', () => {
    expect(withDisplay('node', ['test.ts'], { DISPLAY: ':0' }, 'linux')).toEqual(['node', ['test.ts']]);
    const [command, parameters] = withDisplay('node', ['test.ts'], {}, 'linux');
    expect([command, ...parameters]).toEqual([
      'xvfb-run',
      '--auto-servernum',
      '--server-args=-screen 0 2560x1440x24',
      'node',
      'test.ts',
    ]);
  });
});

describe('the system packages', () => {
  it('reads the libraries that ldd could not find', () => {
    const words = [
      '\tlinux-vdso.so.1 (0x00007ffd4a5f2000)',
      '\tlibffmpeg.so => /opt/electron/libffmpeg.so (0x00007f4a3a800000)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1d2c000000)',
      '\tlibasound.so.2 => not found',
      '\t/lib64/ld-linux-x86-64.so.2 (0x00007f1d38a7e000)',
    ].join('\n');
    expect(missingLibraries(words)).toEqual(['libgtk-3.so.0', 'libasound.so.2']);
    expect(missingLibraries('\tnot a dynamic executable\n')).toEqual([]);
  });

  it('lacks nothing for a program whose libraries are all there', () => {
    expect(missingPackages(process.execPath, { virtualDisplay: false })).toEqual([]);
  });

  it('needs none but on Linux', () => {
    expect(missingPackages('/no/such/electron', { virtualDisplay: true }, 'darwin')).toEqual([]);
  });
});

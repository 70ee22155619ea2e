import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { EnvironmentError } from '../env.ts';
import { makeHome } from './make-home.ts';

const folder = mkdtempSync(join(tmpdir(), 'understory-home-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a home is made with the folders above it, and may be there already', () => {
  const home = join(folder, 'a b', 'ü');
  makeHome(home);
  makeHome(home);
  expect(statSync(home).isDirectory()).toBe(true);
});

test('a file in its place is named, with what to do', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => makeHome(file)).toThrow(EnvironmentError);
  expect(() => makeHome(file)).toThrow(`${file}: it is a file. Set UNDERSTORY_HOME to a folder`);
  expect(() => makeHome(join(file, 'below'))).toThrow('ENOTDIR');
});

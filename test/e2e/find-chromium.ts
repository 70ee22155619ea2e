import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where a browser of Chromium's family is, and what it must be started with here. */
export interface ChromiumInstallation {
  executablePath: string;
  args: string[];
}

const namesOnPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const usualPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/opt/google/chrome/chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].flatMap(
    (folder) =>
      folder
        ? [
            join(folder, 'Google/Chrome/Application/chrome.exe'),
            join(folder, 'Microsoft/Edge/Application/msedge.exe'),
            join(folder, 'Chromium/Application/chrome.exe'),
          ]
        : [],
  ),
};

/**
 * Finds a Chromium that really starts on this machine, in this order: `CHROMIUM_PATH`, one that is installed, the one
 * in the npm package @sparticuz/chromium (Linux on x64), Debian's or Ubuntu's package, which is then installed.
 *
 * @throws {Error} that says what was tried and what to do.
 */
export async function findChromium(): Promise<ChromiumInstallation> {
  const tried: string[] = [];
  const sources = [listInstalled, findPackaged, installFromDistribution];
  for (const source of sources) {
    for (const executablePath of await source(tried)) {
      const problem = await tryToStart(executablePath);
      if (problem === null) {
        return { executablePath, args: launchArgs() };
      }
      tried.push(`${executablePath}: ${problem}`);
    }
  }
  throw new Error(
    [
      'No Chromium was found to run the browser tests.',
      'Install Chromium, Google Chrome or Microsoft Edge, or set CHROMIUM_PATH to its executable.',
      'On Debian and Ubuntu: apt-get install chromium',
      ...(tried.length > 0 ? ['Tried:', ...tried.map((each) => `  ${each}`)] : []),
    ].join('\n'),
  );
}

function launchArgs(): string[] {
  return [
    // Chromium's sandbox refuses root, as in most containers. The tests open pages of this project only.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // Containers give /dev/shm 64 MB only.
    '--disable-dev-shm-usage',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
}

async function listInstalled(): Promise<string[]> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = namesOnPath.flatMap((name) => folders.map((folder) => join(folder, name)));
  const named = process.env['CHROMIUM_PATH'];
  const places = [...onPath, ...(usualPlaces[process.platform] ?? [])].filter((path) => existsSync(path));
  return [...(named ? [named] : []), ...new Set(places)];
}

async function findPackaged(tried: string[]): Promise<string[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return [];
  }
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return [await chromium.executablePath()];
  } catch (error) {
    tried.push(`@sparticuz/chromium: ${describe(error)}`);
    return [];
  }
}

async function installFromDistribution(tried: string[]): Promise<string[]> {
  const isDebian = existsSync('/etc/debian_version');
  if (!isDebian || process.getuid?.() !== 0 || isUbuntu()) {
    return [];
  }
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, maxBuffer: 1e8 });
    return ['/usr/bin/chromium'];
  } catch (error) {
    tried.push(`apt-get install chromium: ${describe(error)}`);
    return [];
  }
}

/** Ubuntu's package only points to a snap, which does not run in containers. */
function isUbuntu(): boolean {
  return existsSync('/etc/os-release') && /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Loads an empty page; null when that works, else the reason why not. A file that exists may still lack libraries. */
async function tryToStart(executablePath: string): Promise<string | null> {
  try {
    const args = [...launchArgs(), '--headless', '--dump-dom', 'data:text/html,<p>started</p>'];
    const { stdout } = await run(executablePath, args, { timeout: 30_000 });
    return stdout.includes('started') ? null : 'started but showed no page';
  } catch (error) {
    return describe(error);
  }
}

function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').slice(0, 3).join(' ').slice(0, 300);
}

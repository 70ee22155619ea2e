import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const run = promisify(execFile);

/** Where a browser of Chromium's family is, and what it must be started with here: Playwright's launch options. */
export interface ChromiumInstallation {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

interface Candidate {
  executablePath: string;
  extraEnv?: Record<string, string>;
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
  for (const source of [listInstalled, unpackFromNpm, installFromDistribution]) {
    for (const { executablePath, extraEnv } of await source(tried)) {
      const installation = { executablePath, args: launchArgs(), env: { ...readEnvironment(), ...extraEnv } };
      const problem = await tryToStart(installation);
      if (problem === null) {
        return installation;
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

async function listInstalled(): Promise<Candidate[]> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = namesOnPath.flatMap((name) => folders.map((folder) => join(folder, name)));
  const named = process.env['CHROMIUM_PATH'];
  const places = [...onPath, ...(usualPlaces[process.platform] ?? [])].filter((path) => existsSync(path));
  return [...(named ? [named] : []), ...new Set(places)].map((executablePath) => ({ executablePath }));
}

/**
 * Unpacks @sparticuz/chromium: 190 MB, once for each user of the machine.
 *
 * It brings the system libraries and fonts that a bare container lacks, but unpacks them only where it believes itself
 * on AWS Lambda. It is therefore told so, in a process of its own, since it also changes that process's environment.
 */
async function unpackFromNpm(tried: string[]): Promise<Candidate[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return [];
  }
  const folder = join(tmpdir(), `understory-chromium-${process.getuid?.() ?? 0}`);
  const script = `import('@sparticuz/chromium').then((module) => module.default.executablePath()).then(console.log)`;
  try {
    mkdirSync(folder, { recursive: true });
    const { stdout } = await run(process.execPath, ['-e', script], {
      env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    });
    const executablePath = stdout.trim();
    const bundled = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') };
    return [{ executablePath }, { executablePath, extraEnv: bundled }];
  } catch (error) {
    tried.push(`@sparticuz/chromium: ${describe(error)}`);
    return [];
  }
}

async function installFromDistribution(tried: string[]): Promise<Candidate[]> {
  const isDebian = existsSync('/etc/debian_version');
  if (!isDebian || process.getuid?.() !== 0 || isUbuntu()) {
    return [];
  }
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, maxBuffer: 1e8 });
    return [{ executablePath: '/usr/bin/chromium' }];
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
async function tryToStart(installation: ChromiumInstallation): Promise<string | null> {
  try {
    const browser = await chromium.launch({ ...installation, timeout: 30_000 });
    try {
      const page = await browser.newPage();
      await page.goto('data:text/html,<p>started</p>', { timeout: 10_000 });
      return null;
    } finally {
      await browser.close();
    }
  } catch (error) {
    return describe(error);
  }
}

function readEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').slice(0, 3).join(' ').slice(0, 300);
}

import { chromium } from 'playwright-core';
import { findChromium, Missing } from '../../scripts/programs.mjs';

/** A browser of this machine without a window. */
export async function launchChromium() {
  const executablePath = findChromium();
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run'];
  args.push('--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync');
  try {
    return await chromium.launch({ executablePath, args });
  } catch (error) {
    const why = /error while loading shared libraries: .*/.exec(error.message)?.[0] ?? error.message.split('\n', 1)[0];
    throw new Missing(`${executablePath} does not start: ${why}`);
  }
}

/** Whether a launcher has a browser to work with. Without one it says so and counts what stays untested; CI has to have one. */
export function hasChromium(untested) {
  if (findChromium()) return true;
  const sentence = 'No Chromium, Chrome or Edge is found (CHROMIUM_EXECUTABLE_PATH can name one): npm test installs it, or says how.';
  console.log(`${sentence}\n  ${untested} ${process.env.CI ? 'failing' : 'pending'}`);
  process.exitCode = process.env.CI ? 1 : 0;
  return false;
}

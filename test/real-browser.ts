/**
 * Set up in every test file. A real browser now and then does not answer, whatever is asked of it: a test that drives one is
 * run once more when it fails, and the first failure is printed. All other tests have one try.
 */
import { expect, jest } from "@jest/globals";

const drivesBrowser =
  /\/(hubspot-page|phone-page)\/|\/e2e\/(360dialog-page|connect-whatsapp|first-hour|install-pages|kyc|secure-page)\.test\.ts$/;

if (drivesBrowser.test(expect.getState().testPath ?? "")) jest.retryTimes(1, { logErrorsBeforeRetry: true });

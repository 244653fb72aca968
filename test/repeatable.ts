/**
 * Set up before every test file. `npm test` draws the same examples every time, so that the same code gives the same
 * result; `npm run test:all` draws new ones. A failure prints its seed.
 */
import fc from "fast-check";

if (process.env["FLOWELLA_TEST_ALL"] !== "1") fc.configureGlobal({ seed: 20_261_122 });

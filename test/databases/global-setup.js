import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder for what the test files of this run share. Nothing is started here: most runs need no database server. */
export default async function setUp() {
  process.env.FLOWELLA_TEST_RUN = await mkdtemp(path.join(tmpdir(), "flowella-test-run-"));
  process.env.FLOWELLA_TEST_RUN_PID = String(process.pid);
}

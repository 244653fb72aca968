import { chmod, mkdtemp, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Folders for the test files of this run: one for what they share, and one for whatever they write. Nothing is started
 * here: most runs need no database server.
 */
export default async function setUp() {
  // What a person is to look at afterwards stays where the system keeps such things.
  process.env.FLOWELLA_TEST_KEPT = tmpdir();
  const inMemory = await memoryFolder();
  if (inMemory) process.env.FLOWELLA_TEST_MEMORY = process.env.TMPDIR = inMemory;
  process.env.FLOWELLA_TEST_RUN = await mkdtemp(path.join(tmpdir(), "flowella-test-run-"));
  // The programs that tests start are compiled once.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url));
  process.env.FLOWELLA_TEST_RUN_PID = String(process.pid);
}

const roomNeeded = 4 * 1024 ** 3;

/**
 * A folder in memory, where the machine has one: thousands of small databases flush every commit, and no test cuts the
 * power. Not where somebody chose a folder.
 */
async function memoryFolder() {
  if (process.env.TMPDIR) return undefined;
  try {
    const { bavail, bsize } = await statfs("/dev/shm");
    if (bavail * bsize < roomNeeded) return undefined;
    const folder = await mkdtemp("/dev/shm/flowella-tests-");
    // A database server's own user must get in.
    await chmod(folder, 0o777);
    return folder;
  } catch {
    return undefined;
  }
}

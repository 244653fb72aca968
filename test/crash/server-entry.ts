/**
 * A server process as `cli/serve.ts` makes one, but for its surroundings: a fast clock, a database engine that can kill
 * the process before or after a commit, and a header that says which process calls. No product code knows of it.
 */
import { hurry } from "./clock.ts";

hurry(Number(process.env["CRASH_TIME_FACTOR"] ?? 1));
const { serveHere } = await import("./server-process.ts");
await serveHere();

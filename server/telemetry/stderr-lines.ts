/**
 * Standard error for log lines, written several at a time: a system call for each line would cost the event loop more
 * than making the line. A line waits for a moment at most, and what waits when the process ends is written then.
 */
import { Writable } from "node:stream";

/** Milliseconds. */
const longestWait = 20;

let waiting: string[] = [];

/** Writes what waits, now. */
export function flush(): void {
  if (waiting.length === 0) return;
  const text = waiting.join("");
  waiting = [];
  process.stderr.write(text);
}

process.on("exit", flush);

export const stderrLines = new Writable({
  decodeStrings: false,
  write: (line, _encoding, done) => {
    // The timer does not keep a process alive: its end writes what waits.
    if (waiting.length === 0) setTimeout(flush, longestWait).unref();
    waiting.push(String(line));
    done();
  },
});

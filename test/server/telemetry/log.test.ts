import { execFile } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const log = path.join(import.meta.dirname, "../../../server/telemetry/log.ts");

/** Standard error of a process that runs this after `log` was made. */
function told(script: string): Promise<string[]> {
  const code = `import { createLog } from ${JSON.stringify(log)}; const log = createLog("info"); ${script}`;
  return new Promise((resolve) => {
    execFile(process.execPath, ["--input-type=module-typescript", "--eval", code], (_error, _out, errors) =>
      resolve(errors.split("\n").filter((line) => line.startsWith("{"))),
    );
  });
}

const thousand = "for (let i = 0; i < 1000; i += 1) log.info('line', { i });";
const numbers = (lines: readonly string[]) => lines.map((line) => Number(JSON.parse(line).i));
const all = Array.from({ length: 1000 }, (_, i) => i);

describe("log lines", () => {
  it.each([
    ["that comes to its end", thousand],
    ["that exits in the middle of something", `${thousand} setInterval(() => {}, 1000); process.exit(3);`],
    ["that fails", `${thousand} throw new Error("unexpected");`],
  ])("are all there, in order, after a process %s", async (_name, script) => {
    expect(numbers(await told(script))).toEqual(all);
  });

  it("come while the process goes on, without waiting for its end", async () => {
    const script = "log.info('line', { i: 0 }); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100);";
    expect(numbers(await told(script))).toEqual([0]);
  });
});

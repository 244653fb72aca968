/** Whatever is handed to the log, and whatever error it is told of: no line holds what a person is called, writes or is reached by. */
import { execFile } from "node:child_process";
import path from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { OutsideError } from "../../../core/errors.ts";
import { codeOf, whereOf } from "../../../server/telemetry/code.ts";
import { createLog, type Fields } from "../../../server/telemetry/log.ts";
import { asJob, inScope } from "../../../server/telemetry/scope.ts";

/** Everything that is written by one call. */
function written(tell: (log: ReturnType<typeof createLog>) => void): string {
  const lines = new PassThrough();
  tell(createLog("info", lines));
  return String(lines.read() ?? "");
}

const name = fc.constantFrom("Quirinalda", "Żaneta", "O'Hara", "Μαρία", "李小龙", "Anne-Marie");
const surname = fc.constantFrom("Zampogna", "Kowalczyk-Nowak", "Müller", "dell'Acqua");
const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`));
/** With marks of a person that nothing else could have. */
const personal = fc.oneof(
  name,
  fc.tuple(name, surname).map((both) => both.join(" ")),
  fc.tuple(name, surname).map(([first, last]) => `${first}.${last}@segreta.example`.toLowerCase()),
  digits(11).map((number) => `+${number}`),
  digits(12),
  digits(10).map((number) => number.replace(/(...)(...)/, "$1 $2 ")),
  digits(10).map((number) => number.replace(/(...)(...)/, "$1-$2-")),
  fc.constant("Via Garibaldi 12, 00153 Roma"),
  fc.tuple(name, fc.lorem({ maxCount: 3 })).map(([who, words]) => `My name is ${who}: ${words}`),
);
const fieldName = fc.constantFrom(
  "code",
  "reason",
  "status",
  "event",
  "template",
  "path",
  "lane",
  "source",
  "step",
  "screen",
  "kind",
);
const ids = fc.record({
  portal: digits(8),
  submission: fc.constant("sub_q0sQ1tq0pS0CkQ2v7e8w9A"),
  code: fc.constantFrom("hubspot.invalid", "internal.TypeError", "whatsapp.131047", "ENDPOINT_LATENCY"),
  lane: digits(7).map((portal) => `delivery/${portal}/webhook:whe_q0sQ1tq0pS0CkQ2v7e8w9A`),
  ms: fc.integer({ min: 0, max: 100_000 }),
});

describe("a log line", () => {
  it("never holds a person's text, in whichever field, event or scope it comes", () => {
    fc.assert(
      fc.property(personal, fieldName, ids, (mark, field, rest) => {
        const fields: Fields = { ...rest, [field]: mark };
        const lines = written((log) => {
          log.info("delivery.attempt", fields);
          log.warn(mark, rest);
          inScope({ [field]: mark }, () => log.error("request.failed"));
        });
        expect(lines.split("\n").filter(Boolean)).toHaveLength(3);
        expect(lines).not.toContain(mark);
        expect(lines).not.toContain(JSON.stringify(mark).slice(1, -1));
      }),
    );
  });

  it("never holds what an error says", () => {
    fc.assert(
      fc.property(personal, (mark) => {
        const errors: unknown[] = [
          new Error(mark),
          new TypeError(`Cannot read ${mark}`, { cause: new Error(mark) }),
          Object.assign(new Error("x"), { name: mark }),
          thrownBy(() => JSON.parse(`{"name": ${mark}`)),
          new OutsideError(mark, { code: `hubspot.${mark}`, remedy: "retry" }),
          mark,
          { message: mark },
        ];
        const lines = written((log) => {
          for (const error of errors) log.error("step.broke", { code: codeOf(error), at: whereOf(error) });
        });
        expect(lines.split("\n").filter(Boolean)).toHaveLength(errors.length);
        expect(lines).not.toContain(mark);
      }),
    );
  });

  it("holds ids, codes and numbers as they are", () => {
    fc.assert(
      fc.property(ids, (fields) => {
        const line = written((log) =>
          asJob({ request: "6f1d0a52-93b8-4c1e-9d0e-1f2a3b4c5d6e" }, () => log.info("x", fields)),
        );
        expect(JSON.parse(line)).toMatchObject({
          ...fields,
          request: "6f1d0a52-93b8-4c1e-9d0e-1f2a3b4c5d6e",
          level: "info",
        });
      }),
    );
  });

  it("takes no longer for a text that is made to be slow", () => {
    const line = written((log) => log.info("x", { path: `${"ab_c/".repeat(39)}!` }));
    expect(line).toContain("[redacted]");
  });
});

describe("a process that breaks", () => {
  it.each([
    ["by an exception", "setImmediate(() => JSON.parse('{\"name\": Quirinalda}'));"],
    ["by a promise that nobody waits for", "Promise.reject(new Error('Quirinalda'));"],
  ])("%s says where and what, and not to whom", async (_how, script) => {
    const file = (each: string) => JSON.stringify(path.join(import.meta.dirname, "../../../server/telemetry", each));
    const code = `import { createLog } from ${file("log.ts")}; import { endOnCrash } from ${file("crash.ts")};
      endOnCrash(createLog("info")); ${script} setTimeout(() => {}, 10000);`;
    const { errors, status } = await run(code);
    expect(status).toBe(1);
    expect(errors).toContain('"process.crashed"');
    expect(errors).toMatch(/internal\.(SyntaxError|Error)/);
    expect(errors).not.toContain("Quirinalda");
  });
});

function run(code: string): Promise<{ errors: string; status: number }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--input-type=module-typescript", "--eval", code], (error, _out, errors) =>
      resolve({ errors, status: Number(error?.code ?? 0) }),
    );
  });
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

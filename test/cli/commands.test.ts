/** Commands that need no server: what they print, and how they end. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { demoForms } from "../../sandbox/hubspot/index.ts";
import { folderPerTest } from "./folder.ts";
import { run } from "./process.ts";

const folder = folderPerTest();
const typeform = fileURLToPath(new URL("../fixtures/forms/typeform/event-registration.json", import.meta.url));
const flowella = (args: string[], input = "") => run(args, { cwd: folder(), input });

async function file(name: string, content: unknown): Promise<string> {
  const place = path.join(folder(), name);
  await writeFile(place, typeof content === "string" ? content : JSON.stringify(content));
  return place;
}

describe("compile", () => {
  it("--json prints {flow, report, check, publishable} on one line, from a file and from standard input", async () => {
    const { code, stdout, stderr } = await flowella(["compile", "--from", "typeform", typeform, "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    const compiled = JSON.parse(stdout);
    expect(Object.keys(compiled).sort()).toEqual(["check", "flow", "publishable", "report"]);
    expect(compiled).toMatchObject({ flow: { screens: expect.any(Array) }, check: { ok: true, problems: [] } });

    const [consultation] = demoForms;
    const piped = await flowella(["compile", "--from", "hubspot", "-", "--json"], JSON.stringify(consultation));
    expect(JSON.parse(piped.stdout)).toMatchObject({ check: { ok: true }, publishable: true });
  });

  it("for people: the report, question by question", async () => {
    const { code, stdout } = await flowella(["compile", "--from", "typeform", typeform]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/screens; \d+ questions exact/);
    expect(stdout).toContain("What is your full name?");
  });

  it("a form that cannot be published compiles all the same and says why", async () => {
    const blocked = demoForms.find(({ configuration }) => configuration.recaptchaEnabled);
    const { code, stdout } = await flowella(["compile", "--from", "hubspot", await file("f.json", blocked)]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/cannot be published.*CAPTCHA/s);
  });
});

describe("check", () => {
  const footer = { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } };
  const layout = { type: "SingleColumnLayout", children: [{ type: "TextBody", text: "Hello" }, footer] };
  const screen = { id: "ONE", title: "One", terminal: true, layout };

  it("--json prints {ok, problems}; exit code 0 for a good Flow, 1 for a bad one", async () => {
    const good = await file("good.json", { version: "7.3", screens: [screen] });
    const bad = await file("bad.json", { version: "7.3", screens: [{ ...screen, id: "1 bad id" }] });
    const [fine, broken, shown] = await Promise.all([
      flowella(["check", good, "--json"]),
      flowella(["check", bad, "--json"]),
      flowella(["check", bad]),
    ]);
    expect([fine.code, fine.stdout]).toEqual([0, '{"ok":true,"problems":[]}\n']);
    expect(broken.code).toBe(1);
    const { ok, problems } = JSON.parse(broken.stdout);
    expect(ok).toBe(false);
    const problem = { code: expect.any(String), path: expect.stringContaining("screens"), message: expect.any(String) };
    expect(problems[0]).toEqual(problem);
    expect([shown.code, shown.stdout]).toEqual([1, expect.stringContaining(problems[0].code)]);
  });
});

describe("what cannot be done", () => {
  it("is said in one sentence beside standard output, with exit code 1 and no stack", async () => {
    const notJson = await file("not.json", "{");
    const translation = { title: "Hola", fields: [{ id: "abc", title: "¿Cómo te llamas?" }] };
    const nowhere = ["--server", "http://127.0.0.1:9"];
    const cases: [string[], RegExp][] = [
      [["compile", "--from", "typeform", "nowhere.json"], /nowhere\.json cannot be read \(ENOENT\)/],
      [["compile", "--from", "typeform", notJson], /not\.json is not JSON/],
      [["compile", "--from", "papyrus", typeform], /papyrus cannot be read yet.*typeform/],
      [["compile", "--from", "typeform", await file("t.json", translation)], /a translation of a Typeform form/],
      [["publish", "--portal", "1", ...nowhere], /--form.*--file/],
      [["send", "--portal", "1", "--flow", "f", "--key", "12345678"], /either --contact or --phone/],
      [["portals", ...nowhere], /No operator token/],
      [["portals", ...nowhere, "--token-file", await file("token", "abc")], /No server answers/],
      [["portals", "--token-file", await file("empty", " \n")], /is empty/],
    ];
    const ends = await Promise.all(cases.map(([args]) => flowella(args)));
    for (const [index, [args, sentence]] of cases.entries()) {
      const end = ends[index];
      expect({ args, code: end?.code, stdout: end?.stdout }).toEqual({ args, code: 1, stdout: "" });
      expect(end?.stderr).toMatch(sentence);
      expect(end?.stderr).not.toMatch(/^\s+at /m);
    }
  });
});

describe("the server to ask", () => {
  it("is the one on this machine where the variables stand empty, as in a copied .env.example", async () => {
    const env = { PUBLIC_BASE_URL: "", PORT: "9", DATABASE_FILE: "" };
    const asked = ["portals", "--token-file", await file("token", "abc")];
    expect((await run(asked, { cwd: folder(), env })).stderr).toContain("No server answers at http://127.0.0.1:9.");
    const slashed = await run(asked, { cwd: folder(), env: { PUBLIC_BASE_URL: "http://127.0.0.1:9/" } });
    expect(slashed.stderr).toContain("No server answers at http://127.0.0.1:9.");
    expect((await run(["portals"], { cwd: folder(), env })).stderr).toContain("No operator token");
  });
});

describe("secrets", () => {
  it("never come as arguments: no command has an option for one, and a made-up one is refused", async () => {
    const files = ["--app-secret-file", await file("secret", "a"), "--access-token-file", await file("token", "b")];
    const connect = ["connect", "whatsapp", "--portal", "1", "--account", "2", "--app", "3", ...files];
    const { code, stderr } = await flowella([...connect, "--app-secret", "s3cret"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("unknown option '--app-secret'")]);
    const commands = ["connect whatsapp", "publish", "send", "start"];
    const helps = await Promise.all(commands.map((command) => flowella([...command.split(" "), "--help"])));
    for (const help of helps) {
      expect(help.code).toBe(0);
      const options = [...help.stdout.matchAll(/--([a-z-]+) <(\w+)>/g)].map(([, name = "", value]) => ({
        name,
        value,
      }));
      for (const { name, value } of options.filter(({ name }) => /secret|token|password/.test(name)))
        expect({ name, value }).toEqual({ name: expect.stringMatching(/-file$/), value: "file" });
    }
    expect(helps[0]?.stdout).toMatch(/--app-secret-file.*--access-token-file/s);
  });
});

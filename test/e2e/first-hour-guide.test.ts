/** The guides of the first hour against what they speak of: scopes, settings, pages, commands and pictures. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Command } from "commander";
import { program } from "../../cli/program.ts";
import { scopeReasons } from "../../core/portal/scopes.ts";
import { configSchema, parseConfig } from "../../server/config.ts";
import { type CallbackRefusal, refusalPage } from "../../server/http/install-pages.ts";

const root = path.resolve(import.meta.dirname, "../..");
const pictures = path.join(root, "docs/pictures/connect");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** The part of a guide that is made from a source file; FLOWELLA_UPDATE_GOLDENS=1 makes it anew. */
function made(file: string, source: string, lines: readonly string[]): { found: string; expected: string } {
  const text = read(file);
  const from = text.indexOf("-->\n", text.indexOf(`<!-- made from ${source}`)) + 4;
  const to = text.indexOf("<!-- end -->", from);
  const expected = `${lines.join("\n")}\n`;
  if (process.env["FLOWELLA_UPDATE_GOLDENS"] === "1") {
    writeFileSync(path.join(root, file), text.slice(0, from) + expected + text.slice(to));
    return { found: expected, expected };
  }
  return { found: text.slice(from, to), expected };
}

describe("docs/connect.md", () => {
  it("has the scopes that are asked for", () => {
    const rows = scopeReasons.map(({ scope, need, why }) => `| \`${scope}\` | ${need} | ${why} |`);
    const lines = ["| Scope | | Flowella needs it to … |", "|---|---|---|", ...rows];
    const { found, expected } = made("docs/connect.md", "core/portal/scopes.ts", lines);
    expect(found).toBe(expected);
  });

  const reasons = [
    "denied",
    "scopes_unavailable",
    "state_used",
    "state_expired",
    "state_unknown",
    "other_browser",
    "no_answer",
    "code_used",
    "being_erased",
    "app_settings",
    "internal",
  ] as const;
  const refusals: CallbackRefusal[] = [
    ...reasons.map((reason) => ({ reason })),
    { reason: "scopes_missing", scopes: ["forms"] },
    { reason: "other_portal", wanted: "1", got: "2" },
    { reason: "hubspot_refused", code: "pending" },
    { reason: "hubspot_failing", message: "HubSpot failed." },
  ];
  it.each(refusals)("explains the page for $reason", (refusal) => {
    const { html } = refusalPage(refusal, "https://flowella.example");
    const title = /<h1>(.*?)<\/h1>/.exec(html)?.[1]?.replaceAll("&#39;", "'");
    expect(read("docs/connect.md")).toContain(`**${title}**`);
  });

  it("shows the pictures that there are, each 1100 pixels wide and small", () => {
    const shown = [...read("docs/connect.md").matchAll(/\]\(pictures\/connect\/([\w-]+\.png)\)/g)].map(
      ([, name]) => name,
    );
    const files = readdirSync(pictures);
    expect([...shown].sort()).toEqual(files.sort());
    expect(files.length).toBeLessThanOrEqual(9);
    for (const file of files) {
      const bytes = readFileSync(path.join(pictures, file));
      // The width stands at the head of a PNG, behind its signature and the name of its first part.
      const width = bytes.readUInt32BE(16);
      expect({ file, width, small: bytes.length < 120_000 }).toEqual({ file, width: 1100, small: true });
    }
  });
});

it("docs/operator.md has every setting with its meaning", () => {
  const rows = Object.entries(configSchema.shape).map(([name, schema]) => {
    // Parsed alone, a setting says its default; what is required has none.
    const alone = schema.safeParse(undefined);
    const value = alone.success ? (alone.data ?? "") : "required";
    const standard = typeof value === "object" || value === "" ? "" : value === "required" ? value : `\`${value}\``;
    return `| \`${name}\` | ${standard} | ${schema.description ?? ""} |`;
  });
  const lines = ["| Variable | Default | Meaning |", "|---|---|---|", ...rows];
  const { found, expected } = made("docs/operator.md", "server/config.ts", lines);
  expect(found).toBe(expected);
  expect(parseConfig({}).kind).toBe("sandbox");
});

const guides = ["connect", "operator", "consent", "checklist", "deploy", "backup", "upgrade"];

describe.each(["README.md", ...guides.map((name) => `docs/${name}.md`)])("%s", (file) => {
  it("names commands and options that there are", () => {
    const text = read(file).replaceAll("\\\n", " ");
    const called = /(?:npm run -s flowella --|server-a flowella|flowella flowella|`flowella) ([^`\n#]+)/g;
    const commands = [...text.matchAll(called)].map(([, words = ""]) => words.trim());
    expect(commands.length).toBeGreaterThan(0);
    for (const words of commands) expect({ words, problem: problemOf(words) }).toEqual({ words, problem: undefined });
  });

  it("links to files and headings that there are", () => {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
    for (const link of links) {
      const [target = "", heading] = link.split("#");
      const to = target === "" ? file : path.join(path.dirname(file), target);
      const there = heading === undefined ? readable(to) : headingsOf(to).includes(heading);
      expect({ link, there }).toEqual({ link, there: true });
    }
  });
});

/** What the command line would not understand. */
function problemOf(words: string): string | undefined {
  let command: Command = program();
  for (const word of words.replace(/"[^"]*"/g, "TEXT").split(/\s+/)) {
    if (word.startsWith("--")) {
      if (!command.options.some(({ long }) => long === word)) return `${command.name()} has no ${word}`;
    } else if (command.commands.length > 0) {
      const next = command.commands.find((each) => each.name() === word);
      if (!next) return `${command.name()} has no ${word}`;
      command = next;
    }
  }
  return command.parent === null ? "no command" : undefined;
}

function readable(file: string): boolean {
  const full = path.join(root, file);
  return readdirSync(path.dirname(full)).includes(path.basename(full));
}

/** As GitHub makes them. */
function headingsOf(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

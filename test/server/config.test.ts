import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { envExample, parseConfig } from "../../server/config.ts";

const complete = {
  PUBLIC_BASE_URL: "https://flows.example.com/",
  FLOWELLA_MASTER_KEY: Buffer.alloc(32, 1).toString("base64"),
  FLOWELLA_OPERATOR_TOKEN: "o".repeat(32),
  HUBSPOT_CLIENT_ID: "client",
  HUBSPOT_CLIENT_SECRET: "secret",
};

describe("the configuration", () => {
  it("is live when every required variable is there", () => {
    const parsed = parseConfig(complete);
    expect(parsed).toMatchObject({
      kind: "live",
      config: { PUBLIC_BASE_URL: "https://flows.example.com", PORT: 3000 },
    });
  });

  it("is the sandbox when none is there, whatever optional ones are", () => {
    expect(parseConfig({ PORT: "0", HOME: "/root" })).toMatchObject({ kind: "sandbox", settings: { PORT: 0 } });
  });

  it("is never the sandbox in production", () => {
    const parsed = parseConfig({ NODE_ENV: "production" });
    expect(parsed.kind === "invalid" && parsed.problems.map(({ name }) => name)).toEqual(Object.keys(complete));
  });

  it.each(Object.keys(complete))("names %s when it alone is missing or empty", (name) => {
    for (const value of [undefined, ""]) {
      expect(parseConfig({ ...complete, [name]: value })).toEqual({
        kind: "invalid",
        problems: [{ name, message: "is missing" }],
      });
    }
  });

  it.each([
    ["PUBLIC_BASE_URL", "flows.example.com"],
    ["FLOWELLA_MASTER_KEY", "c2hvcnQ="],
    ["FLOWELLA_OPERATOR_TOKEN", "short"],
    ["PORT", "http"],
    ["META_GRAPH_VERSION", "25"],
  ])("names a malformed %s and does not repeat its value", (name, value) => {
    const parsed = parseConfig({ ...complete, [name]: value });
    expect(parsed).toMatchObject({ kind: "invalid", problems: [{ name }] });
    expect(JSON.stringify(parsed)).not.toContain(`"${value}"`);
  });

  it("takes one database, not two", () => {
    const DATABASE_URL = "postgres://user:pass@db.example.com:5432/flowella";
    expect(parseConfig({ ...complete, DATABASE_URL })).toMatchObject({ kind: "live", config: { DATABASE_URL } });
    expect(parseConfig({ DATABASE_URL })).toMatchObject({ kind: "sandbox", settings: { DATABASE_URL } });
    for (const settings of [complete, {}])
      expect(parseConfig({ ...settings, DATABASE_URL, DATABASE_FILE: "a.db" })).toMatchObject({
        kind: "invalid",
        problems: [{ name: "DATABASE_URL" }],
      });
  });

  it("has an example file that is made from it", () => {
    const file = path.resolve(import.meta.dirname, "../../.env.example");
    expect(readFileSync(file, "utf8")).toBe(envExample());
  });
});

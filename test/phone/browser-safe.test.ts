import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";

const folder = new URL("../../phone/", import.meta.url);

describe("the phone runs in a browser", () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith(".ts")))("%s uses nothing of Node's", (name) => {
    const source = readFileSync(new URL(name, folder), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    expect(source).not.toMatch(/["']node:|\bBuffer\b|\bprocess\.|\brequire\(/);
  });
});

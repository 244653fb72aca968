/** Whatever is spoilt in one meta file is found before HubSpot sees it: each of these mistakes, in a copy. */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { z } from "zod";
import { type Meta, parseProject } from "./hubspot-project.ts";
import { projectProblems } from "./project-problems.ts";
import { componentSchemas } from "./schemas/index.ts";
import { config, metaFiles as files, type SpoiltCopy, spoilableCopy } from "./spoilt-copy.ts";

/** One of each kind, for what HubSpot's parser treats alike in all of a kind. */
const oneOfEach = [...Map.groupBy(files, (file) => path.dirname(file)).values()].flatMap(([first]) => first ?? []);

let copy: SpoiltCopy;

beforeAll(async () => {
  copy = await spoilableCopy();
});
afterEach(() => copy.mend());
afterAll(() => copy.remove());

const without = (object: Record<string, unknown>, key: string) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

it("nothing is found in the copy itself", async () => {
  expect(files.length).toBeGreaterThan(5);
  expect(await projectProblems(copy.root)).toEqual([]);
});

describe.each(oneOfEach)("in %s", (file) => {
  it.each<[string, (meta: Meta) => unknown, RegExp]>([
    ["a key that HubSpot does not know", (meta) => ({ ...meta, colour: "green" }), /colour/],
    ["a key in config that HubSpot does not know", (meta) => config(meta, { colour: "green" }), /colour/],
    // With a profile HubSpot's parser stumbles over it instead of naming it.
    ["no uid", (meta) => without(meta, "uid"), /uid|TypeError/],
    ["a uid with a space", (meta) => ({ ...meta, uid: "a card" }), /uid/i],
    ["a uid that is too long", (meta) => ({ ...meta, uid: "u".repeat(65) }), /uid/i],
    ["no type", (meta) => without(meta, "type"), /type/],
    ["a type that there is not", (meta) => ({ ...meta, type: "poster" }), /POSTER|poster/],
    [
      "the type of another folder",
      (meta) => ({ ...meta, type: file.startsWith("pages") ? "card" : "page" }),
      /pages|cards/,
    ],
    [
      "a type of a later platform version",
      (meta) => ({ ...meta, type: "crm-bulk-action" }),
      /CRM_BULK_ACTION|crm-bulk-action/,
    ],
    ["no config", (meta) => without(meta, "config"), /config/],
    [
      "permissions of its own, which 2026.09 began",
      (meta) => ({ ...meta, permissions: { requiredScopes: ["oauth"] } }),
      /2026\.03/,
    ],
    ["a variable that the profile has not", (meta) => ({ ...meta, uid: "flowella_${PLACE}" }), /PLACE/],
  ])("%s", async (_mistake, spoil, found) => {
    expect(await copy.spoilMeta(file, spoil)).toMatch(found);
  });

  it("a comma too many", async () => {
    const target = await copy.keep(`src/app/${file}`);
    await writeFile(target, (await readFile(target, "utf8")).replace(/\}\s*$/, ",}"));
    expect((await projectProblems(copy.root)).join()).toMatch(/JSON/);
  });

  it("one folder too deep", async () => {
    const deeper = path.join(copy.root, "src/app", path.dirname(file), "deeper");
    await mkdir(deeper);
    const [from, to] = [path.join(copy.root, "src/app", file), path.join(deeper, path.basename(file))];
    await rename(from, to);
    copy.mendBy(async () => {
      await rename(to, from);
      await rm(deeper, { recursive: true });
    });
    expect(await projectProblems(copy.root)).not.toEqual([]);
  });

  it("a uid that another component has", async () => {
    const other = files.find((each) => each !== file) ?? "";
    const { uid } = z
      .object({ uid: z.string() })
      .parse(JSON.parse(await readFile(path.join(copy.root, "src/app", other), "utf8")));
    expect(await copy.spoilMeta(file, (meta) => ({ ...meta, uid }))).toMatch(/uid/i);
  });
});

it.each(files)("in %s: any value of a wrong kind, any empty text and any unknown key, however deep", async (file) => {
  const parsed = await parseProject(copy.root);
  if (!parsed.ok) throw new Error(parsed.errors);
  const component = parsed.components.find(({ metaFilePath }) => metaFilePath === `app/${file}`);
  const schema = Object.entries(componentSchemas).find(([type]) => type === component?.componentType)?.[1];
  if (!component || !schema) throw new Error(`${file} is no component.`);
  // The validator's own engine and options; asked directly, because one file holds some thousand places.
  const valid = new Ajv2020({ strict: false, formats: { email: /@/ } }).compile(schema);
  expect(valid(component.config)).toBe(true);
  const unnoticed = [...spoilt(component.config)].filter(({ value }) => valid(value)).map(({ place }) => place);
  expect(unnoticed).toEqual([]);
});

interface Spoilt {
  readonly place: string;
  readonly value: unknown;
}

/** Each value once of another kind, each text once empty, and in each object once a key too many. */
function* spoilt(value: unknown, place = ""): Generator<Spoilt> {
  yield { place, value: typeof value === "number" ? "many" : 7 };
  if (value === "" || value === null || typeof value !== "object") {
    if (typeof value === "string") yield { place: `${place} (empty)`, value: "" };
    return;
  }
  if (!Array.isArray(value)) yield { place: `${place} (unknown key)`, value: { ...value, colour: 7 } };
  const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const key of keys) {
    const inner: unknown = Reflect.get(value, key);
    for (const each of spoilt(inner, `${place}/${key}`))
      yield { place: each.place, value: replaced(value, key, each.value) };
  }
}

function replaced(value: object, key: string | number, by: unknown): unknown {
  return Array.isArray(value) ? value.with(Number(key), by) : { ...value, [key]: by };
}

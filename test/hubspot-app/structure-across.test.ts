/** What HubSpot would find out at upload or at run time only, because it takes more than one file to see it. */
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";
import { z } from "zod";
import type { Meta } from "./hubspot-project.ts";
import { projectProblems } from "./project-problems.ts";
import { config, metaFiles, type SpoiltCopy, spoilableCopy } from "./spoilt-copy.ts";

let copy: SpoiltCopy;

beforeAll(async () => {
  copy = await spoilableCopy();
});
afterEach(() => copy.mend());
afterAll(() => copy.remove());

const card = metaFiles.find((file) => file.startsWith("cards/")) ?? "";
const page = metaFiles.find((file) => file.startsWith("pages/")) ?? "";
const action = metaFiles.find((file) => file.startsWith("workflow-actions/")) ?? "";
const webhooks = metaFiles.find((file) => file.startsWith("webhooks/")) ?? "";

it.each<[string, string, (meta: Meta) => Meta, RegExp]>([
  ["an entry that is not there", card, (meta) => config(meta, { entrypoint: "/app/cards/Gone.tsx" }), /there is no/],
  ["an entry in another folder", card, (meta) => config(meta, { entrypoint: "/app/pages/AppPage.tsx" }), /entrypoint/],
  [
    "an entry that registers nothing",
    page,
    (meta) => config(meta, { entrypoint: "/app/pages/routes.tsx" }),
    /register/,
  ],
  ["an entry of another place", card, (meta) => config(meta, { location: "crm.preview" }), /register/],
  ["a place that there is not", card, (meta) => config(meta, { location: "crm.record.left" }), /location/],
  [
    "a kind of record that the app may not read",
    card,
    (meta) => config(meta, { objectTypes: ["deals"] }),
    /may not read/,
  ],
  [
    "a picture that is not there",
    card,
    (meta) => config(meta, { previewImage: { file: "/app/a.png", altText: "A" } }),
    /PNG/,
  ],
  ["a logo that is no picture", "app-hsmeta.json", (meta) => config(meta, { logo: "/app/tsconfig.png" }), /PNG/],
  [
    "an address without https",
    "app-hsmeta.json",
    (meta) => permitted(meta, "http://flowella.example.com"),
    /permittedUrls/,
  ],
  ["this machine's address", "app-hsmeta.json", (meta) => permitted(meta, "https://localhost:3000"), /permittedUrls/],
  ["another server's address", "app-hsmeta.json", (meta) => permitted(meta, "https://other.example.com"), /server/],
  ["another server's action", action, (meta) => config(meta, { actionUrl: "https://other.example.com/a" }), /server/],
  ["a name that HubSpot lists nobody by", "app-hsmeta.json", (meta) => config(meta, { name: "FlowHub" }), /name/],
  [
    "sensitive data",
    "app-hsmeta.json",
    (meta) => scopes(meta, "crm.objects.contacts.sensitive.read.v2"),
    /hubspot\.fetch/,
  ],
  ["a permission twice", "app-hsmeta.json", (meta) => scopes(meta, "forms"), /twice/],
  [
    "a rule without a label",
    action,
    (meta) => config(meta, { executionRules: [{ labelName: "new", conditions: {} }] }),
    /executionRules/,
  ],
  ["an output without a label", action, (meta) => config(meta, { outputFields: [] }), /outputFieldLabels/],
  ["the same event twice", webhooks, mergeTwice, /subscribes twice/],
  [
    "too few requests at once",
    webhooks,
    (meta) => config(meta, { settings: { targetUrl: "https://flowella.example.com/w", maxConcurrentRequests: 5 } }),
    /maxConcurrentRequests/,
  ],
])("%s", async (_mistake, file, spoil, found) => {
  expect(await copy.spoilMeta(file, spoil)).toMatch(found);
});

it("a second app, a second page", async () => {
  for (const file of ["app-hsmeta.json", page]) {
    const second = path.join(copy.root, "src/app", path.dirname(file), "second-hsmeta.json");
    const meta = z.looseObject({}).parse(JSON.parse(await readFile(path.join(copy.root, "src/app", file), "utf8")));
    await writeFile(second, JSON.stringify({ ...meta, uid: "second" }));
    expect((await projectProblems(copy.root)).join()).toMatch(/[Oo]nly one/);
    await rm(second);
  }
});

it.each(["SERVER_ORIGIN", "SUPPORT_EMAIL", "ENVIRONMENT"])("a profile without %s", async (name) => {
  const target = await copy.keep("src/hsprofile.example.json");
  await writeFile(target, (await readFile(target, "utf8")).replace(`"${name}"`, '"OTHER"'));
  expect((await projectProblems(copy.root)).join()).toContain(name);
});

it("a platform version that there is not", async () => {
  const target = await copy.keep("hsproject.json");
  await writeFile(target, (await readFile(target, "utf8")).replace("2026.03", "2026.04"));
  expect((await projectProblems(copy.root)).join()).toContain("2026.04");
});

function permitted(meta: Meta, url: string): Meta {
  return config(meta, { permittedUrls: { fetch: [url], iframe: [], img: [] } });
}

function scopes(meta: Meta, scope: string): Meta {
  const auth = z.looseObject({ optionalScopes: z.array(z.string()) }).parse(meta.config["auth"]);
  return config(meta, { auth: { ...auth, optionalScopes: [...auth.optionalScopes, scope] } });
}

function mergeTwice(meta: Meta): Meta {
  const subscriptions = z.looseObject({}).parse(meta.config["subscriptions"]);
  const legacyCrmObjects = [{ subscriptionType: "contact.merge", active: true }];
  return config(meta, { subscriptions: { ...subscriptions, legacyCrmObjects } });
}

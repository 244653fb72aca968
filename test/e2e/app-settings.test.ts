/** The settings' calls through the signed door: what admins are shown and may change, and what happens to nobody else. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  type Call,
  type ConsentValues,
  type GeneralValues,
  type RolesValues,
  settingsAlertSwitch,
  settingsAlerts,
  settingsAlertWebhook,
  settingsConnections,
  settingsConnectTool,
  settingsConsent,
  settingsDisconnect,
  settingsGeneral,
  settingsIdentity,
  settingsNumbers,
  settingsPrivacy,
  settingsRoles,
  settingsSaveAlerts,
  settingsSaveConsent,
  settingsSaveGeneral,
  settingsSaveIdentity,
  settingsSavePrivacy,
  settingsSaveRoles,
  settingsSender,
  settingsWebhookSecret,
  settingsWebhookSwitch,
  settingsWebhooks,
  settingsWebhookTest,
} from "../../src/app/packages/contract/index.ts";
import { rowsOf } from "./database.ts";
import { installSecondPortal, second } from "./second-portal.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

type Body = Record<string, unknown>;
type AnyCall = Pick<Call<unknown, unknown>, "path" | "response">;
type Source = ConsentValues["sources"][number];
type Caller = { readonly portalId?: number; readonly userId?: number };

const installer = 61_200_481;
const colleague = { userId: 61_200_482 };

/** Asks as the settings do, and reads the answer by the contract. */
async function ask<Answered>(
  call: Pick<Call<unknown, Answered>, "path" | "response">,
  body: Body = {},
  caller: Caller = {},
) {
  const response = await world.cardCall(call.path, body, caller);
  expect([call.path, response.status]).toEqual([call.path, 200]);
  return call.response.parse(await response.json());
}

let keys = 0;
const newKey = () => {
  keys += 1;
  return `settings-key-of-sixteen-${keys}`;
};
const ready = async <Answered extends { kind: string }>(
  call: Pick<Call<unknown, Answered>, "path" | "response">,
  caller: Caller = {},
): Promise<Extract<Answered, { kind: "ready" }>> => {
  const answer = await ask(call, {}, caller);
  if (!isReady(answer)) throw new Error(JSON.stringify(answer));
  return answer;
};
function isReady<Answered extends { kind: string }>(answer: Answered): answer is Extract<Answered, { kind: "ready" }> {
  return answer.kind === "ready";
}
/** As whoever has the file reads it; the server goes on afterwards. */
async function rows(sql: string): Promise<Record<string, unknown>[]> {
  await world.stop();
  const found = rowsOf(world.databaseFile, sql);
  await world.start();
  return found;
}
/** What this admin did since the app was installed. */
const trail = () =>
  rows(
    `select actor, action, subject from audit_entries where actor = '${by}' and subject <> 'hubspot' order by at, id`,
  );
const by = `user:${installer}`;

async function saveGeneral(change: Partial<GeneralValues>, revision?: string) {
  const shown = await ready(settingsGeneral);
  const values = { ...shown.values, ...change };
  return ask(settingsSaveGeneral, { values, revision: revision ?? shown.revision, idempotencyKey: newKey() });
}
async function saveConsent(change: Partial<ConsentValues>) {
  const { values, revision } = await ready(settingsConsent);
  return ask(settingsSaveConsent, { values: { ...values, ...change }, revision, idempotencyKey: newKey() });
}
async function saveRoles(change: Partial<RolesValues>, caller: Caller = {}) {
  const { values, revision } = await ready(settingsRoles, caller);
  return ask(settingsSaveRoles, { values: { ...values, ...change }, revision, idempotencyKey: newKey() }, caller);
}

const reads = [
  settingsConnections,
  settingsNumbers,
  settingsConsent,
  settingsGeneral,
  settingsIdentity,
  settingsPrivacy,
  settingsAlerts,
  settingsWebhooks,
  settingsRoles,
] as const;
/** Each with what it is asked with. */
const presses: readonly [AnyCall, () => Body][] = [
  [settingsConnectTool, () => ({ tool: "typeform" })],
  [settingsDisconnect, () => ({ of: { what: "tool", tool: "typeform" } })],
  [settingsSender, () => ({ connectionId: "con_x", senderId: "106" })],
  [settingsSaveGeneral, () => ({ values: generalValues, revision: "x" })],
  [settingsSaveConsent, () => ({ values: consentValues, revision: "x" })],
  [
    settingsSaveIdentity,
    () => ({ values: { place: "auto", hubspot: "none", webhook: "none", fileDays: 9 }, revision: "x" }),
  ],
  [
    settingsSavePrivacy,
    () => ({ values: { keep: "nothing", answerDays: 9, heldDays: 9, metaRegion: "" }, revision: "x" }),
  ],
  [settingsSaveAlerts, () => ({ values: { mail: "", task: false, taskOwner: "", everyHours: 6 }, revision: "x" })],
  [settingsSaveRoles, () => ({ values: { everyone: [], grants: [], contacts: "all" }, revision: "x" })],
  [settingsAlertWebhook, () => ({ do: { what: "set", url: "https://example.com/" } })],
  [settingsAlertSwitch, () => ({ do: { what: "end-webhook" } })],
  [settingsWebhookSecret, () => ({ do: { what: "add", url: "https://example.com/" } })],
  [settingsWebhookSwitch, () => ({ id: "whk_x", what: "remove" })],
  [settingsWebhookTest, () => ({ id: "whk_x" })],
];
const generalValues: GeneralValues = {
  timeZone: "UTC",
  defaultCountry: "",
  unknownPerson: "form-first",
  timeline: true,
  tellOwner: true,
  reply: true,
  person: "",
};
const consentValues: ConsentValues = {
  sources: [],
  quietFrom: "",
  quietTo: "",
  timeZoneProperty: "",
  marketingFlows: [],
  confirm: true,
};

describe("who may see and change settings", () => {
  it("admins alone: a colleague without a role is told so, and nothing changes", async () => {
    for (const call of reads) {
      expect(await ask<unknown>(call, {}, colleague)).toEqual({
        kind: "forbidden",
        message: expect.stringContaining("admin"),
      });
    }
    for (const [call, body] of presses) {
      const answer = await ask(call, { ...body(), idempotencyKey: newKey() }, colleague);
      expect([call.path, answer]).toEqual([call.path, { kind: "forbidden", message: expect.any(String) }]);
    }
    expect(await trail()).toEqual([]);
  });

  it("HubSpot alone", async () => {
    for (const { path } of [...reads, ...presses.map(([call]) => call)]) {
      const unsigned = await fetch(`${world.url}${path}`, { method: "POST", body: "{}" });
      expect([path, unsigned.status]).toEqual([path, 401]);
    }
  });

  it("each portal its own", async () => {
    await installSecondPortal(world);
    const other = { portalId: second.portalId };
    const added = await ask(settingsWebhookSecret, {
      do: { what: "add", url: "http://127.0.0.1:14090/hook" },
      idempotencyKey: newKey(),
    });
    expect(added).toMatchObject({ kind: "secret" });
    expect(await saveGeneral({ timeZone: "Europe/Rome" })).toMatchObject({ kind: "saved" });
    expect((await ready(settingsWebhooks, other)).webhooks).toEqual([]);
    expect((await ready(settingsGeneral, other)).values.timeZone).toBe("UTC");
    expect((await ready(settingsConnections, other)).whatsapp).toEqual([]);
    const [webhook] = (await ready(settingsWebhooks)).webhooks;
    const [account] = (await ready(settingsNumbers)).accounts;
    const foreign: [AnyCall, Body][] = [
      [settingsWebhookSwitch, { id: webhook?.id, what: "remove" }],
      [settingsWebhookTest, { id: webhook?.id }],
      [settingsWebhookSecret, { do: { what: "rotate", id: webhook?.id } }],
      [settingsDisconnect, { of: { what: "whatsapp", connectionId: account?.connectionId } }],
      [settingsSender, { connectionId: account?.connectionId, senderId: account?.numbers[0]?.id }],
    ];
    for (const [call, body] of foreign) {
      const answer = await ask(call, { ...body, idempotencyKey: newKey() }, other);
      expect([call.path, answer]).toEqual([
        call.path,
        { kind: expect.stringMatching(/error|refused/), code: expect.any(String), message: expect.any(String) },
      ]);
    }
    expect((await ready(settingsWebhooks)).webhooks).toHaveLength(1);
    expect((await ready(settingsNumbers)).accounts).toHaveLength(1);
  });
});

describe("a section that is saved", () => {
  it("tells what changed, on the audit trail too, and is there afterwards", async () => {
    expect(await saveGeneral({ timeZone: "Europe/Madrid", defaultCountry: " fr ", person: "+39 02 0000" })).toEqual({
      kind: "saved",
      changed: ["timeZone", "defaultCountry", "person"],
    });
    const { values } = await ready(settingsGeneral);
    expect(values).toMatchObject({ timeZone: "Europe/Madrid", defaultCountry: "FR", person: "+39 02 0000" });
    expect(await trail()).toEqual([
      { actor: by, action: "settings-changed", subject: "general:timeZone,defaultCountry,person" },
    ]);
    expect(await saveGeneral({ defaultCountry: "", person: "  " })).toMatchObject({ kind: "saved" });
    expect((await ready(settingsGeneral)).values).toMatchObject({ defaultCountry: "", person: "" });
    expect(await saveGeneral({})).toEqual({ kind: "saved", changed: [] });
    expect(await trail()).toHaveLength(2);
  });

  it("never goes over what somebody else saved meanwhile; another section may change meanwhile", async () => {
    const before = await ready(settingsGeneral);
    expect(await saveGeneral({ timeZone: "Europe/Madrid" })).toMatchObject({ kind: "saved" });
    expect(await saveGeneral({ person: "Marta" }, before.revision)).toEqual({ kind: "changed-meanwhile" });
    expect((await ready(settingsGeneral)).values).toMatchObject({ timeZone: "Europe/Madrid", person: "" });
    const shown = await ready(settingsGeneral);
    expect(await saveRoles({ contacts: "own-and-team" })).toMatchObject({ kind: "saved" });
    expect(await saveGeneral({ person: "Marta" }, shown.revision)).toMatchObject({ kind: "saved" });
    expect((await ready(settingsRoles)).values.contacts).toBe("own-and-team");
  });

  it("of two at the same time one is saved, and the other is told", async () => {
    const { values, revision } = await ready(settingsGeneral);
    const answers = await Promise.all(
      ["Europe/Rome", "Europe/Paris"].map((timeZone) =>
        ask(settingsSaveGeneral, { values: { ...values, timeZone }, revision, idempotencyKey: newKey() }),
      ),
    );
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["changed-meanwhile", "saved"]);
    expect(await trail()).toHaveLength(1);
    const both = await Promise.all([
      saveConsent({ confirm: false }),
      saveRoles({ everyone: ["send"] }),
      saveGeneral({ person: "Marta" }),
    ]);
    expect(both.map(({ kind }) => kind)).toEqual(["saved", "saved", "saved"]);
  });

  it("is the same press when HubSpot repeats it", async () => {
    const { values, revision } = await ready(settingsGeneral);
    const press = { values: { ...values, person: "Marta" }, revision, idempotencyKey: newKey() };
    const first = await ask(settingsSaveGeneral, press);
    expect(await ask(settingsSaveGeneral, press)).toEqual(first);
    expect(await trail()).toHaveLength(1);
  });

  it("answers what is wrong at its field, and saves nothing of it", async () => {
    const fields = async (saving: Promise<unknown>) => {
      const answer = await saving;
      return Object(answer).kind === "wrong"
        ? Object(answer).fields.map(({ field }: { field: string }) => field)
        : answer;
    };
    const person = "x".repeat(201);
    expect(await fields(saveGeneral({ timeZone: "Mars", defaultCountry: "ZZ", person, timeline: false }))).toEqual([
      "person",
      "timeZone",
      "defaultCountry",
    ]);
    expect(await fields(saveGeneral({ defaultCountry: "Italy" }))).toEqual(["defaultCountry"]);
    const property: Source = {
      kind: "property",
      name: "With Space",
      values: [" "],
      wording: "",
      covers: "everything",
    };
    const list: Source = { kind: "list", listId: "seven", wording: "Yes", covers: "utility" };
    expect(
      await fields(
        saveConsent({ sources: [property, list], quietFrom: "25:00", quietTo: "", cap: { messages: 0, days: 7 } }),
      ),
    ).toEqual([
      "sources.0.name",
      "sources.0.values",
      "sources.0.wording",
      "sources.1.listId",
      "quietFrom",
      "quietTo",
      "cap.messages",
    ]);
    const grants = [
      { to: { kind: "user", id: "nobody" }, rights: ["send"] },
      { to: { kind: "team", id: "9" }, rights: [] },
      { to: { kind: "team", id: "9" }, rights: [] },
    ] as const satisfies RolesValues["grants"];
    expect(await fields(saveRoles({ grants: [...grants] }))).toEqual(["grants.0.to.id", "grants.2.to.id"]);
    const identity = await ready(settingsIdentity);
    const place = { values: { ...identity.values, place: "not a name", fileDays: 366 }, revision: identity.revision };
    expect(await fields(ask(settingsSaveIdentity, { ...place, idempotencyKey: newKey() }))).toEqual([
      "place",
      "fileDays",
    ]);
    const alerts = await ready(settingsAlerts);
    const wrong = { mail: "nobody", task: true, taskOwner: "Paola", everyHours: 0 };
    expect(
      await fields(ask(settingsSaveAlerts, { values: wrong, revision: alerts.revision, idempotencyKey: newKey() })),
    ).toEqual(["mail", "everyHours", "taskOwner"]);
    expect(await trail()).toEqual([]);
  });

  it("consent: what is saved is what sending goes by", async () => {
    const question = { kind: "question", wording: "May we write?", covers: "everything" } as const;
    const change = { sources: [question], quietFrom: "21:00", quietTo: "08:00", cap: { messages: 2, days: 7 } };
    expect(await saveConsent(change)).toEqual({
      kind: "saved",
      changed: ["sources", "quietFrom", "quietTo", "cap"],
    });
    expect(await world.operator("/operator/consent/settings")).toMatchObject({
      sources: [question],
      quietHours: { from: "21:00", to: "08:00" },
      cap: { messages: 2, days: 7 },
    });
    const { cap: _, ...without } = (await ready(settingsConsent)).values;
    const { revision } = await ready(settingsConsent);
    await ask(settingsSaveConsent, {
      values: { ...without, quietFrom: "", quietTo: "" },
      revision,
      idempotencyKey: newKey(),
    });
    const after = await world.operator("/operator/consent/settings");
    expect(after).not.toHaveProperty("quietHours");
    expect(after).not.toHaveProperty("cap");
  });

  it("identity checks: another place is looked for at once, and the reason is told", async () => {
    const { values, revision } = await ready(settingsIdentity);
    const contacts = { values: { ...values, place: "contacts", fileDays: 30 }, revision, idempotencyKey: newKey() };
    expect(await ask(settingsSaveIdentity, contacts)).toEqual({ kind: "saved", changed: ["place", "fileDays"] });
    const chosen = await ready(settingsIdentity);
    expect(chosen).toMatchObject({ tier: "contact-and-note", why: expect.stringContaining("You chose") });
    const unknown = { ...values, place: "no_such_object" };
    await ask(settingsSaveIdentity, { values: unknown, revision: chosen.revision, idempotencyKey: newKey() });
    expect(await ready(settingsIdentity)).toMatchObject({
      values: { place: "no_such_object" },
      tier: "contact-and-note",
      why: expect.stringContaining("no_such_object"),
    });
  });
});

describe("privacy", () => {
  it("is changed with its bounds at the fields, and shows where data lies", async () => {
    const { values, revision, regions } = await ready(settingsPrivacy);
    expect(values).toEqual({ keep: "days", answerDays: 365, heldDays: 90, metaRegion: "" });
    expect(regions).toEqual({ hubspot: "eu1", differ: [] });
    const save = (change: object, of: string) =>
      ask(settingsSavePrivacy, { values: { ...values, ...change }, revision: of, idempotencyKey: newKey() });
    expect(await save({ answerDays: 0, heldDays: 6, metaRegion: "Germany" }, revision)).toMatchObject({
      kind: "wrong",
      fields: [{ field: "answerDays" }, { field: "heldDays" }, { field: "metaRegion" }],
    });
    expect(await save({ keep: "nothing", answerDays: 0, metaRegion: " de " }, revision)).toEqual({
      kind: "saved",
      changed: ["keep", "metaRegion"],
    });
    const after = await ready(settingsPrivacy);
    expect(after).toMatchObject({ values: { keep: "nothing", metaRegion: "DE" }, regions: { meta: "DE" } });
    expect(await save({ keep: "days", answerDays: 30, metaRegion: "" }, after.revision)).toMatchObject({
      kind: "saved",
      changed: ["keep", "answerDays", "metaRegion"],
    });
  });
});

describe("roles", () => {
  const grant = (id: string, ...rights: RolesValues["grants"][number]["rights"]) => ({
    to: { kind: "user" as const, id },
    rights,
  });

  it("who is given them may, and the trail says that roles changed", async () => {
    expect(await saveRoles({ grants: [grant(String(colleague.userId), "admin")] })).toMatchObject({ kind: "saved" });
    expect(await ready(settingsGeneral, colleague)).toMatchObject({ kind: "ready" });
    expect(await trail()).toEqual([{ actor: by, action: "roles-changed", subject: "roles:grants" }]);
  });

  it("nobody takes the role from themselves; another admin may", async () => {
    const mine = grant(String(colleague.userId), "admin");
    await saveRoles({ grants: [mine] });
    expect(await saveRoles({ grants: [] }, colleague)).toEqual({
      kind: "refused",
      code: "roles.locked_out",
      message: expect.stringContaining("another admin"),
    });
    expect((await ready(settingsRoles, colleague)).values.grants).toEqual([mine]);
    expect(await saveRoles({ grants: [] })).toMatchObject({ kind: "saved" });
    expect(await ask(settingsRoles, {}, colleague)).toMatchObject({ kind: "forbidden" });
  });
});

describe("connections", () => {
  const toolState = async (tool: string) =>
    (await ready(settingsConnections)).tools.find((one) => one.tool === tool)?.state;

  it("say how each stands; the tool's own page is reached by a link; one that is given up is gone", async () => {
    const { hubspot, whatsapp } = await ready(settingsConnections);
    expect(hubspot.capabilities.map(({ name }) => name)).toContain("answers");
    expect(whatsapp).toEqual([expect.objectContaining({ state: "ready", numbers: [expect.stringMatching(/^\+/)] })]);
    expect(await ask(settingsConnectTool, { tool: "surveymonkey" })).toMatchObject({ kind: "link" });
    const before = await toolState("typeform");
    expect(await ask(settingsDisconnect, { of: { what: "tool", tool: "typeform" }, idempotencyKey: newKey() })).toEqual(
      { kind: "done" },
    );
    expect([before, await toolState("typeform")]).toEqual([expect.any(String), "not-connected"]);
    const of = { what: "whatsapp", connectionId: whatsapp[0]?.connectionId };
    const press = { of, idempotencyKey: newKey() };
    expect(await ask(settingsDisconnect, press)).toEqual({ kind: "done" });
    expect(await ask(settingsDisconnect, press)).toEqual({ kind: "done" });
    expect((await ready(settingsConnections)).whatsapp).toEqual([]);
    expect((await ready(settingsNumbers)).accounts).toEqual([]);
    expect(await trail()).toEqual([
      { actor: by, action: "disconnected", subject: "typeform" },
      { actor: by, action: "disconnected", subject: whatsapp[0]?.connectionId },
    ]);
  });

  it("numbers: what is in the way, the key's age without the key, and which number writes", async () => {
    await world.publishForm("feedback");
    const [account] = (await ready(settingsNumbers)).accounts;
    if (!account) throw new Error("There is no account.");
    expect(account).toMatchObject({ state: "ready", defaultSender: account.numbers[0]?.id, rules: [] });
    expect(account.key).toMatchObject({ since: expect.any(String), until: expect.any(String), state: "settled" });
    expect(JSON.stringify(account)).not.toMatch(/PRIVATE|PUBLIC KEY|BEGIN/);
    const { connectionId } = account;
    const choose = (change: Body) => ask(settingsSender, { connectionId, idempotencyKey: newKey(), ...change });
    const senderId = account.numbers[0]?.id;
    expect(await choose({ senderId, country: "it" })).toEqual({ kind: "done" });
    expect((await ready(settingsNumbers)).accounts[0]?.rules).toEqual([{ country: "IT", senderId }]);
    expect(await choose({ senderId, country: "Italy" })).toMatchObject({ kind: "refused" });
    expect(await choose({ senderId: "999" })).toMatchObject({ kind: "refused" });
    expect(await choose({ country: "IT" })).toEqual({ kind: "done" });
    expect((await ready(settingsNumbers)).accounts[0]?.rules).toEqual([]);
  });
});

describe("secrets", () => {
  const add = { do: { what: "add", url: "http://127.0.0.1:14090/secret-path?key=1" } };

  it("a webhook's is told once and again only to the same press; at rest it is never in the open", async () => {
    const press = { ...add, idempotencyKey: newKey() };
    const made = await ask(settingsWebhookSecret, press);
    if (made.kind !== "secret") throw new Error(JSON.stringify(made));
    expect(await ask(settingsWebhookSecret, press)).toEqual(made);
    const { webhooks } = await ready(settingsWebhooks);
    expect(webhooks).toEqual([
      { id: expect.any(String), url: "http://127.0.0.1:14090/…", status: "active", gone: false },
    ]);
    const kept = JSON.stringify(await rows("select answer from page_actions"));
    expect(kept).not.toContain(made.secret);
    expect(kept).not.toContain(made.secret.replace(/^whsec_/, ""));
    const id = webhooks[0]?.id;
    const rotated = await ask(settingsWebhookSecret, { do: { what: "rotate", id }, idempotencyKey: newKey() });
    expect(rotated).toMatchObject({ kind: "secret", secret: expect.not.stringContaining(made.secret) });
    expect((await ready(settingsWebhooks)).webhooks[0]?.previousSecretUntil).toEqual(expect.any(String));
    const tooEarly = await ask(settingsWebhookSecret, { do: { what: "rotate", id }, idempotencyKey: newKey() });
    expect(tooEarly).toMatchObject({ kind: "error", code: "webhook.rotating" });
    for (const [what, status] of [
      ["disable", "disabled"],
      ["enable", "active"],
    ] as const) {
      expect(await ask(settingsWebhookSwitch, { id, what, idempotencyKey: newKey() })).toEqual({ kind: "done" });
      expect((await ready(settingsWebhooks)).webhooks[0]?.status).toBe(status);
    }
    expect(await ask(settingsWebhookTest, { id, idempotencyKey: newKey() })).toMatchObject({ kind: "not-delivered" });
    await ask(settingsWebhookSwitch, { id, what: "remove", idempotencyKey: newKey() });
    expect((await ready(settingsWebhooks)).webhooks).toEqual([]);
    expect(JSON.stringify(await trail())).not.toMatch(/127\.0|whsec/);
  });

  it("an address that may not be called is refused in words, and can be corrected", async () => {
    for (const url of ["https://169.254.169.254/", "nonsense", ""]) {
      const answer = await ask(settingsWebhookSecret, { do: { what: "add", url }, idempotencyKey: newKey() });
      expect([url, answer]).toEqual([url, { kind: "error", code: expect.any(String), message: expect.any(String) }]);
    }
    expect((await ready(settingsWebhooks)).webhooks).toEqual([]);
  });

  it("alerts: channels, a webhook with its secret once, and mutes", async () => {
    const { revision } = await ready(settingsAlerts);
    const values = { mail: "ops@example.com", task: true, taskOwner: "", everyHours: 12 };
    const saving = { values, revision, idempotencyKey: newKey() };
    expect(await ask(settingsSaveAlerts, saving)).toEqual({ kind: "saved", changed: ["mail", "task", "everyHours"] });
    expect(await ask(settingsSaveAlerts, { ...saving, idempotencyKey: newKey() })).toEqual({
      kind: "changed-meanwhile",
    });
    const url = "http://127.0.0.1:14090/alerts?key=2";
    const made = await ask(settingsAlertWebhook, { do: { what: "set", url }, idempotencyKey: newKey() });
    expect(made).toMatchObject({ kind: "secret" });
    const mute = { what: "mute", kind: "form_changed", days: 7 };
    expect(await ask(settingsAlertSwitch, { do: mute, idempotencyKey: newKey() })).toEqual({ kind: "done" });
    const shown = await ready(settingsAlerts);
    expect(shown).toMatchObject({
      values,
      webhook: { origin: "http://127.0.0.1:14090" },
      mutes: [{ kind: "form_changed" }],
    });
    expect(JSON.stringify(shown)).not.toMatch(/whsec|key=2/);
    const renewed = await ask(settingsAlertWebhook, { do: { what: "new-secret" }, idempotencyKey: newKey() });
    expect(renewed).toMatchObject({ kind: "secret" });
    expect(renewed).not.toEqual(made);
    await ask(settingsAlertSwitch, { do: { ...mute, days: 0 }, idempotencyKey: newKey() });
    await ask(settingsAlertSwitch, { do: { what: "end-webhook" }, idempotencyKey: newKey() });
    const ended = await ready(settingsAlerts);
    expect(ended.mutes).toEqual([]);
    expect(ended).not.toHaveProperty("webhook");
  });
});

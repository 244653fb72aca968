/** Connecting accounts of form tools, and reading forms from them, through the operator's doors. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type GoogleStandIn, startGoogle } from "../../../sandbox/google/index.ts";
import { type SurveyMonkeyStandIn, startSurveyMonkey } from "../../../sandbox/surveymonkey/index.ts";
import { startTypeform, type TypeformStandIn } from "../../../sandbox/typeform/index.ts";
import { apiForm, pageOf, type TestItem } from "../../connectors/google-forms/forms.ts";
import { type Harness, portalId, startHarness } from "../harness.ts";

const baseUrl = "https://flows.example.com";
const callback = (tool: string) => `${baseUrl}/oauth/forms/${tool}/callback`;
const appOf = (tool: string) => ({
  clientId: `${tool}-id`,
  clientSecret: `${tool}-secret`,
  redirectUris: [callback(tool)],
});

const typeformForm = (id: string, title: string) => ({
  id,
  title,
  last_updated_at: "2026-03-01T10:00:00Z",
  fields: [
    { id: "a", ref: "a", type: "short_text", title: "Your name", properties: {}, validations: { required: true } },
  ],
});
const items: TestItem[] = [
  { kind: "text", id: 10, title: "How old are you?", required: true, check: [1, 7, ["18", "99"]] },
];
const publishedId = "1FAIpQLSdPublicPageOfTheForm";

let typeform: TypeformStandIn;
let google: GoogleStandIn;
let surveymonkey: SurveyMonkeyStandIn;
let world: Harness;
let passed: number;
const now = () => Date.now() + passed;

beforeEach(async () => {
  passed = 0;
  typeform = await startTypeform({
    app: appOf("typeform"),
    forms: [typeformForm("abcd", "Feedback"), typeformForm("efgh", "Order")],
    now,
  });
  google = await startGoogle({
    app: appOf("google-forms"),
    now,
    files: [
      {
        definition: {
          ...apiForm(items, { responderUri: `https://docs.google.com/forms/d/e/${publishedId}/viewform` }),
          formId: "google-form-id",
          info: { title: "Age" },
        },
        modifiedTime: "2026-03-01T10:00:00Z",
        publishedId,
        pageData: pageOf(items, { publishedId: `e/${publishedId}` }),
      },
    ],
  });
  const survey = {
    id: "4711",
    title: "Survey",
    pages: [
      { id: "1", questions: [{ id: "2", family: "open_ended", subtype: "single", headings: [{ heading: "Why?" }] }] },
    ],
  };
  surveymonkey = await startSurveyMonkey({
    app: appOf("surveymonkey"),
    surveys: [survey],
    limits: { minute: 120, day: 4 },
    now,
  });
  world = await startHarness(undefined, {
    fetch,
    settings: {
      TYPEFORM_CLIENT_ID: "typeform-id",
      TYPEFORM_CLIENT_SECRET: "typeform-secret",
      TYPEFORM_API_BASE: typeform.url,
      GOOGLE_CLIENT_ID: "google-forms-id",
      GOOGLE_CLIENT_SECRET: "google-forms-secret",
      GOOGLE_ACCOUNTS_BASE: google.url,
      GOOGLE_TOKEN_BASE: google.url,
      GOOGLE_DRIVE_BASE: google.url,
      GOOGLE_FORMS_BASE: google.url,
      GOOGLE_DOCS_BASE: google.url,
      SURVEYMONKEY_CLIENT_ID: "surveymonkey-id",
      SURVEYMONKEY_CLIENT_SECRET: "surveymonkey-secret",
      SURVEYMONKEY_API_BASE: surveymonkey.url,
    },
  });
});
afterEach(async () => {
  await world.close();
  await Promise.all([typeform.close(), google.close(), surveymonkey.close()]);
});

function passTime(ms: number): void {
  passed += ms;
  world.passTime(ms);
}

const hour = 3_600_000;
const grantsOf = {
  typeform: () => typeform.grants,
  "google-forms": () => google.grants,
  surveymonkey: () => surveymonkey.grants,
};
type ToolName = keyof typeof grantsOf;

const connect = (tool: ToolName, accessToken = grantsOf[tool]().personalToken()) =>
  world.operator("forms/connect", { tool, accessToken });
const list = (tool: ToolName, more: Record<string, unknown> = {}) => world.operator("forms/list", { tool, ...more });
const draft = (tool: string, formId: string) => world.operator("draft", { source: { tool, formId } });
const statuses = async () => (await world.operator("forms", {})) as { tools: { tool: string; status: string }[] };

/** As a person does: the link, the tool's consent page, and back. */
async function authorise(
  tool: ToolName,
  change: (back: URL) => void = () => undefined,
): Promise<{ status: number; text: string }> {
  const { back, cookie } = await consented(tool);
  change(back);
  return comeBack(back, cookie);
}

async function consented(tool: ToolName): Promise<{ back: URL; cookie: string }> {
  const { url } = (await world.operator("forms/authorise", { tool })) as { url: string };
  const begun = await fetch(url.replace(baseUrl, world.url), { redirect: "manual" });
  const cookie = begun.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/; Path=\/oauth; .*HttpOnly; Secure; SameSite=Lax/);
  const back = new URL(
    grantsOf[tool]()
      .consent(begun.headers.get("location") ?? "")
      .replace(baseUrl, world.url),
  );
  return { back, cookie: cookie.split(";")[0] ?? "" };
}

async function comeBack(back: URL, cookie: string): Promise<{ status: number; text: string }> {
  const response = await fetch(back, { headers: { cookie } });
  return { status: response.status, text: await response.text() };
}

describe("connecting an account", () => {
  it.each(["typeform", "google-forms", "surveymonkey"] as const)(
    "of %s with a token: tried first, then sealed",
    async (tool) => {
      expect(await connect(tool, "a-wrong-token")).toMatchObject({ kind: "refused" });
      expect((await statuses()).tools).toEqual([]);
      const token = grantsOf[tool]().personalToken();
      expect(await connect(tool, token)).toEqual({ kind: "connected", tool });
      expect((await statuses()).tools).toMatchObject([{ tool, status: "active" }]);
      const rows = await world.context.store
        .of(portalId)
        .all(world.context.store.of(portalId).db.selectFrom("connections").selectAll());
      expect(JSON.stringify(rows)).not.toContain(token);
      expect(await world.operator("forms/disconnect", { tool })).toMatchObject({ kind: "disconnected" });
      expect(await list(tool)).toMatchObject({ kind: "refused", code: "forms.not_connected" });
    },
  );

  it("knows the regions of a tool, and no other host", async () => {
    const asked = { tool: "typeform", accessToken: "x", region: "https://evil.example" };
    expect(await world.operator("forms/connect", asked)).toMatchObject({
      kind: "refused",
      code: "forms.region_unknown",
    });
    expect(typeform.standIn.exchanges).toEqual([]);
  });

  it.each(["typeform", "google-forms", "surveymonkey"] as const)("of %s over its consent page", async (tool) => {
    const { status, text } = await authorise(tool);
    expect([status, text]).toEqual([200, expect.stringContaining(`HubSpot account ${portalId}`)]);
    expect(await list(tool)).toMatchObject({
      kind: "forms",
      forms: [expect.anything()].concat(tool === "typeform" ? [expect.anything()] : []),
    });
  });

  it.each([
    [
      "a changed state",
      (back: URL) => back.searchParams.set("state", `AAAA${back.searchParams.get("state")?.slice(4)}`),
      400,
    ],
    ["the state of another tool", (back: URL) => (back.pathname = "/oauth/forms/google-forms/callback"), 400],
    ["a refusal", (back: URL) => back.searchParams.delete("code"), 400],
    ["a code that is not good", (back: URL) => back.searchParams.set("code", "another"), 502],
    ["a tool that there is not", (back: URL) => (back.pathname = "/oauth/forms/paper/callback"), 404],
  ])("is not done by %s", async (_, change, expected) => {
    expect((await authorise("typeform", change)).status).toBe(expected);
    expect((await statuses()).tools).toEqual([]);
  });

  it("is not done by a link that is too old", async () => {
    const { status } = await authorise("typeform", () => passTime(hour));
    expect(status).toBe(400);
    const { url } = (await world.operator("forms/authorise", { tool: "typeform" })) as { url: string };
    passTime(hour);
    expect((await fetch(url.replace(baseUrl, world.url), { redirect: "manual" })).status).toBe(400);
  });

  it("is done once, by the browser that began, and by no state of another purpose", async () => {
    const { back, cookie } = await consented("typeform");
    const [name = ""] = cookie.split("=");
    const other = await consented("typeform");
    for (const wrong of ["", `${name}=another`, other.cookie]) {
      expect(await comeBack(back, wrong)).toMatchObject({ status: 400, text: expect.stringMatching(/in the browser/) });
    }
    expect((await statuses()).tools).toEqual([]);
    expect((await comeBack(back, cookie)).status).toBe(200);
    expect((await comeBack(back, cookie)).status).toBe(400);
    expect((await statuses()).tools).toMatchObject([{ tool: "typeform", status: "active" }]);
    // Another tool's state is none here, whatever the cookie says.
    const google = await consented("google-forms");
    back.searchParams.set("state", google.back.searchParams.get("state") ?? "");
    const forged = google.cookie.replace(/^[^=]+/, name);
    expect((await comeBack(back, forged)).status).toBe(400);
  });

  it("begins by a link that this server made for this tool, and by no other", async () => {
    const { url } = (await world.operator("forms/authorise", { tool: "typeform" })) as { url: string };
    const link = new URL(url.replace(baseUrl, world.url));
    const open = async (change: (link: URL) => void) => {
      const changed = new URL(link);
      change(changed);
      return (await fetch(changed, { redirect: "manual" })).status;
    };
    expect(await open((each) => (each.pathname = "/oauth/accounts/surveymonkey"))).toBe(400);
    expect(await open((each) => each.searchParams.set("ticket", `AAAA${each.searchParams.get("ticket")}`))).toBe(400);
    expect(await open((each) => each.searchParams.delete("ticket"))).toBe(400);
    expect(await open((each) => (each.pathname = "/oauth/accounts/paper"))).toBe(404);
    expect(await open(() => undefined)).toBe(302);
  });
});

describe("tokens of form tools", () => {
  const renewals = () =>
    typeform.standIn.exchanges.filter(
      ({ path, requestBody }) => path === "/oauth/token" && requestBody.includes("refresh_token"),
    ).length;

  it("are renewed ahead of their end, once however many ask", async () => {
    await authorise("typeform");
    passTime(7 * 24 * hour - 60_000);
    const answers = await Promise.all([list("typeform"), list("typeform"), draft("typeform", "abcd")]);
    expect(answers).toMatchObject([{ kind: "forms" }, { kind: "forms" }, { kind: "drafted" }]);
    expect(renewals()).toBe(1);
    // Typeform's refresh token worked once: only the new one brings the next.
    passTime(7 * 24 * hour);
    expect(await list("typeform")).toMatchObject({ kind: "forms" });
    expect(renewals()).toBe(2);
  });

  it("are renewed when the tool does not take them although they should be good", async () => {
    await authorise("typeform");
    typeform.grants.expireAll();
    expect(await list("typeform")).toMatchObject({ kind: "forms" });
    expect(renewals()).toBe(1);
  });

  it.each(["typeform", "google-forms", "surveymonkey"] as const)(
    "of %s that were withdrawn are marked, until somebody connects again",
    async (tool) => {
      await authorise(tool);
      grantsOf[tool]().withdraw();
      expect(await list(tool)).toMatchObject({ kind: "refused", message: expect.stringMatching(/[Cc]onnect/) });
      expect((await statuses()).tools).toMatchObject([{ tool, status: "refused" }]);
      expect(await list(tool)).toMatchObject({ kind: "refused", code: "forms.not_connected" });
      await authorise(tool);
      expect(await list(tool)).toMatchObject({ kind: "forms" });
    },
  );

  it("stay as they are while the tool is failing", async () => {
    await authorise("typeform");
    passTime(7 * 24 * hour);
    typeform.standIn.failNext({ path: /^\/oauth\/token/, answer: { kind: "status", status: 503 } });
    expect(await list("typeform")).toMatchObject({ kind: "refused", code: "typeform.unavailable" });
    expect(await list("typeform")).toMatchObject({ kind: "forms" });
  });
});

describe("importing a form", () => {
  it("of Typeform by its id, or without any account by the link of a public form", async () => {
    typeform.forms.set("pub1", { ...typeformForm("pub1", "Public"), settings: { is_public: true } });
    expect(await draft("typeform", "https://shop.typeform.com/to/pub1")).toMatchObject({ kind: "drafted" });
    expect(await draft("typeform", "https://shop.typeform.com/to/abcd")).toMatchObject({
      kind: "refused",
      code: "forms.not_connected",
    });
    await connect("typeform");
    expect(await draft("typeform", "https://shop.typeform.com/to/abcd")).toMatchObject({ kind: "drafted" });
    expect(await draft("typeform", "none")).toMatchObject({ kind: "refused", code: "typeform.not_found" });
    expect(await draft("typeform", "https://example.com/abcd")).toMatchObject({
      kind: "refused",
      code: "forms.not_a_form_link",
    });
  });

  it("of Google brings the checks that only its public page has", async () => {
    await connect("google-forms");
    const drafted = await draft("google-forms", "https://docs.google.com/forms/d/google-form-id/edit");
    expect(drafted).toMatchObject({ kind: "drafted", compiled: { report: { notices: [] } } });
    expect(JSON.stringify(drafted)).toContain("18 – 99");
    // The public page is asked as anybody asks it: without the account's token.
    const page = google.standIn.exchanges.find(({ path }) => path.endsWith("/viewform"));
    expect(page?.requestHeaders).not.toHaveProperty("authorization");
  });

  it("of Google goes on without the page where it asks to sign in", async () => {
    await connect("google-forms");
    const [file] = google.files.values();
    if (file) google.files.set("google-form-id", { ...file, pageData: undefined });
    expect(await draft("google-forms", "google-form-id")).toMatchObject({
      kind: "drafted",
      compiled: { report: { notices: [{ code: "gf.validation_hidden" }] } },
    });
    expect(await draft("google-forms", `https://docs.google.com/forms/d/e/${publishedId}/viewform`)).toMatchObject({
      kind: "refused",
      code: "google.no_page_data",
    });
  });

  it("of Google by the link of its public page needs no account", async () => {
    expect(
      await draft("google-forms", `https://docs.google.com/forms/d/e/${publishedId}/viewform?usp=sf_link`),
    ).toMatchObject({ kind: "drafted" });
  });

  it("of SurveyMonkey by its id", async () => {
    await connect("surveymonkey");
    expect(await draft("surveymonkey", "4711")).toMatchObject({ kind: "drafted" });
  });
});

describe("lists of forms", () => {
  it("are searched, and read page by page", async () => {
    await connect("typeform");
    expect(await list("typeform", { search: "feed" })).toMatchObject({ forms: [{ id: "abcd", title: "Feedback" }] });
    const first = (await list("typeform", { limit: 1 })) as { next: string; forms: { id: string }[] };
    const second = (await list("typeform", { limit: 1, after: first.next })) as {
      next?: string;
      forms: { id: string }[];
    };
    expect([...first.forms, ...second.forms].map(({ id }) => id)).toEqual(["abcd", "efgh"]);
    expect(second.next).toBeUndefined();
  });

  it("of SurveyMonkey stop before its quota is overrun, and go on the next day", async () => {
    await connect("surveymonkey");
    for (let call = 0; call < 3; call += 1) expect(await list("surveymonkey")).toMatchObject({ kind: "forms" });
    expect(await world.operator("forms", {})).toMatchObject({ surveymonkeyCalls: { day: { limit: 4, remaining: 0 } } });
    const asked = surveymonkey.standIn.exchanges.length;
    expect(await list("surveymonkey")).toMatchObject({ kind: "refused", code: "surveymonkey.quota_used" });
    expect(surveymonkey.standIn.exchanges).toHaveLength(asked);
    passTime(24 * hour);
    expect(await list("surveymonkey")).toMatchObject({ kind: "forms" });
  });
});

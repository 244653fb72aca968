/** Installing in HubSpot: once per state, in one browser, within ten minutes; and again without losing anything. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sandboxClientId } from "../../cli/sandbox-world.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { bytesOf, readable, rowsOf } from "./database.ts";
import { addSecondBusiness, second } from "./second-portal.ts";
import { consultationAnswers, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
  addSecondBusiness(world);
});
afterEach(() => world.close());

const portals = async (): Promise<string[]> =>
  Object(await world.operator("/operator/portals")).map(({ id }: { id: string }) => id);
const onlyFirst = [String(demoPortal.id)];

/** From our link to HubSpot's answer, not yet followed. */
async function upToTheAnswer(decision: "allow" | "refuse" = "allow"): Promise<{ cookie: string; back: string }> {
  const begun = await fetch(`${world.url}/oauth/install`, { redirect: "manual" });
  expect(begun.status).toBe(302);
  const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect(begun.headers.get("set-cookie")).toMatch(/HttpOnly/i);
  return { cookie, back: await world.hubspot.consent(begun.headers.get("location") ?? "", second.portalId, decision) };
}

const follow = (back: string, cookie: string) => fetch(back, { headers: { cookie } });

describe("the state", () => {
  it("installs once: the portal is there, with our contact properties in HubSpot", async () => {
    const { back, cookie } = await upToTheAnswer();
    const page = await follow(back, cookie);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Installed");
    expect(await portals()).toContain(String(second.portalId));
    const { catalogue } = world.hubspot.portal(second.portalId).contacts;
    expect(catalogue.get("flowella_wa_id")).toMatchObject({ hasUniqueValue: true });

    const again = await follow(back, cookie);
    expect([again.status, await again.text()]).toEqual([400, expect.stringContaining("used before")]);
  });

  it("installs once even when its answer comes twice at once", async () => {
    const { back, cookie } = await upToTheAnswer();
    const answers = await Promise.all([follow(back, cookie), follow(back, cookie)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it("belongs to the browser that began", async () => {
    const { back, cookie } = await upToTheAnswer();
    const other = await upToTheAnswer();
    for (const wrong of ["", other.cookie, `${cookie}x`]) {
      const page = await follow(back, wrong);
      expect([page.status, await page.text()]).toEqual([400, expect.stringContaining("another browser")]);
    }
    expect(await portals()).toEqual(onlyFirst);
    expect((await follow(back, cookie)).status).toBe(200);
  });

  it("ends after ten minutes", async () => {
    const { back, cookie } = await upToTheAnswer();
    world.passTime(10 * 60_000 + 1_000);
    const page = await follow(back, cookie);
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining("too old")]);
    expect(await portals()).toEqual(onlyFirst);
  });

  it("made up by somebody installs nothing", async () => {
    const { back } = await upToTheAnswer();
    const forged = new URL(back);
    forged.searchParams.set("state", "made-up-by-somebody");
    const page = await follow(forged.href, "flowella_install=made-up-by-somebody");
    expect(page.status).toBe(400);
    expect(await portals()).toEqual(onlyFirst);
  });
});

describe("when it does not work", () => {
  it("a refusal on the consent page is said, and nothing is installed", async () => {
    const { back, cookie } = await upToTheAnswer("refuse");
    const page = await follow(back, cookie);
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining("refused the request")]);
    expect(await portals()).toEqual(onlyFirst);
  });

  it("what a link says is shown as text, never as a page of its own", async () => {
    const page = await fetch(
      `${world.url}/oauth/callback?error_description=${encodeURIComponent("<img src=x onerror=1>")}`,
    );
    expect(page.status).toBe(400);
    expect(await page.text()).not.toContain("<img");
    expect(page.headers.get("content-security-policy")).toMatch(/script-src 'none'/);
  });

  it("HubSpot's failing is said, and starting again works", async () => {
    world.hubspot.api.failNext({ path: /\/oauth\/2026-03\/token$/, answer: { kind: "status", status: 503 } });
    const { back, cookie } = await upToTheAnswer();
    const page = await follow(back, cookie);
    expect([page.status, await page.text()]).toEqual([502, expect.stringContaining("HubSpot is failing")]);
    expect(await portals()).toEqual(onlyFirst);
    expect((await world.install(second.portalId)).status).toBe(200);
  });
});

describe("installing again", () => {
  it("renews the tokens and keeps settings, people, Flows and connections", async () => {
    const flow = await world.publishForm("consultation");
    const customer = world.stranger();
    await world.fillIn(flow, customer, consultationAnswers);
    await world.deliver();
    world.hubspot.uninstall(sandboxClientId, demoPortal.id);
    expect((await world.install()).status).toBe(200);

    // The number alone would not find the contact: it is known from before.
    const made = world.portal().contacts.list().at(-1);
    world.portal().contacts.update(made?.id ?? "", { flowella_wa_id: "", phone: "" });
    await world.fillIn(flow, customer, { ...consultationAnswers, consultation_topic: "office", email: "n@ew.example" });
    await world.deliver();
    expect((await world.submissions()).map(({ rung }) => rung)).toEqual(["identity", "made"]);
    expect(world.portal().contacts.need(made?.id ?? "").properties).toMatchObject({ consultation_topic: "office" });
    // Settings: the customer's local number is still read as an Italian one.
    expect((await world.card(world.facts.customer.contactId)).contact.reachable).toBe("yes");
    expect(await portals()).toEqual(onlyFirst);
    expect((await world.publishForm("consultation")).metaFlowId).toBe(flow.metaFlowId);
  });

  it("one portal's installation changes nothing for another", async () => {
    await world.install(second.portalId);
    world.hubspot.uninstall(sandboxClientId, second.portalId);
    const flow = await world.publishForm("consultation");
    expect(flow.kind).toBe("published");
    const elsewhere = { portalId: String(second.portalId), flowId: flow.flowId, to: { phone: "+393205550001" } };
    expect(await world.operator("/operator/send", { ...elsewhere, idempotencyKey: "of-another-portal" })).toMatchObject(
      {
        kind: "refused",
        code: "FLOW_NOT_PUBLISHED",
      },
    );
  });
});

it("who installed is kept, and neither that nor a token or secret can be read in the file", async () => {
  const tokens = world.hubspot.install(sandboxClientId, demoPortal.id);
  await world.publishForm("consultation");
  await world.stop();
  expect(rowsOf(world.databaseFile, "select installer_sealed from portals")).toEqual([
    { installer_sealed: expect.stringMatching(/^v1\./) },
  ]);
  const [user] = demoPortal.users;
  const issued = world.hubspot.api.exchanges
    .filter(({ path, responseBody }) => path === "/oauth/2026-03/token" && responseBody.includes("access_token"))
    .flatMap(({ responseBody }) => Object.values(JSON.parse(responseBody)).filter((value) => typeof value === "string"))
    .filter((value) => value.length > 20);
  expect(issued.length).toBeGreaterThan(1);
  const apps = [...world.whatsapp.state.apps.values()].map(({ secret }) => secret);
  const system = [...world.whatsapp.state.tokens.keys()];
  const verify = [...world.whatsapp.state.apps.values()].flatMap(({ subscription }) => subscription?.verifyToken ?? []);
  const secrets = [user.email, user.email.split("@")[0] ?? "", ...issued, ...apps, ...system, ...verify, "PRIVATE KEY"];
  const bytes = await bytesOf(world.databaseFile);
  expect(readable(bytes, secrets)).toEqual([]);
  // The search itself finds what is there.
  expect(readable(bytes, [String(demoPortal.id), "Request a consultation"])).toHaveLength(2);
  expect(tokens.accessToken).not.toBe("");
  await world.start();
});

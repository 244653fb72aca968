/** From the install link to the app's page in a real browser, and every page that stands on the way or beside it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { z } from "zod";
import { sandboxClientId } from "../../cli/sandbox-world.ts";
import { requiredScopes, scopeReasons } from "../../core/portal/scopes.ts";
import { demoPortal } from "../../sandbox/hubspot/index.ts";
import { refusalPage } from "../../server/http/install-pages.ts";
import { launchBrowser } from "../browser.ts";
import { expectRightLooks } from "./page-looks.ts";
import { addSecondBusiness, second } from "./second-portal.ts";
import { startWorld, type World } from "./world.ts";

let browser: Browser;
let world: World;
let person: BrowserContext;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await startWorld();
  addSecondBusiness(world);
  person = await browser.newContext();
  page = await person.newPage();
});
afterEach(async () => {
  await person.close();
  await world.close();
});

/** Through HubSpot's page, as somebody of that account; the page says what was clicked there. */
async function install(
  click: string | RegExp = "Allow",
  portalId: number = second.portalId,
  query = "",
): Promise<void> {
  await page.goto(`${world.url}/oauth/install${query}`);
  await page.getByRole("radio", { name: `(${portalId})` }).check();
  if (!["Allow", "Refuse"].includes(String(click))) await page.getByText("let it go wrong").click();
  await page.getByRole("button", { name: click, exact: true }).click();
}

const title = () => page.getByRole("heading", { level: 1 }).textContent();
const linkSchema = z.object({ url: z.string() });
async function openPage(portalId: number = demoPortal.id): Promise<void> {
  const asked = { page: "hubspot", portalId: String(portalId) };
  await page.goto(linkSchema.parse(await world.operator("/operator/connect/link", asked)).url);
}

describe("installing", () => {
  it("ends on a page that leads into HubSpot, and does not mind being reloaded", async () => {
    await install();
    expect(await title()).toBe("Installed");
    const href = await page.getByRole("link", { name: "Open Flowella in HubSpot" }).getAttribute("href");
    expect(href).toBe(`https://app-eu1.hubspot.com/app/${second.portalId}/7700001`);
    await expectRightLooks(page, "installed");
    await page.reload();
    expect(await title()).toBe("This installation is over");
    await expectRightLooks(page, "install-replayed");
    await install();
    expect(await title()).toBe("Installed again");
    await expectRightLooks(page, "installed-again");
  });

  it("says on the same page what could not be made", async () => {
    const { catalogue } = world.hubspot.portal(second.portalId).contacts;
    const [email] = catalogue.list();
    if (!email) throw new Error("The stand-in has no properties.");
    catalogue.add({ ...email, name: "flowella_last_score", type: "string", hasUniqueValue: false });
    await install();
    await page.getByText("One thing needs you").waitFor();
    await expectRightLooks(page, "installed-with-problems", { dark: true });
  });

  it.each([
    ["Refuse", "The request was refused", "install-denied"],
    ["Leave out a required permission", "Some permissions are missing", "install-scopes-missing"],
    ["HubSpot fails", "HubSpot did not allow it", "install-hubspot-refused"],
  ])("%s: the page says so, and starting again from it works", async (click, expected, name) => {
    await install(click);
    expect(await title()).toBe(expected);
    await expectRightLooks(page, name);
    await page.getByRole("link", { name: "Start again" }).click();
    await page.getByRole("radio", { name: `(${second.portalId})` }).check();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    expect(await title()).toBe("Installed");
  });

  it("in an account whose tier lacks it, or in another account than the link's", async () => {
    world.hubspot.addPortal({ ...demoPortal, id: 7_001, name: "Small", unavailableScopes: ["forms"] });
    await install("Allow", 7_001);
    expect(await title()).toBe("This account cannot give what Flowella needs");
    await expectRightLooks(page, "install-scopes-unavailable");

    await page.goto(`${world.url}/oauth/install?portal=7001`);
    await page.goto(page.url().replace("/oauth/7001/", "/oauth/"));
    await page.getByRole("radio", { name: `(${second.portalId})` }).check();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    expect(await title()).toBe("That was another HubSpot account");
    await expectRightLooks(page, "install-other-portal");
  });

  it("when it takes too long, in another browser, with a wrong link, or while HubSpot fails", async () => {
    await page.goto(`${world.url}/oauth/install`);
    world.passTime(10 * 60_000 + 1_000);
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    expect(await title()).toBe("That took too long");
    await expectRightLooks(page, "install-expired");

    await page.goto(`${world.url}/oauth/install`);
    await person.clearCookies();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    expect(await title()).toBe("Started in another browser");
    await expectRightLooks(page, "install-other-browser");

    await page.goto(`${world.url}/oauth/callback`);
    expect(await title()).toBe("HubSpot sent no permission along");
    await expectRightLooks(page, "install-no-answer");

    await person.addCookies([{ name: "flowella_install", value: "made-up", url: `${world.url}/oauth` }]);
    await page.goto(`${world.url}/oauth/callback?state=made-up&code=1`);
    expect(await title()).toBe("This installation did not begin here");
    await expectRightLooks(page, "install-unknown");

    world.hubspot.api.failNext({ path: /\/oauth\/2026-03\/token$/, answer: { kind: "status", status: 503 } });
    await install();
    expect(await title()).toBe("HubSpot did not answer as it should");
    await expectRightLooks(page, "install-hubspot-failing");

    const refused = { status: "BAD_AUTH_CODE", message: "no", error: "invalid_grant" };
    const answer = { kind: "status" as const, status: 400, body: refused };
    world.hubspot.api.failNext({ path: /\/oauth\/2026-03\/token$/, answer });
    await install();
    expect(await title()).toBe("HubSpot's code was used before");
    await expectRightLooks(page, "install-code-used");

    world.hubspot.rotateSecret(sandboxClientId, "another");
    await install();
    expect(await title()).toBe("Flowella's own settings are wrong");
    await expectRightLooks(page, "install-app-settings");
  });

  it.each(["being_erased", "internal"] as const)("in a state that takes 30 days or a mistake: %s", async (reason) => {
    const { status, html } = refusalPage({ reason }, world.url);
    expect(status).toBeGreaterThanOrEqual(400);
    await page.setContent(html);
    await expectRightLooks(page, `install-${reason.replace("_", "-")}`);
  });

  it("by somebody who may not: HubSpot says so, and our page has a link to forward that works", async () => {
    await install("As somebody who may not install");
    await page.getByText("super admin").first().waitFor();
    await page.goto(`${world.url}/oauth/ask-admin?portal=${second.portalId}`);
    await expectRightLooks(page, "ask-admin", { dark: true });
    const link = await page.locator(".copy").textContent();
    await page.goto(link ?? "");
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    expect(await title()).toBe("Installed");
  });
});

describe("the page about what works", () => {
  it("opens by its link once, shows the table, repairs, and disconnects", async () => {
    await openPage();
    const opened = page.url();
    expect(new URL(opened).pathname).toBe("/connect/hubspot");
    await expectRightLooks(page, "works");

    const { catalogue } = world.portal().contacts;
    catalogue.forget("flowella_consent");
    const status = catalogue.get("flowella_last_status");
    if (status) catalogue.replace({ ...status, archived: true });
    await page.getByRole("button", { name: "Look again and repair" }).click();
    await page.getByText("Looked again: one thing still needs you.").waitFor();
    expect(catalogue.get("flowella_consent")).toBeDefined();
    await expectRightLooks(page, "works-with-problems", { dark: true });

    if (status) catalogue.replace(status);
    await page.getByRole("button", { name: "Look again and repair" }).click();
    await page.getByText("Looked again: nothing is missing.").waitFor();

    world.hubspot.api.failNext({ path: /external-install/, answer: { kind: "status", status: 503 } });
    await page.getByText("Disconnect Flowella from this account").click();
    await expectRightLooks(page, "disconnect-asked", { dark: true });
    await page.getByRole("button", { name: /Disconnect account/ }).click();
    expect(await title()).toBe("That did not work");
    await expectRightLooks(page, "disconnect-failed");
    await page.getByRole("link", { name: "Back" }).click();
    await page.getByText("Disconnect Flowella from this account").click();
    await page.getByRole("button", { name: /Disconnect account/ }).click();
    expect(await title()).toBe("Disconnected");
    await expectRightLooks(page, "disconnected");
    await page.goto(opened);
    expect(await title()).toBe("Your time on this page is over");
    await expectRightLooks(page, "session-over");
  });

  it("of an account that granted the least says what each missing permission would bring", async () => {
    const unavailableScopes = [
      "crm.schemas.custom.read",
      "crm.schemas.custom.write",
      "crm.objects.custom.read",
      "crm.objects.custom.write",
      "automation",
    ];
    world.hubspot.addPortal({ ...demoPortal, id: 7_002, name: "Starter", accountType: "SANDBOX", unavailableScopes });
    await install("Allow nothing optional", 7_002);
    await openPage(7_002);
    await page.getByText(`Permissions: ${requiredScopes.length} of ${scopeReasons.length} granted`).click();
    await expectRightLooks(page, "works-in-part", { dark: true });
    for (const name of ["Workflows", "Lists of who agreed", "Identity checks"]) {
      const header = page.getByRole("rowheader", { name, exact: true });
      expect(await page.getByRole("row").filter({ has: header }).textContent()).toContain("To do:");
    }
  });

  it("is not opened by links that are used, too old, not ours, or of a portal that left", async () => {
    const asked = { page: "hubspot" };
    const { url } = linkSchema.parse(await world.operator("/operator/connect/link", asked));
    await page.goto(url);
    await page.goto(url);
    expect(await title()).toBe("This link was opened before");
    await expectRightLooks(page, "link-used");
    const old = linkSchema.parse(await world.operator("/operator/connect/link", asked));
    world.passTime(10 * 60_000 + 1);
    await page.goto(old.url);
    expect(await title()).toBe("This link is too old");
    await expectRightLooks(page, "link-expired");
    await page.goto(`${world.url}/connect/open/nonsense`);
    expect(await title()).toBe("This link is not complete");
    await expectRightLooks(page, "link-unknown");
    const gone = linkSchema.parse(await world.operator("/operator/connect/link", asked));
    await world.operator("/operator/connect/disconnect");
    await page.goto(gone.url);
    expect(await title()).toBe("Flowella is not connected to this account");
    await expectRightLooks(page, "link-departed");
  });
});

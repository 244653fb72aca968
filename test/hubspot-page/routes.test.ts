/** What the page asks of the stand-in, asked without a page: HubSpot's rules for a card's calls, and nothing for strangers. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { verifyCaller } from "../../connectors/hubspot/index.ts";
import { STARTING } from "../phone-page/world.ts";
import { clientSecret, type GalleryWorld, origin, startGallery } from "./gallery-world.ts";

let world: GalleryWorld;
beforeAll(async () => {
  world = await startGallery();
}, STARTING);
afterAll(() => world.close());

const at = (path: string) => `${world.hubspot.apiUrl}/_sandbox/hubspot/${world.portalId}${path}`;
async function ask(asked: object, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ userId: 61_200_481, ...asked });
  const response = await fetch(at("/fetch"), { method: "POST", headers, body });
  return { status: response.status, body: await response.json() };
}

describe("the account page's own routes", () => {
  it("serve one document for every view, with a policy that lets nothing inline in", async () => {
    for (const path of ["/contacts", "/contacts/123", "/app", "/app/dishes/7", "/settings"]) {
      const response = await fetch(at(path));
      expect(response.status).toBe(200);
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      const html = await response.text();
      for (const [, part = ""] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g))
        expect((await fetch(`${world.hubspot.apiUrl}${part}`)).status).toBe(200);
    }
  });

  it("give each extension a script of a worker, which has no network of its own", async () => {
    const response = await fetch(at("/extensions/gallery.js"));
    expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; script-src 'self'");
    expect(await response.text()).toMatch(/They keep for months/);
    expect((await fetch(at("/extensions/nothing.js"))).status).toBe(404);
  });

  it("know no account, contact or person that is not there", async () => {
    const { apiUrl } = world.hubspot;
    expect((await fetch(`${apiUrl}/_sandbox/hubspot/999/contacts`)).status).toBe(404);
    expect((await fetch(`${apiUrl}/_sandbox/hubspot/999/account`)).status).toBe(404);
    expect((await fetch(at("/records/99999999"))).status).toBe(404);
    expect((await ask({ userId: 1, url: `${origin}/` })).status).toBe(404);
  });

  it("refuse other pages and malformed questions", async () => {
    const before = world.asked.length;
    expect((await ask({ url: `${origin}/` }, { origin: "https://evil.example" })).status).toBe(403);
    expect((await ask({ url: 7 })).status).toBe(400);
    expect(world.asked).toHaveLength(before);
  });
});

describe("hubspot.fetch through the page", () => {
  it("reaches the app's server with HubSpot's signature over the address that is called, and with who asked", async () => {
    const answer = await ask({
      url: `${origin}/oven?dish=apple%20pie`,
      method: "POST",
      body: { hot: true },
      headers: { authorization: "Bearer mine" },
    });
    expect(answer.body).toEqual({ kind: "answered", status: 418, type: "", body: "a teapot" });
    const got = world.asked.at(-1);
    if (!got) throw new Error("The server was not asked.");
    const signed = {
      method: got.method,
      url: `${world.serverUrl}${got.url}`,
      body: new TextEncoder().encode(got.body),
      signature: got.headers["x-hubspot-signature-v3"],
      timestamp: got.headers["x-hubspot-request-timestamp"],
    };
    const verified = verifyCaller(signed, { secrets: [clientSecret], now: Date.now() });
    expect(verified).toMatchObject({ valid: true, portalId: String(world.portalId), userId: "61200481" });
    expect(got).toMatchObject({ method: "POST", body: '{"hot":true}' });
    expect(got.headers["authorization"]).toBe("Bearer mine");
    expect(new URL(got.url, origin).searchParams.get("userEmail")).toBe("paola.bassi@casa-lume.example");
    expect(
      verifyCaller({ ...signed, url: `${origin}${got.url}` }, { secrets: [clientSecret], now: Date.now() }).valid,
    ).toBe(false);
  });

  it.each([
    [{ url: "http://gallery.example/" }, "only https addresses can be called."],
    [{ url: "https://localhost/" }, "only https addresses can be called."],
    [{ url: "no address" }, "only https addresses can be called."],
    [
      { url: "https://gallery.example.evil.example/" },
      "https://gallery.example.evil.example is not in permittedUrls.fetch.",
    ],
    [{ url: `${origin}/`, method: "TRACE" }, "this method cannot be used."],
    [{ url: `${origin}/`, body: "text" }, "the body has to be an object."],
    [{ url: `${origin}/`, body: { long: "x".repeat(1024 * 1024) } }, "the body is larger than one megabyte."],
    [{ url: `${origin}/`, headers: { "X-Mine": "1" } }, "only the header Authorization can be sent."],
    [{ url: `${origin}/`, timeout: 120_001 }, "the time-out is longer than two minutes."],
  ])("does not go where HubSpot would not let it go: %j", async (asked, why) => {
    const before = world.asked.length;
    expect((await ask(asked)).body).toEqual({ kind: "failed", message: `VALIDATION_ERROR: ${why}` });
    expect(world.asked).toHaveLength(before);
  });
});

import { describe, expect, it } from "@jest/globals";
import { folderPerTest } from "./folder.ts";
import { run } from "./process.ts";

const folder = folderPerTest();

describe("flowella demo", () => {
  it("--json: one line with everything in it, nothing else, and exit code 0", async () => {
    // What the environment says is none of its business.
    const env = { NODE_ENV: "production", PUBLIC_BASE_URL: "https://flows.example.com", PORT: "1" };
    const { code, stdout, stderr } = await run(["demo", "--json"], { cwd: folder(), env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n")).toEqual([expect.stringMatching(/^\{.*\}$/), ""]);
    const demo = JSON.parse(stdout);
    expect(demo).toMatchObject({
      form: { title: "Request a consultation" },
      flow: { version: "7.3", screens: expect.any(Array) },
      report: { counts: { dropped: 0 } },
      check: { ok: true, problems: [] },
      submission: { rung: "phone" },
      contact: { contactsBefore: 200, contactsAfter: 200, after: { consultation_topic: "kitchen" } },
      formSubmission: { values: expect.any(Array) },
      timings: { total: expect.any(Number) },
      problems: [],
    });
    expect(demo.exchanges.length).toBeGreaterThan(2);
    for (const exchange of demo.exchanges)
      expect(exchange).toMatchObject({ status: 200, shown: expect.stringMatching(/./) });
    expect(demo.exchanges.at(-1)).toMatchObject({ shown: "SUCCESS" });
    expect(demo.ambiguous).toMatchObject({ submission: { rung: null }, tasks: [expect.anything()] });
  });

  it("for people: every part has its place", async () => {
    const { code, stdout } = await run(["demo"], { cwd: folder() });
    expect(code).toBe(0);
    const parts = [
      "The form in HubSpot: Request a consultation",
      "The WhatsApp Flow it became: 3 screens",
      "The conversion report:",
      "keeps every rule of WhatsApp",
      "The conversation: encrypted bytes in, a screen out",
      "accepted",
      "The contact in HubSpot, found by its local number 347 555 0142",
      "200 contacts before, 200 after.",
      "The form submission in HubSpot",
      "The other customer: two contacts share that number",
      "read back over HTTP",
    ];
    const places = parts.map((part) => stdout.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

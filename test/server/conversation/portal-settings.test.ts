/** What a portal's settings change for a customer: the time zone of a moment, and whom a Flow may ask. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Harness, portalId, startHarness } from "../harness.ts";

let house: Harness;
beforeEach(async () => {
  house = await startHarness();
});
afterEach(() => house.close());

async function operator(path: string, body: Record<string, unknown>) {
  const response = await fetch(`${house.url}/operator/${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${house.context.config.FLOWELLA_OPERATOR_TOKEN}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ portalId, ...body }),
  });
  return { status: response.status, answer: await response.json() };
}

describe("the time zone", () => {
  it("is the one in which a customer reads when they answered", async () => {
    const token = await house.newToken();
    const say = (action: string, screen?: string, data?: Record<string, unknown>) =>
      house.exchange({ version: "3.0", action, flow_token: token, screen, data });
    await say("INIT");
    await say("data_exchange", house.screens[0], { full_name: "Giulia", email: "giulia@example.org" });
    await say("data_exchange", house.screens[1], { topic: "kitchen" });
    const { db, all } = house.context.store.everyPortal();
    const [session] = await all(db.selectFrom("sessions").select("answered_at"));
    const at = (timeZone: string) =>
      new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone }).format(
        session?.answered_at ?? 0,
      );
    expect(JSON.stringify((await say("INIT")).clear)).toContain(at("UTC"));
    expect(await operator("settings", { settings: { timeZone: "Pacific/Kiritimati" } })).toMatchObject({ status: 200 });
    expect(JSON.stringify((await say("INIT")).clear)).toContain(at("Pacific/Kiritimati"));
  });

  it("is refused when there is no such zone", async () => {
    expect(await operator("settings", { settings: { timeZone: "Europe/Atlantis" } })).toMatchObject({
      status: 400,
      answer: { message: expect.stringContaining("Europe/Rome") },
    });
  });
});

describe("a data source", () => {
  const secret = "a-data-source-secret-of-thirty-two";

  it.each(["https://10.0.0.7/stock", "https://169.254.169.254/latest", "https://[fd00::1]/stock"])(
    "inside a private network is refused: %s",
    async (url) => {
      expect(await operator("source", { source: { name: "stock", url, secret } })).toMatchObject({
        answer: { kind: "refused", code: "outbound.private_address" },
      });
    },
  );
});

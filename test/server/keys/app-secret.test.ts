/** An app's secret changes while Meta goes on signing: two are accepted, and the newest is used. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { sealExchange } from "../../../phone/index.ts";
import { changeAppSecret } from "../../../server/portals/app-secret.ts";
import { metaApps, previousSecretMs } from "../../../server/portals/meta-apps.ts";
import { appSecret, type Harness, post, signed, startHarness } from "../harness.ts";

const second = "the-second-secret";
let house: Harness;
beforeEach(async () => {
  house = await startHarness();
});
afterEach(() => house.close());

/** What a Flow's exchange and a webhook get when they are signed with this secret. */
async function statuses(secret: string): Promise<number[]> {
  const { body } = await sealExchange(house.publicKey, { version: "3.0", action: "ping" });
  const app = await metaApps(house.context).byAppId("9001");
  const webhook = JSON.stringify({ object: "whatsapp_business_account", entry: [] });
  const answers = [
    await post(`${house.url}${house.endpointPath}`, body, signed(body, secret)),
    await post(`${house.url}/webhooks/meta/${app?.id}`, webhook, signed(webhook, secret)),
  ];
  return answers.map(({ status }) => status);
}

const accepted = [200, 200];
const refused = [432, 401];
/** As long as another process may keep an app in memory. */
const noticed = () => house.passTime(5_001);

describe("a new app secret", () => {
  it("is accepted, and so is the one before, for a week", async () => {
    expect(await statuses(second)).toEqual(refused);
    await metaApps(house.context).save("9001", second);
    noticed();
    expect([await statuses(appSecret), await statuses(second)]).toEqual([accepted, accepted]);
    expect(await metaApps(house.context).byAppId("9001")).toMatchObject({ secret: second });
    house.passTime(previousSecretMs);
    expect([await statuses(appSecret), await statuses(second)]).toEqual([refused, accepted]);
  });

  it("is accepted by the server that stored it from the next request on", async () => {
    const unchecked = { appId: "9001", secret: second, unchecked: true };
    const headers = { authorization: "Bearer operator-token-operator-token-operator" };
    const body = JSON.stringify(unchecked);
    const url = `${house.url}/operator/keys/app-secret`;
    expect(await statuses(appSecret)).toEqual(accepted);
    const answer = await fetch(url, { method: "POST", headers, body });
    expect(await answer.json()).toMatchObject({ kind: "app-secret", accepted: 2 });
    expect([await statuses(appSecret), await statuses(second)]).toEqual([accepted, accepted]);
    const drop = JSON.stringify({ appId: "9001", dropPrevious: true });
    expect(await (await fetch(url, { method: "POST", headers, body: drop })).json()).toMatchObject({ accepted: 1 });
    expect([await statuses(appSecret), await statuses(second)]).toEqual([refused, accepted]);
  });

  it("that is stored twice does not push the one before out", async () => {
    const apps = metaApps(house.context);
    await apps.save("9001", second);
    await apps.save("9001", second);
    noticed();
    expect([await statuses(appSecret), await statuses(second)]).toEqual([accepted, accepted]);
  });

  it("keeps the webhook's address and verify token", async () => {
    const apps = metaApps(house.context);
    const before = await apps.byAppId("9001");
    expect(await apps.save("9001", second)).toMatchObject({ id: before?.id, verifyToken: before?.verifyToken });
  });

  it("that Meta does not accept is not stored, and of an app that nobody knows neither", async () => {
    const apps = metaApps(house.context);
    const graph = {
      ...house.context,
      fetch: async () => Response.json({ error: { message: "no", code: 190 } }, { status: 401 }),
    };
    const change = { appId: "9001", secret: second, unchecked: false, dropPrevious: false };
    expect(await changeAppSecret(graph, apps, change)).toMatchObject({ kind: "refused", code: "whatsapp.app_secret" });
    expect(await apps.byAppId("9001")).toMatchObject({ secret: appSecret });
    expect(await changeAppSecret(graph, apps, { ...change, appId: "1" })).toMatchObject({
      code: "whatsapp.unknown_app",
    });
  });
});

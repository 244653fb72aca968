import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { completing, signUp } from "../../phone/flow-json.ts";
import { ANA, type Business, changes, connect, flowMessage, publish } from "./connected-business.ts";
import { accountId, appId, appToken, graph, phoneNumberId } from "./graph-client.ts";

let business: Business;
beforeEach(async () => {
  business = await connect();
});
afterEach(() => business.close());

const local = (label: string) => completing([{ type: "TextBody", text: label }], {});
const create = (more: object = {}) =>
  business.api.post(`/${accountId}/flows`, { name: "lead", categories: ["SURVEY"], ...more });
const read = async (id: string, fields: string) => (await business.api.get(`/${id}?fields=${fields}`)).body;
const refused = (code: number, subcode?: number) => ({
  status: 400,
  body: { error: { code, ...(subcode !== undefined && { error_subcode: subcode }) } },
});

describe("creating", () => {
  it("makes a draft, lists it, and tells the app", async () => {
    const { body } = await create({ flow_json: JSON.stringify(local("a")) });
    expect(body).toEqual({ id: expect.stringMatching(/^\d+$/), success: true, validation_errors: [] });
    expect((await business.api.get(`/${body.id}`)).body).toEqual({
      id: body.id,
      name: "lead",
      status: "DRAFT",
      categories: ["SURVEY"],
      validation_errors: [],
    });
    expect((await business.api.get(`/${accountId}/flows`)).body.data).toMatchObject([{ id: body.id }]);
    await business.whatsapp.settled();
    expect(changes(business, "flows")).toMatchObject([
      { value: { event: "FLOW_STATUS_CHANGE", flow_id: body.id, new_status: "DRAFT" } },
    ]);
    expect(changes(business, "flows")[0]?.value).not.toHaveProperty("old_status");
  });

  it("takes form encoding with a JSON list, and clones", async () => {
    const first = await business.api.form(`/${accountId}/flows`, {
      name: "one",
      categories: '["SURVEY","OTHER"]',
      flow_json: JSON.stringify(local("a")),
    });
    const clone = await create({ name: "two", clone_flow_id: first.body.id });
    expect(await read(clone.body.id, "json_version,categories")).toEqual({
      id: clone.body.id,
      json_version: "7.3",
      categories: ["SURVEY"],
    });
  });

  it.each([
    ["no name", { name: undefined }],
    ["no categories", { categories: [] }],
    ["an unknown category", { categories: ["SPAM"] }],
    ["an unknown parameter", { colour: "red" }],
    ["two sources", { flow_json: "{}", clone_flow_id: "1" }],
    ["a source that does not exist", { clone_flow_id: "1" }],
    ["an endpoint that is no https address", { endpoint_uri: "ftp://example.org" }],
    ["an unknown Flow JSON version", { flow_json: '{"version":"9.9","screens":[]}' }],
    ["an unknown data_api_version", { flow_json: '{"version":"7.3","data_api_version":"9.0","screens":[]}' }],
    ["publish without Flow JSON", { publish: true }],
  ])("%s is 100 and makes nothing", async (_, more) => {
    expect(await create(more)).toMatchObject(refused(100));
    expect((await business.api.get(`/${accountId}/flows`)).body.data).toEqual([]);
  });

  it("a name that is taken is 100", async () => {
    await create();
    expect(await create()).toMatchObject(refused(100));
  });

  it("can publish at once, and makes nothing when that is refused", async () => {
    const { body } = await create({ flow_json: JSON.stringify(local("a")), publish: true });
    expect((await read(body.id, "status")).status).toBe("PUBLISHED");
    expect(await create({ name: "two", flow_json: '{"version":"7.3","screens":[]}', publish: true })).toMatchObject(
      refused(139002),
    );
    expect((await business.api.get(`/${accountId}/flows`)).body.data).toHaveLength(1);
  });

  it("pages through a long list", async () => {
    for (const name of ["a", "b", "c"]) await create({ name });
    const first = (await business.api.get(`/${accountId}/flows?limit=2&fields=name`)).body;
    expect(first.data.map(({ name }: { name: string }) => name)).toEqual(["a", "b"]);
    expect(first.paging.next).toContain("after=");
    const second = (
      await business.api.get(`/${accountId}/flows?limit=2&fields=name&after=${first.paging.cursors.after}`)
    ).body;
    expect(second.data.map(({ name }: { name: string }) => name)).toEqual(["c"]);
    expect(second.paging).not.toHaveProperty("next");
  });
});

describe("uploading", () => {
  it("keeps the JSON as it came and answers what is wrong with it, with its place", async () => {
    const { id } = (await create()).body;
    const text = `{\n  "version": "7.3",\n  "screens": [\n    { "id": "FIRST_1", "terminal": true }\n  ]\n}`;
    const { body } = await business.api.upload(`/${id}/assets`, text);
    expect(body.success).toBe(true);
    expect(body.validation_errors).toContainEqual({
      error: "PATTERN_MISMATCH",
      error_type: "JSON_SCHEMA_ERROR",
      message: expect.any(String),
      line_start: 4,
      line_end: 4,
      column_start: 13,
      column_end: 21,
      pointers: [{ line_start: 4, line_end: 4, column_start: 13, column_end: 21, path: "screens[0].id" }],
    });
    expect((await read(id, "validation_errors")).validation_errors).toEqual(body.validation_errors);
    const [asset] = (await business.api.get(`/${id}/assets`)).body.data;
    expect(asset).toMatchObject({ name: "flow.json", asset_type: "FLOW_JSON" });
    expect(await (await fetch(asset.download_url)).text()).toBe(text);
  });

  it("refuses another name, another asset type, no file, and a file of another type", async () => {
    const { id } = (await create()).body;
    expect(await business.api.upload(`/${id}/assets`, "{}", { name: "other.json" })).toMatchObject(refused(100));
    expect(await business.api.upload(`/${id}/assets`, "{}", { asset_type: "IMAGE" })).toMatchObject(refused(100));
    expect(await business.api.form(`/${id}/assets`, { name: "flow.json", asset_type: "FLOW_JSON" })).toMatchObject(
      refused(100),
    );
    const boundary = (type: string) =>
      `--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nflow.json\r\n--x\r\nContent-Disposition: form-data; name="asset_type"\r\n\r\nFLOW_JSON\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="flow.json"\r\nContent-Type: ${type}\r\n\r\n{}\r\n--x--\r\n`;
    const raw = (type: string) => business.api.raw(`/${id}/assets`, boundary(type), "multipart/form-data; boundary=x");
    expect(await raw("text/plain")).toMatchObject(refused(100));
    expect(await raw("application/json")).toMatchObject({ status: 200, body: { success: true } });
  });

  it("something that is no JSON is an INVALID_FLOW_JSON, not a refusal", async () => {
    const { id } = (await create()).body;
    expect((await business.api.upload(`/${id}/assets`, "{")).body).toMatchObject({
      success: true,
      validation_errors: [{ error: "INVALID_FLOW_JSON" }],
    });
  });
});

describe("reading", () => {
  it("tells versions, endpoint, app, account, health and preview", async () => {
    const id = await publish(business);
    const fields =
      "id,name,status,categories,validation_errors,json_version,data_api_version,endpoint_uri,preview.invalidate(false),whatsapp_business_account,application,health_status.phone_number(106)";
    const body = await read(id, fields);
    expect(body).toMatchObject({
      status: "PUBLISHED",
      json_version: "7.3",
      data_api_version: "3.0",
      endpoint_uri: `${business.endpoint.url}/flow`,
      whatsapp_business_account: { id: accountId },
      application: { id: appId },
      health_status: { can_send_message: "AVAILABLE" },
    });
    expect(await (await fetch(body.preview.preview_url)).json()).toEqual(signUp);
    const renewed = await read(id, "preview.invalidate(true)");
    expect(renewed.preview.preview_url).not.toBe(body.preview.preview_url);
    expect((await fetch(body.preview.preview_url)).status).toBe(404);
  });

  it("health names the publishing check that fails", async () => {
    const { id } = (await create({ flow_json: JSON.stringify(signUp) })).body;
    const { health_status: health } = await read(id, "health_status");
    expect(health).toMatchObject({
      can_send_message: "BLOCKED",
      entities: [{ entity_type: "FLOW", errors: [{ error_description: "endpoint_uri: not set" }] }, {}],
    });
  });
});

describe("publishing an endpoint Flow", () => {
  const draft = async (more: object = {}) =>
    (await create({ flow_json: JSON.stringify(signUp), endpoint_uri: `${business.endpoint.url}/flow`, ...more })).body
      .id;
  const spoilPing = (ping: { status?: number; clear?: unknown }) => {
    business.endpoint.ping = ping;
  };
  const publishing = async (id: string) => business.api.post(`/${id}/publish`);

  it("pings the endpoint, really encrypted and signed", async () => {
    const id = await draft();
    expect(await publishing(id)).toEqual({ status: 200, body: { success: true } });
    expect(business.endpoint.statuses).toEqual([200]);
    expect((await read(id, "status")).status).toBe("PUBLISHED");
    expect(await publishing(id)).toMatchObject(refused(139002));
  });

  it("needs a key at a number (4233012)", async () => {
    delete business.whatsapp.state.numbers.get(phoneNumberId)?.publicKey;
    expect(await publishing(await draft())).toMatchObject(refused(139002, 4233012));
  });

  it("needs endpoint_uri (4233024)", async () => {
    expect(await publishing(await draft({ endpoint_uri: undefined }))).toMatchObject(refused(139002, 4233024));
  });

  it.each([
    ["does not exist", () => ({ endpoint_uri: "http://127.0.0.1:1/flow" })],
    ["answers 500", () => spoilPing({ status: 500 })],
    ["answers something else than active", () => spoilPing({ clear: { data: {} } })],
    ["has another secret", () => void business.whatsapp.proxy.failNext("wrong secret")],
    ["answers what cannot be opened", () => void business.whatsapp.proxy.failNext("garble answer")],
  ])("needs an endpoint that is available (4233014): one that %s is not", async (_, arrange) => {
    const id = await draft(arrange() ?? {});
    expect(await publishing(id)).toMatchObject(refused(139002, 4233014));
    expect((await read(id, "status")).status).toBe("DRAFT");
  });

  it("needs a connected number, a verified business, and the flows webhook", async () => {
    const id = await draft();
    const number = business.whatsapp.state.numbers.get(phoneNumberId);
    const account = business.whatsapp.state.accounts.get(accountId);
    if (!number || !account) throw new Error("The default world is gone.");
    number.status = "DISCONNECTED";
    expect(await publishing(id)).toMatchObject(refused(139002));
    number.status = "CONNECTED";
    account.businessVerification = "UNVERIFIED";
    expect(await publishing(id)).toMatchObject(refused(139000));
    account.businessVerification = "VERIFIED";
    await business.api.del(`/${accountId}/subscribed_apps`);
    expect(await publishing(id)).toMatchObject(refused(139002));
    await business.api.post(`/${accountId}/subscribed_apps`);
    const subscription = {
      object: "whatsapp_business_account",
      callback_url: `${business.endpoint.url}/webhook`,
      verify_token: business.endpoint.verifyToken,
    };
    await graph(business.whatsapp, appToken).form(`/${appId}/subscriptions`, { ...subscription, fields: "messages" });
    expect(await publishing(id)).toMatchObject(refused(139002));
    await graph(business.whatsapp, appToken).form(`/${appId}/subscriptions`, {
      ...subscription,
      fields: "messages,flows",
    });
    expect(await publishing(id)).toMatchObject({ status: 200 });
  });

  it.each([
    ["no Flow JSON", { flow_json: undefined }],
    ["validation errors", { flow_json: '{"version":"7.3","screens":[]}' }],
    ["a frozen version", { flow_json: JSON.stringify({ ...local("a"), version: "5.0" }) }],
  ])("is refused with %s", async (_, more) => {
    expect(await publishing(await draft(more))).toMatchObject(refused(139002));
  });
});

describe("a published Flow", () => {
  const shown = async () => (await business.ana.openFlow()).read().texts;
  const send = (id: string, mode: string) =>
    business.api.post(`/${phoneNumberId}/messages`, flowMessage(id, { flow_action: "navigate", mode }));

  it("goes back to draft when edited; messages keep what they were sent with", async () => {
    const id = await publish(business, local("first"), "local");
    business.ana.sendText("hi");
    await business.api.upload(`/${id}/assets`, JSON.stringify(local("second")));
    expect((await read(id, "status")).status).toBe("DRAFT");
    await send(id, "published");
    expect(await shown()).toEqual(["first"]);
    await send(id, "draft");
    expect(await shown()).toEqual(["second"]);
    await business.api.post(`/${id}/publish`);
    const [old] = business.ana.chat().filter(({ button }) => button);
    expect((await business.ana.openFlow(old?.id)).read().texts).toEqual(["first"]);
    await send(id, "published");
    expect(await shown()).toEqual(["second"]);
    await business.whatsapp.settled();
    expect(changes(business, "flows").map(({ value }) => [value["old_status"], value["new_status"]])).toEqual([
      [undefined, "DRAFT"],
      ["DRAFT", "PUBLISHED"],
      ["PUBLISHED", "DRAFT"],
      ["DRAFT", "PUBLISHED"],
    ]);
  });

  it("changes its metadata, and publishes the same JSON again", async () => {
    const id = await publish(business);
    expect(
      (
        await business.api.post(`/${id}`, {
          name: "new",
          categories: ["OTHER"],
          endpoint_uri: `${business.endpoint.url}/other`,
        })
      ).body,
    ).toEqual({ success: true });
    expect(await read(id, "name,categories,endpoint_uri,status")).toMatchObject({
      name: "new",
      categories: ["OTHER"],
      endpoint_uri: `${business.endpoint.url}/other`,
      status: "DRAFT",
    });
    expect((await business.api.post(`/${id}/publish`)).body).toEqual({ success: true });
    expect(await business.api.post(`/${id}`, { application_id: "1" })).toMatchObject(refused(100));
    expect(await business.api.post(`/${id}`, { status: "PUBLISHED" })).toMatchObject(refused(100));
  });

  it("keeps its last five revisions", async () => {
    const id = await publish(business, local("0"), "local");
    for (const label of ["1", "2", "3", "4", "5"]) {
      await business.api.upload(`/${id}/assets`, JSON.stringify(local(label)));
      await business.api.post(`/${id}/publish`);
    }
    expect(business.whatsapp.flow(id).published.map(({ number }) => number)).toEqual([2, 3, 4, 5, 6]);
  });

  it("cannot be deleted, only deprecated, and then neither sent nor opened nor edited", async () => {
    const id = await publish(business, local("a"), "local");
    business.ana.sendText("hi");
    await send(id, "published");
    expect(await business.api.del(`/${id}`)).toMatchObject(refused(139004));
    expect((await business.api.post(`/${id}/deprecate`)).body).toEqual({ success: true });
    expect(await business.api.post(`/${id}/deprecate`)).toMatchObject(refused(139003));
    expect(await business.api.upload(`/${id}/assets`, "{}")).toMatchObject(refused(139001));
    expect(await send(id, "published")).toMatchObject(refused(132068));
    await expect(business.ana.openFlow()).rejects.toThrow(/no longer/);
  });

  it("blocked is 132068, throttled 132069 after ten messages an hour", async () => {
    const id = await publish(business, local("a"), "local");
    business.ana.sendText("hi");
    business.whatsapp.setFlowHealth(id, "BLOCKED");
    expect(await send(id, "published")).toMatchObject(refused(132068));
    business.whatsapp.setFlowHealth(id, "THROTTLED");
    for (let sent = 0; sent < 10; sent += 1) expect((await send(id, "published")).status).toBe(200);
    expect(await send(id, "published")).toMatchObject(refused(132069));
    business.whatsapp.passTime(3_600_000);
    expect((await send(id, "published")).status).toBe(200);
    expect(business.ana.waId).toBe(ANA);
  });
});

describe("a draft", () => {
  it("is deleted for good", async () => {
    const { id } = (await create()).body;
    expect(await business.api.post(`/${id}/deprecate`)).toMatchObject(refused(139003));
    expect((await business.api.del(`/${id}`)).body).toEqual({ success: true });
    expect(await business.api.get(`/${id}`)).toMatchObject(refused(100, 33));
  });
});

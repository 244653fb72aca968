/** What the page asks of the stand-in, asked without a page. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { findChromium } from "../browser.ts";
import { ANA, type Business, connect, flowMessage, publish } from "../sandbox/whatsapp/connected-business.ts";
import { phoneNumberId } from "../sandbox/whatsapp/graph-client.ts";

let business: Business;
let messageId: string;
beforeAll(async () => {
  business = await connect();
  const flowId = await publish(business);
  business.ana.sendText("Hello");
  const sent = await business.api.post(`/${phoneNumberId}/messages`, flowMessage(flowId));
  messageId = sent.body.messages[0].id;
});
afterAll(() => business.close());

const at = (path: string) => `${business.whatsapp.url}/_sandbox/phone${path}`;
async function ask(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(at(path), { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}
const message = (rest: string, id = messageId) => `/${ANA}/messages/${encodeURIComponent(id)}/${rest}`;

describe("the phone page's own routes", () => {
  it("serve one document for all phones, with a policy that lets nothing else in", async () => {
    for (const path of ["", `/${ANA}`]) {
      const response = await fetch(at(path));
      expect(response.status).toBe(200);
      const html = await response.text();
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      for (const [, part = ""] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
        const asset = await fetch(`${business.whatsapp.url}${part}`);
        expect(asset.status).toBe(200);
        expect((await asset.text()).length).toBeGreaterThan(1_000);
      }
    }
  });

  it("put nothing of Node's into the script", async () => {
    const script = await (await fetch(at("/page.js"))).text();
    expect(script).not.toMatch(/node:|\bBuffer\b|\brequire\(/);
    expect(script.length).toBeLessThan(220_000);
  });

  it("know nobody who is not there", async () => {
    expect((await fetch(at("/99999"))).status).toBe(404);
    expect((await fetch(at("/99999/chat"))).status).toBe(404);
    expect((await ask("/99999/texts", { text: "Hello" })).status).toBe(404);
    expect(await (await fetch(at("/people"))).json()).toMatchObject([{ waId: ANA, name: "Ana Núñez" }]);
  });

  it("refuse other pages and malformed questions, and change nothing", async () => {
    const before = business.ana.chat().length;
    expect((await ask(`/${ANA}/texts`, { text: "Hi" }, { origin: "https://evil.example" })).status).toBe(403);
    expect((await ask(`/${ANA}/texts`, { text: "" })).status).toBe(400);
    expect((await ask(`/${ANA}/texts`, { words: "Hi" })).status).toBe(400);
    const cut = await fetch(at(`/${ANA}/texts`), { method: "POST", body: '{"text":"H' });
    expect(cut.status).toBe(400);
    expect(business.ana.chat()).toHaveLength(before);
    expect((await ask(`/${ANA}/texts`, { text: "Hi" }, { origin: business.whatsapp.url })).status).toBe(200);
    expect(business.ana.chat()).toHaveLength(before + 1);
  });

  it("let no message be used that was not opened, or that does not exist", async () => {
    expect(await ask(message("exchange"), { body: "{}" })).toMatchObject({ status: 409 });
    expect(await ask(message("open", "wamid.nothing"), {})).toMatchObject({
      status: 409,
      body: { message: "There is no such Flow message in this chat." },
    });
  });

  it("open a message, hand out its key, carry a sealed body as it is, and tell when no answer came", async () => {
    const opened = await ask(message("open"), {});
    expect(opened.body).toMatchObject({ flowToken: "f1.3Qm2", mode: "data_exchange", flowJson: { version: "7.3" } });
    expect((await ask(message("key"), { ask: "cached" })).body.publicKey).toContain("BEGIN PUBLIC KEY");
    expect((await ask(message("key"), { ask: "sometimes" })).status).toBe(400);
    const garbage = await ask(message("exchange"), { body: "garbage" });
    expect(garbage.body).toMatchObject({ kind: "answered", status: expect.any(Number) });
    business.whatsapp.proxy.failNext("lose answer");
    const lost = await ask(message("exchange"), { body: "garbage" });
    expect(lost.body).toEqual({ kind: "unanswered", why: "no answer" });
  });

  it("put the reply into the chat, and disable a button that was refused", async () => {
    await ask(message("open"), {});
    await ask(message("complete"), { params: { flow_token: "f1.3Qm2", submission_id: "sub_1" } });
    expect(business.ana.chat().at(-1)).toMatchObject({ type: "nfm_reply", repliesTo: messageId });
    await ask(message("refused"), {});
    expect(business.ana.chat().find(({ id }) => id === messageId)?.button?.state).toBe("disabled");
    expect((await ask(message("open"), {})).status).toBe(409);
  });

  it("stream the chat: all of it at once, and again when it changed", async () => {
    const response = await fetch(at(`/${ANA}/chat`));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(first?.value).toMatch(/^data: .*Ana Núñez.*\n\n$/s);
    business.ana.sendText("One more thing");
    const second = await reader?.read();
    expect(second?.value).toContain("One more thing");
    await reader?.cancel();
  });
});

describe("the browser for tests", () => {
  it("is the one that FLOWELLA_CHROMIUM names, and a wrong name says what to do", () => {
    expect(findChromium({ FLOWELLA_CHROMIUM: process.execPath })).toBe(process.execPath);
    expect(() => findChromium({ FLOWELLA_CHROMIUM: "/nowhere/chromium" })).toThrow(/apt-get install -y chromium/);
    expect(findChromium({}, [process.execPath])).toBe(process.execPath);
  });
});

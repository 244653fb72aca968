import { describe, expect, it } from "@jest/globals";
import { BrokenFlow, type OpenFlowOptions, PhoneRefusal } from "../../phone/index.ts";
import { completing, screen, send, signUp, startData, text, when } from "./flow-json.ts";
import { keys, openRehearsed, rehearse } from "./rehearsed-endpoint.ts";

const start = { clear: { version: "3.0", screen: "START", data: startData } };
const filled = { email: "ana@example.org", kind: "company" };
const success = {
  clear: { screen: "SUCCESS", data: { extension_message_response: { params: { flow_token: "tok-1", id: "sub_81" } } } },
};

describe("a Flow with an endpoint", () => {
  it("goes from INIT to SUCCESS and hands over the params", async () => {
    const rehearsal = rehearse(
      start,
      { clear: { screen: "COMPANY", data: {} } },
      { clear: { screen: "REVIEW", data: { summary: "Email: ana@example.org" } } },
      success,
    );
    const completed: unknown[] = [];
    const phone = await openRehearsed(signUp, rehearsal, { onComplete: (params) => void completed.push(params) });
    expect(phone.read()).toMatchObject({
      status: "open",
      screen: "START",
      title: "Title START",
      texts: ["Welcome"],
      inputs: [
        { name: "email", label: "Email", required: true, value: "" },
        {
          name: "kind",
          label: "You are",
          options: [{ id: "person", title: "A person" }, { id: "company" }],
          value: "",
        },
      ],
      footer: { label: "Send", enabled: false },
    });
    phone.fill(filled);
    expect(phone.read().footer?.enabled).toBe(true);
    await phone.press();
    phone.fill({ company: "Acme" });
    await phone.press();
    expect(phone.read()).toMatchObject({ screen: "REVIEW", texts: ["Email: ana@example.org"], links: ["I agree"] });
    await phone.tap("I agree");
    expect(phone.openedUrls).toEqual(["https://example.org/privacy"]);
    phone.fill({ consent: true });
    await phone.press();

    expect(phone.status).toBe("completed");
    expect(completed).toEqual([{ flow_token: "tok-1", id: "sub_81" }]);
    expect(rehearsal.heard).toEqual([
      { version: "3.0", action: "INIT", screen: "", data: {}, flow_token: "tok-1" },
      { version: "3.0", action: "data_exchange", screen: "START", data: filled, flow_token: "tok-1" },
      { version: "3.0", action: "data_exchange", screen: "COMPANY", data: { company: "Acme" }, flow_token: "tok-1" },
      {
        version: "3.0",
        action: "data_exchange",
        screen: "REVIEW",
        data: { consent: true, email: "ana@example.org" },
        flow_token: "tok-1",
      },
    ]);
    expect(phone.exchanges.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(phone.exchanges[0]).toMatchObject({ response: start.clear });
    for (const { sentBytes, receivedBytes } of phone.exchanges) {
      expect(sentBytes).toBeGreaterThan(400);
      expect(receivedBytes).toBeGreaterThan(20);
    }
  });

  it("shows the same screen again with snackbar and prefill, and keeps what was typed", async () => {
    const data = { email_value: "x@example.org", email_error: "Work address needed", has_email_error: true };
    const again = { clear: { screen: "START", data: { ...data, error_message: "Please check" } } };
    const phone = await openRehearsed(
      signUp,
      rehearse({ clear: { screen: "START", data: { ...startData, email_value: "pre@example.org" } } }, again),
    );
    expect(phone.read().inputs[0]).toMatchObject({ value: "pre@example.org" });
    phone.fill(filled);
    await phone.press();
    expect(phone.read()).toMatchObject({
      screen: "START",
      snackbar: "Please check",
      texts: ["Welcome", "Work address needed"],
    });
    expect(phone.read().inputs.map(({ value }) => value)).toEqual([filled.email, filled.kind]);
  });

  it("drops data that the screen does not declare", async () => {
    const phone = await openRehearsed(
      signUp,
      rehearse({ clear: { screen: "START", data: { ...startData, extra: null } } }),
    );
    expect(phone.read().screen).toBe("START");
  });

  it("asks with BACK where the screen wants it, and takes only the previous screen", async () => {
    const rehearsal = rehearse(
      start,
      { clear: { screen: "COMPANY" } },
      start,
      { clear: { screen: "COMPANY" } },
      { clear: { screen: "REVIEW", data: { summary: "s" } } },
    );
    const phone = await openRehearsed(signUp, rehearsal);
    phone.fill(filled);
    await phone.press();
    await phone.back();
    expect(rehearsal.heard.at(-1)).toMatchObject({ action: "BACK", screen: "COMPANY", data: {} });
    expect(phone.read().screen).toBe("START");
    expect(phone.read().inputs[0]?.value).toBe(filled.email);
    await phone.press();
    await phone.back();
    expect(phone.problems).toEqual([
      { code: "invalid-screen-transition", detail: "going back leads to START, not to REVIEW" },
    ]);
    expect(phone.read().screen).toBe("COMPANY");
  });

  it("leaves the Flow by going back from the first screen", async () => {
    const phone = await openRehearsed(signUp, rehearse(start));
    await phone.back();
    expect(phone.read()).toMatchObject({ status: "closed", inputs: [] });
    await expect(phone.press()).rejects.toBeInstanceOf(PhoneRefusal);
  });
});

describe("answers that a phone does not accept", () => {
  it.each([
    ["an unknown screen", { screen: "NOWHERE", data: {} }, "invalid-screen-transition"],
    ["no screen", { data: {} }, "payload-schema-error"],
    ["a declared property missing", { screen: "REVIEW", data: {} }, "payload-schema-error"],
    ["a declared property of the wrong type", { screen: "REVIEW", data: { summary: 7 } }, "payload-schema-error"],
    ["a null", { screen: "REVIEW", data: { summary: null } }, "payload-schema-error"],
    ["data that is a list", { screen: "COMPANY", data: [] }, "payload-schema-error"],
    [
      "SUCCESS without a flow token",
      { screen: "SUCCESS", data: { extension_message_response: { params: {} } } },
      "payload-schema-error",
    ],
    ["SUCCESS without params", { screen: "SUCCESS", data: {} }, "payload-schema-error"],
  ])("%s: generic error, and the endpoint is told", async (_, clear, code) => {
    const rehearsal = rehearse(start, { clear }, { clear: { screen: "COMPANY", data: {} } });
    const phone = await openRehearsed(signUp, rehearsal);
    phone.fill(filled);
    await phone.press();
    expect(phone.read()).toMatchObject({ status: "open", screen: "START", error: expect.any(String) });
    expect(phone.problems).toMatchObject([{ code }]);
    expect(rehearsal.heard.at(-1)).toMatchObject({
      action: "data_exchange",
      screen: "START",
      flow_token: "tok-1",
      data: { error: code, error_message: expect.any(String) },
    });
    expect(phone.exchanges.at(-1)).toMatchObject({ response: { data: { acknowledged: true } } });
    await phone.press();
    expect(phone.read()).toMatchObject({ screen: "COMPANY" });
    expect(phone.read().error).toBeUndefined();
  });

  it("a screen that the routing model does not allow", async () => {
    const rehearsal = rehearse(start, { clear: { screen: "COMPANY" } }, start);
    const phone = await openRehearsed(signUp, rehearsal, { quirks: { errorKey: "error_key" } });
    phone.fill(filled);
    await phone.press();
    phone.fill({ company: "Acme" });
    await phone.press();
    expect(phone.problems).toEqual([{ code: "invalid-screen-transition", detail: "COMPANY does not lead to START" }]);
    expect(rehearsal.heard.at(-1)).toMatchObject({ data: { error_key: "invalid-screen-transition" } });
  });

  it("an answer that cannot be decrypted", async () => {
    const rehearsal = rehearse(start, { status: 200, raw: '"quoted"' });
    const phone = await openRehearsed(signUp, rehearsal);
    phone.fill(filled);
    await phone.press();
    expect(rehearsal.heard.at(-1)).toMatchObject({ data: { error: "response-decryption-error" } });
    expect(phone.exchanges.at(-2)).not.toHaveProperty("response");
  });
});

describe("statuses other than 200", () => {
  it("421: fetches the key again and tries exactly once more", async () => {
    const rehearsal = rehearse({ status: 421, raw: "" }, start);
    const asked: string[] = [];
    const publicKey = async (ask: "cached" | "fresh") => {
      asked.push(ask);
      return keys.publicKey;
    };
    const phone = await openRehearsed(signUp, rehearsal, { publicKey });
    expect(asked).toEqual(["cached", "fresh"]);
    expect(phone.exchanges.map(({ status }) => status)).toEqual([421, 200]);
    expect(phone.read().screen).toBe("START");
  });

  it("421 twice: generic error, no third attempt, and pressing opens again", async () => {
    const rehearsal = rehearse({ status: 421, raw: "" }, { status: 421, raw: "" }, start);
    const phone = await openRehearsed(signUp, rehearsal);
    expect(phone.exchanges).toHaveLength(2);
    expect(phone.problems).toMatchObject([{ code: "business-decryption-error" }]);
    expect(phone.read()).toMatchObject({ status: "opening", error: expect.any(String) });
    await phone.press();
    expect(phone.read()).toMatchObject({ status: "open", screen: "START" });
  });

  it.each([
    ["with its message", { clear: { error_msg: "This order has ended" }, status: 427 }, "This order has ended"],
    [
      "with a plain body, whose text is not shown",
      { status: 427, raw: '{"error_msg":"plain"}' },
      "This form is no longer available.",
    ],
    ["without a body", { status: 427, raw: "" }, "This form is no longer available."],
  ])("427 %s: closes and disables the button", async (_, step, error) => {
    const refused: unknown[] = [];
    const onTokenRefused = (message: string | undefined) => void refused.push(message);
    const phone = await openRehearsed(signUp, rehearse(step), { onTokenRefused });
    expect(phone.read()).toMatchObject({ status: "closed", error });
    expect(refused).toHaveLength(1);
    await expect(phone.press()).rejects.toBeInstanceOf(PhoneRefusal);
  });

  const timeout = Object.assign(new Error("too slow"), { name: "TimeoutError" });
  it.each([
    ["432", { status: 432, raw: "" }, "unexpected_http_status_code"],
    ["500", { status: 500, raw: "oops" }, "unexpected_http_status_code"],
    ["a time-out", { throws: timeout }, "timeout_error"],
    ["a closed connection", { throws: new Error("reset") }, "no_http_response_error"],
  ])("%s: generic error, still open, and pressing again works", async (_, step, code) => {
    const rehearsal = rehearse(start, step, { clear: { screen: "COMPANY" } });
    const phone = await openRehearsed(signUp, rehearsal);
    phone.fill(filled);
    await phone.press();
    expect(phone.read()).toMatchObject({ status: "open", screen: "START", error: expect.any(String) });
    expect(phone.problems).toMatchObject([{ code }]);
    // An endpoint that gave no valid answer is not told about it.
    expect(rehearsal.heard).toHaveLength(2);
    await phone.press();
    expect(phone.read().screen).toBe("COMPANY");
  });

  it("no public key: generic error without any exchange", async () => {
    const publicKey = () => Promise.reject(new Error("none"));
    const phone = await openRehearsed(signUp, rehearse(), { publicKey });
    expect(phone.problems).toMatchObject([{ code: "public-key-missing" }]);
    expect(phone.exchanges).toEqual([]);
  });
});

describe("a Flow without an endpoint", () => {
  const here = { mode: "navigate" } satisfies Partial<OpenFlowOptions>;

  it("opens with the message's data and completes with payload and token", async () => {
    const flow = completing(
      [text("name", { required: true })],
      { ref: "${data.ref}", name: "${form.name}" },
      { data: { ref: { type: "string", __example__: "x" } } },
    );
    const completed: unknown[] = [];
    const phone = await openRehearsed(flow, rehearse(), {
      ...here,
      data: { ref: "hs-42" },
      onComplete: (params) => void completed.push(params),
    });
    phone.fill({ name: "Ana" });
    await phone.press();
    expect(completed).toEqual([{ ref: "hs-42", name: "Ana", flow_token: "tok-1" }]);
    expect(phone.exchanges).toEqual([]);
  });

  it("shows the generic error when the message's data does not fit", async () => {
    const flow = completing([], {}, { data: { ref: { type: "string", __example__: "x" } } });
    const phone = await openRehearsed(flow, rehearse(), here);
    expect(phone.read()).toMatchObject({ status: "opening", error: expect.any(String) });
    expect(phone.problems).toEqual([{ code: "payload-schema-error", detail: "property ref missing" }]);
  });

  it("navigates by itself, with data, and goes back without asking anybody", async () => {
    const next = (payload: object) => ({
      type: "Footer",
      label: "Next",
      "on-click-action": { name: "navigate", next: { type: "screen", name: "B" }, payload },
    });
    const done = {
      type: "Footer",
      label: "Done",
      "on-click-action": { name: "complete", payload: { a: "${screen.A.form.a}" } },
    };
    const flow = (payload: object) => ({
      version: "7.3",
      screens: [
        screen("A", [text("a"), next(payload)]),
        screen("B", [{ type: "TextBody", text: "${data.hello}" }, done], {
          terminal: true,
          data: { hello: { type: "string", __example__: "x" } },
        }),
      ],
    });
    const phone = await openRehearsed(flow({ hello: "`'Hi ' ${form.a}`" }), rehearse(), here);
    phone.fill({ a: "Ana" });
    await phone.press();
    expect(phone.read()).toMatchObject({ screen: "B", texts: ["Hi Ana"] });
    await phone.back();
    expect(phone.read().screen).toBe("A");

    const broken = await openRehearsed(flow({}), rehearse(), here);
    await expect(broken.press()).rejects.toThrow(/hello missing/);
  });

  it.each([
    ["empty", { name: "", age: "", many: [], one: "" }],
    ["missing", {}],
  ] as const)("sends unanswered fields as %s, as the quirk says", async (unanswered, expected) => {
    const source = [{ id: "x", title: "X" }];
    const flow = completing(
      [
        text("name"),
        text("age", { "input-type": "number" }),
        { type: "CheckboxGroup", name: "many", label: "Many", "data-source": source },
        { type: "Dropdown", name: "one", label: "One", "data-source": source },
      ],
      { name: "${form.name}", age: "${form.age}", many: "${form.many}", one: "${form.one}" },
    );
    const completed: unknown[] = [];
    const phone = await openRehearsed(flow, rehearse(), {
      ...here,
      quirks: { unanswered },
      onComplete: (params) => void completed.push(params),
    });
    await phone.press();
    expect(completed).toEqual([{ ...expected, flow_token: "tok-1" }]);
  });

  it.each([
    ["text", "42"],
    ["number", 42],
  ] as const)("sends a number as %s, as the quirk says", async (numbers, expected) => {
    const flow = completing([text("age", { "input-type": "number" })], { age: "${form.age}" });
    const completed: unknown[] = [];
    const phone = await openRehearsed(flow, rehearse(), {
      ...here,
      quirks: { numbers },
      onComplete: (params) => void completed.push(params),
    });
    phone.fill({ age: 42 });
    await phone.press();
    expect(completed).toMatchObject([{ age: expected }]);
  });
});

describe("branches", () => {
  const flow = completing(
    [
      { type: "OptIn", name: "more", label: "More" },
      when("${form.more}", [text("why", { required: true })], [{ type: "TextBody", text: "Fine" }]),
      {
        type: "Dropdown",
        name: "pick",
        label: "Pick",
        "data-source": [
          { id: "x", title: "X" },
          { id: "y", title: "Y" },
        ],
      },
      { type: "Switch", value: "${form.pick}", cases: { x: [{ type: "TextBody", text: "You chose X" }] } },
    ],
    { why: "${form.why}" },
  );

  it("are drawn by what is filled in", async () => {
    const phone = await openRehearsed(flow, rehearse(), { mode: "navigate" });
    expect(phone.read()).toMatchObject({ texts: ["Fine"], footer: { enabled: true } });
    phone.fill({ more: true, pick: "x" });
    expect(phone.read()).toMatchObject({ texts: ["You chose X"], footer: { enabled: false } });
    expect(phone.read().inputs.map(({ name }) => name)).toEqual(["more", "why", "pick"]);
    phone.fill({ pick: "y" });
    expect(phone.read().texts).toEqual([]);
    phone.fill({ more: false });
    expect(() => phone.fill({ why: "x" })).toThrow(/shows no input why/);
  });
});

describe("Flow JSON that cannot be shown", () => {
  const here = { mode: "navigate" } satisfies Partial<OpenFlowOptions>;
  it.each([
    ["an unknown component", completing([{ type: "Hologram" }], {}), /cannot show the component "Hologram"/],
    [
      "an unknown component in a branch",
      completing([when("true", [{ type: "ImageCarousel" }], [])], {}),
      /then\[0\].*ImageCarousel/,
    ],
    ["an unknown property", completing([text("a", { colour: "red" })], {}), /colour/],
    [
      "an action the phone does not have",
      completing([{ ...text("a"), "on-select-action": {} }], {}),
      /on-select-action/,
    ],
    ["a reference to no data", completing([{ type: "TextBody", text: "${data.nope}" }], {}), /data.nope/],
    ["blank text", completing([{ type: "TextBody", text: " " }], {}), /blank/],
    [
      "options without titles",
      completing([{ type: "Dropdown", name: "d", label: "D", "data-source": [{ id: "a" }] }], {}),
      /options/,
    ],
    [
      "two options with one id",
      completing(
        [
          {
            type: "Dropdown",
            name: "d",
            label: "D",
            "data-source": [
              { id: "a", title: "A" },
              { id: "a", title: "B" },
            ],
          },
        ],
        {},
      ),
      /same id/,
    ],
    ["no JSON", "{", /not JSON/],
  ])("%s is a loud error", async (_, flow, message) => {
    const opening = openRehearsed(flow, rehearse(), here);
    await expect(opening).rejects.toBeInstanceOf(BrokenFlow);
    await expect(opening).rejects.toThrow(message);
  });

  it("a payload that names no input is a loud error when pressed", async () => {
    const phone = await openRehearsed(completing([], { x: "${form.nope}" }), rehearse(), here);
    await expect(phone.press()).rejects.toThrow(/form.nope/);
  });

  it("an endpoint action without an endpoint is a loud error", async () => {
    const flow = { version: "7.3", screens: [screen("A", [send({})], { terminal: true })] };
    const phone = await openRehearsed(flow, rehearse(), here);
    await expect(phone.press()).rejects.toBeInstanceOf(BrokenFlow);
  });
});

/** One attempt: what is signed, and what each answer means. */
import { describe, expect, it } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import { type Delivery, deliver, newSecret, refusedAttempts, secretSchema } from "../../../connectors/webhook/index.ts";
import { whyUnsigned } from "../../../sandbox/webhook-receiver/signature.ts";

const now = Date.UTC(2026, 2, 5, 14, 5, 0, 900);
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const delivery: Delivery = {
  url: "https://example.com/hooks",
  secrets: [secret],
  webhookId: "msg_1",
  body: '{"test": 2432232314}',
  attempts: 1,
};

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

async function attempt(status: number, more: Partial<Delivery> = {}, headers: Record<string, string> = {}) {
  const sent: Sent[] = [];
  const outcome = await deliver(
    {
      now: () => now,
      timeoutMs: 1_000,
      request: async (request) => {
        sent.push(request);
        return { status, headers, body: Buffer.from("ok") };
      },
    },
    { ...delivery, ...more },
  ).catch((error: unknown) => error);
  const [request] = sent;
  if (!request) throw new Error("Nothing was sent.");
  return { outcome, request };
}

const verified = ({ headers, body }: Sent, secrets: readonly string[], at = now) =>
  whyUnsigned(
    {
      id: headers["webhook-id"],
      timestamp: headers["webhook-timestamp"],
      signature: headers["webhook-signature"],
      body: Buffer.from(body),
    },
    secrets,
    at,
  );

describe("signatures", () => {
  it("the example of the Standard Webhooks specification", () => {
    const signed = new Webhook(secret).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", new Date(1_614_265_330_000), delivery.body);
    expect(signed).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    const request = {
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: "1614265330",
      signature: signed,
      body: Buffer.from(delivery.body),
    };
    expect(whyUnsigned(request, [secret], 1_614_265_330_000)).toBeUndefined();
  });

  it("an implementation of its own agrees, and notices every change", async () => {
    const { request } = await attempt(200);
    expect(request.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-id": "msg_1",
      "webhook-timestamp": String(Math.floor(now / 1000)),
    });
    expect(verified(request, [secret])).toBeUndefined();
    expect(verified(request, [other])).toBe("no signature fits");
    expect(verified({ ...request, body: `${request.body} ` }, [secret])).toBe("no signature fits");
    const renamed = { ...request, headers: { ...request.headers, "webhook-id": "msg_2" } };
    expect(verified(renamed, [secret])).toBe("no signature fits");
    expect(verified(request, [secret], now + 301_000)).toBe("the timestamp is too old or too new");
  });

  it("while a secret changes, each of the two verifies", async () => {
    const { request } = await attempt(200, { secrets: [other, secret] });
    expect(request.headers["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/);
    expect(verified(request, [secret])).toBeUndefined();
    expect(verified(request, [other])).toBeUndefined();
  });
});

describe("secrets", () => {
  it("new ones are 32 random bytes as the specification writes them", () => {
    const made = newSecret((length) => new Uint8Array(length).fill(7));
    expect(made).toBe(`whsec_${Buffer.alloc(32, 7).toString("base64")}`);
    expect(secretSchema.parse(made)).toBe(made);
  });

  it.each([
    ["no prefix", secret.slice(6)],
    ["too short", `whsec_${Buffer.alloc(23).toString("base64")}`],
    ["too long", `whsec_${Buffer.alloc(65).toString("base64")}`],
    ["not base64", "whsec_not base64 at all, however long it is"],
    ["empty", ""],
  ])("%s is refused, without repeating it", (_name, text) => {
    const read = secretSchema.safeParse(text);
    expect(read.success).toBe(false);
    expect(read.error?.message).toContain("must be whsec_");
    if (text) expect(read.error?.message).not.toContain(text);
  });
});

describe("what an answer means", () => {
  it.each([200, 201, 202, 204, 299])("%i: taken", async (status) => {
    expect((await attempt(status)).outcome).toEqual({ status, said: "ok" });
  });

  const patient = { remedy: "retry" };
  const cases: [number, string, object][] = [
    [301, "webhook.redirected", patient],
    [302, "webhook.redirected", patient],
    [307, "webhook.redirected", patient],
    [400, "webhook.refused", patient],
    [401, "webhook.refused", patient],
    [404, "webhook.refused", patient],
    [413, "webhook.refused", patient],
    [408, "webhook.unavailable", { remedy: "retry", mayHaveLanded: true }],
    [410, "webhook.gone", { remedy: "give-up" }],
    [425, "webhook.unavailable", { remedy: "retry", mayHaveLanded: false }],
    [429, "webhook.rate_limited", { remedy: "retry", mayHaveLanded: false }],
    [500, "webhook.unavailable", { remedy: "retry", mayHaveLanded: true }],
    [502, "webhook.unavailable", { remedy: "retry", mayHaveLanded: true }],
    [503, "webhook.unavailable", { remedy: "retry", mayHaveLanded: false }],
    [504, "webhook.unavailable", { remedy: "retry", mayHaveLanded: true }],
  ];
  it.each(cases)("%i: %s", async (status, code, meaning) => {
    expect((await attempt(status)).outcome).toMatchObject({ code, status, ...meaning });
  });

  it.each([301, 401, 404])("%i is given up with the last of its attempts, not before", async (status) => {
    const before = await attempt(status, { attempts: refusedAttempts - 1 });
    expect(before.outcome).toMatchObject({ remedy: "retry" });
    const last = await attempt(status, { attempts: refusedAttempts });
    expect(last.outcome).toMatchObject({ remedy: "give-up" });
  });

  it.each([429, 500, 503])("%i is never given up for its attempts", async (status) => {
    expect((await attempt(status, { attempts: 1_000 })).outcome).toMatchObject({ remedy: "retry" });
  });

  const waits: [string, number | undefined][] = [
    ["120", 120_000],
    ["0", 0],
    [new Date(now + 60_100).toUTCString(), 60_100],
    ["Thu, 05 Mar 2020 00:00:00 GMT", 0],
    ["999999999", 24 * 3_600_000],
    ["soon", undefined],
    ["", undefined],
  ];
  it.each(waits)("Retry-After %s", async (text, wait) => {
    const { outcome } = await attempt(429, {}, { "retry-after": text });
    expect(outcome).toMatchObject({ code: "webhook.rate_limited" });
    const said = outcome instanceof Error && "retryAfterMs" in outcome ? outcome.retryAfterMs : "nothing";
    // A date has whole seconds.
    expect(typeof said === "number" && wait !== undefined ? Math.abs(said - wait) < 1_000 : said === wait).toBe(true);
  });
});

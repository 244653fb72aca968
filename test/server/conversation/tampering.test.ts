/**
 * A changed body at the door: signed again it is refused with 421, not signed again with 432; always empty, and nothing
 * changes. Every bit of one exchange is flipped in test/connectors/whatsapp/wire/envelope.test.ts; here are samples.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { sealExchange } from "../../../phone/index.ts";
import { bitsOf, careless, parts, withBitFlipped, writtenCarelessly } from "../../connectors/whatsapp/wire/spoiling.ts";
import { type Harness, post, signed, startHarness } from "../harness.ts";

let house: Harness;
let body: string;
let before: unknown;
beforeAll(async () => {
  house = await startHarness();
  const [screen = ""] = house.screens;
  const data = { full_name: "Giulia Bellandi", email: "giulia@example.org" };
  const exchange = { version: "3.0", action: "data_exchange", screen, data, flow_token: await house.newToken() };
  body = await sealedWithPadding(exchange);
  before = await house.state();
});
afterAll(() => house.close());

/** So that every part ends with `==` and has a letter that the alphabet for URLs writes in another way. */
async function sealedWithPadding(exchange: object): Promise<string> {
  for (let spaces = 0; ; spaces += 1) {
    const sealed = await sealExchange(house.publicKey, { ...exchange, filler: " ".repeat(spaces % 3) });
    const fields = Object.values<string>(JSON.parse(sealed.body));
    if (fields.every((text) => text.endsWith("==") && /[+/]/.test(text))) return sealed.body;
  }
}

const send = (changed: Buffer, signature: string) =>
  post(`${house.url}${house.endpointPath}`, changed.toString(), signature);

/** Statuses of the body signed again and with the signature it had; with "unempty" where there was a body. */
async function refusals(changed: Buffer): Promise<(number | string)[]> {
  const answers = [await send(changed, signed(changed.toString())), await send(changed, signed(body))];
  expect(await house.state()).toEqual(before);
  return answers.map(({ status, body: said }) => (said === "" ? status : `${status} unempty`));
}

describe.each(parts)("%s", (part) => {
  it("with a flipped bit: the first, the last, and sixty between", async () => {
    const bits = bitsOf(body, part);
    const sample = new Set([0, bits - 1, ...Array.from({ length: 60 }, (_, at) => Math.floor((at * bits) / 60))]);
    for (const bit of sample)
      expect([bit, ...(await refusals(withBitFlipped(body, part, bit)))]).toEqual([bit, 421, 432]);
  });

  it.each(Object.keys(careless))("in base64 with %s", async (how) => {
    const changed = writtenCarelessly(body, part, how);
    if (!changed) throw new Error("Nothing was written in another way.");
    expect(await refusals(changed)).toEqual([421, 432]);
  });
});

it("and the body as it was sealed is taken", async () => {
  expect(await send(Buffer.from(body), signed(body))).toMatchObject({ status: 200 });
});

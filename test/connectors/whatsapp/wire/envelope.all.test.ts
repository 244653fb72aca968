import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { generateKeyPair, importPrivateKey, openEnvelope } from "../../../../connectors/whatsapp/wire/index.ts";
import { openReplyWithForge, sealWithForge, wrapWithForge } from "./sealing.ts";

it("agrees with node-forge over many keys and thousands of exchanges", async () => {
  let exchanged = 0;
  for (let round = 0; round < 5; round += 1) {
    const pair = await generateKeyPair();
    const key = await importPrivateKey(pair.privatePem);
    for (let wraps = 0; wraps < 100; wraps += 1) {
      const wrapped = wrapWithForge(pair.publicPem);
      for (const message of fc.sample(fc.jsonValue(), 10)) {
        const clear = JSON.stringify(message);
        const sealed = sealWithForge(wrapped, clear);
        const opened = await openEnvelope(sealed.body, [key]);
        if (!opened.ok) throw new Error(opened.reason);
        expect(opened.clear).toEqual(JSON.parse(clear));
        expect(openReplyWithForge(opened.reply.seal(message), sealed)).toBe(clear);
        exchanged += 1;
      }
    }
  }
  expect(exchanged).toBe(5000);
}, 600_000);

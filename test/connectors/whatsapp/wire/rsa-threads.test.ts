import { createPrivateKey, type KeyObject, publicEncrypt } from "node:crypto";
import { afterEach, describe, expect, it } from "@jest/globals";
import { generateKeyPair, rsaThreads } from "../../../../connectors/whatsapp/wire/index.ts";

const threads = rsaThreads(2);
afterEach(() => threads.close());

async function newKey(): Promise<{ key: KeyObject; wrap: (text: string) => Buffer }> {
  const { privatePem, publicPem } = await generateKeyPair();
  return {
    key: createPrivateKey(privatePem),
    wrap: (text) => publicEncrypt({ key: publicPem, oaepHash: "sha256" }, Buffer.from(text)),
  };
}

const textOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

describe("RSA on threads of its own", () => {
  it("gives each caller what was wrapped for its key, however many ask at once", async () => {
    const keys = [await newKey(), await newKey()];
    const asked = Array.from({ length: 40 }, (_, number) => ({
      ...(keys[number % 2] ?? keys[0]),
      text: `key ${number}`,
    }));
    const unwrapped = await Promise.all(
      asked.map(({ key, wrap, text }) => key && wrap && threads.unwrap(key, wrap(text))),
    );
    expect(unwrapped.map(textOf)).toEqual(asked.map(({ text }) => text));
  });

  it("gives nothing for another key's bytes, or for none, and goes on", async () => {
    const [ours, theirs] = [await newKey(), await newKey()];
    const answers = await Promise.all([
      threads.unwrap(ours.key, theirs.wrap("theirs")),
      threads.unwrap(ours.key, Buffer.alloc(256, 1)),
      threads.unwrap(ours.key, new Uint8Array()),
      threads.unwrap(ours.key, ours.wrap("ours")),
    ]);
    expect(answers.map(textOf)).toEqual([undefined, undefined, undefined, "ours"]);
  });

  it("refuses what a thread was at when it ended, does what waited, and starts again", async () => {
    const { key, wrap } = await newKey();
    const one = rsaThreads(1);
    const asked = Array.from({ length: 20 }, (_, number) => one.unwrap(key, wrap(String(number))));
    const ended = one.close();
    const settled = await Promise.allSettled(asked);
    await ended;
    expect(settled[0]).toMatchObject({ status: "rejected" });
    for (const [number, outcome] of settled.entries())
      if (outcome.status === "fulfilled") expect(textOf(outcome.value)).toBe(String(number));
    expect(settled.at(-1)).toMatchObject({ status: "fulfilled" });
    expect(textOf(await one.unwrap(key, wrap("again")))).toBe("again");
    await one.close();
  });
});

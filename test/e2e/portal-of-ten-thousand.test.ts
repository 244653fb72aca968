/** As many submissions as contacts: two hundred and fifty here, ten thousand in portal-of-ten-thousand.all.test.ts. */
import { expect, it } from "@jest/globals";
import { deliverGeneratedPortal } from "./portal-of-ten-thousand.ts";

it("two hundred and fifty submissions make no contact that existed and give none to the wrong person", async () => {
  const { wrong, counts, ...contacts } = await deliverGeneratedPortal(250);
  process.stdout.write(`${JSON.stringify({ ...contacts, counts }, null, 1)}\n`);
  expect(wrong).toEqual([]);
  for (const count of Object.values(counts))
    expect(count.atTheirContact + count.made + count.waiting).toBeGreaterThan(0);
}, 300_000);

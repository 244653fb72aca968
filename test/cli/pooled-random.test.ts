import { expect, it } from "@jest/globals";
import { pooledRandom } from "../../cli/pooled-random.ts";

it("draws bytes of any length, never the same ones twice, and nobody can change another's", () => {
  const random = pooledRandom();
  const drawn = Array.from({ length: 2_000 }, (_, index) => random(index % 40 === 0 ? 5_000 : 16));
  expect(drawn.map(({ length }) => length)).toEqual(drawn.map((_, index) => (index % 40 === 0 ? 5_000 : 16)));
  const written = drawn.map((bytes) => Buffer.from(bytes).toString("hex"));
  expect(new Set(written).size).toBe(drawn.length);
  for (const bytes of drawn.slice(1)) bytes.fill(0);
  expect(Buffer.from(drawn[0] ?? []).toString("hex")).toBe(written[0]);
  // Every value of a byte turns up in so many of them.
  expect(new Set(Buffer.from(written.join(""), "hex")).size).toBe(256);
  expect(random(0)).toHaveLength(0);
});

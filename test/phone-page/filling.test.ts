import { expect, it } from "@jest/globals";
import { broadest, publishable } from "./filling/definitions.ts";
import { describeFilling } from "./filling/describe-filling.ts";

const committed = publishable("fixtures");

it("has forms to fill in", () => {
  expect(committed.length).toBeGreaterThan(0);
});
// The others, and other ways through all of them, are in the slow part.
const brought = broadest(publishable("reference"), 1, 25);
describeFilling("publishable forms of every tool", [...committed, ...brought], [{ option: 0 }]);

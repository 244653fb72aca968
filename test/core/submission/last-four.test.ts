import { expect, it } from "@jest/globals";
import { lastFourOf } from "../../../core/submission/last-four.ts";

it.each([
  ["DE89 3704 0044 0532 0130 00", "3000"],
  ["RSSMRA85T10A562S", "562S"],
  ["12-34-56-78", "5678"],
  [12345678, "5678"],
])("%s ends in %s", (value, end) => expect(lastFourOf(value)).toBe(end));

it.each([["1234567"], ["12 34"], [true], [["DE89370400440532013000"]]])("%j gives nothing away", (value) =>
  expect(lastFourOf(value)).toBeUndefined(),
);

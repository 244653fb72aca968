/** Refusals of the properties API. */
import { invalid, type Refusal, refusal } from "./errors.ts";

export const duplicateName = (what: string, name: string): Refusal =>
  refusal(409, "CONFLICT", `${what} named '${name}' already exists.`, { context: { name: [name] } });

export const unknownGroup = (name: string): Refusal =>
  invalid(`Property group '${name}' does not exist.`, [
    { message: `Property group '${name}' does not exist.`, in: "groupName", code: "INVALID_GROUP" },
  ]);

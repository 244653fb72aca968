/** A key ring for a person to read. */
import { z } from "zod";

const ringSchema = z.object({
  accountId: z.string(),
  keys: z.array(
    z.object({
      id: z.string(),
      fingerprint: z.string(),
      status: z.string(),
      retireAt: z.number().nullable(),
      createdAt: z.number(),
    }),
  ),
  numbers: z.array(
    z.object({
      id: z.string(),
      displayNumber: z.string(),
      status: z.string(),
      keyId: z.string().nullable(),
      code: z.string().nullable(),
      checkedAt: z.number().nullable(),
    }),
  ),
  settled: z.boolean(),
  rotatesAt: z.number().nullable(),
  note: z.string().optional(),
});

/** What a number's state means. */
const words: Readonly<Record<string, string>> = {
  valid: "has our key",
  mismatch: "has our key, and Meta's signature on it is not valid",
  foreign: "has another tool's key",
  none: "has no key",
  failed: "could not be asked or given the key",
};

export function ringText(answer: unknown): string {
  const { accountId, keys, numbers, settled, rotatesAt, note } = ringSchema.parse(answer);
  const fingerprintOf = (keyId: string | null) => keys.find(({ id }) => id === keyId)?.fingerprint;
  const lines = [
    ...(note ? [note, ""] : []),
    `WhatsApp account ${accountId}`,
    "",
    ...keys.map(({ id, fingerprint, status, retireAt, createdAt }) => {
      const until =
        status === "retiring"
          ? `, accepted until ${retireAt === null ? "every number has the active one" : day(retireAt)}`
          : "";
      return `  key ${fingerprint}  ${status}, made ${day(createdAt)}${until}  (${id})`;
    }),
    "",
    ...numbers.map(({ id, displayNumber, status, keyId, code, checkedAt }) => {
      const which = fingerprintOf(keyId);
      const details = [which, code, checkedAt === null ? "never asked" : `asked ${day(checkedAt)}`];
      return `  ${displayNumber}  ${words[status] ?? status} (${details.filter(Boolean).join(", ")})  (${id})`;
    }),
    "",
    settled ? "Every number has the active key, or another tool's." : "Some number still lacks the active key.",
    rotatesAt === null ? "The next key is made when you ask for it." : `The next key is due ${day(rotatesAt)}.`,
  ];
  return lines.join("\n");
}

function day(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

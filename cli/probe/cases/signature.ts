import { flipped, type Line, type ProbeCase, ping, refusedWith } from "../case.ts";

const why = "Whoever knows the address could otherwise talk to the endpoint as if they were WhatsApp.";
const expected = "432 with an empty body";

/** Requests that did not come from Meta: HMAC-SHA256 over the raw body (WhatsApp reference 3.7). */
export const signatureCases: readonly ProbeCase[] = [
  unsigned("signature-missing", "A good body without a signature", () => null),
  unsigned("signature-wrong", "A good body signed with another secret", (line, body) =>
    line.sign(body, "not-the-secret"),
  ),
  unsigned("signature-empty-secret", "A good body signed with the empty secret", (line, body) => line.sign(body, "")),
  unsigned("signature-malformed", "A header that is no signature", () => "sha256=0"),
  unsigned(
    "signature-not-hex",
    "A header of the right length that is not hexadecimal",
    () => `sha256=${"z".repeat(64)}`,
  ),
  {
    id: "signature-of-another-body",
    what: "A body changed after it was signed",
    why: "The signature is what keeps anybody on the way from changing a request.",
    expected,
    run: async (line) => {
      const sealed = await line.seal(ping);
      const changed = JSON.stringify({ ...sealed.fields, ...flipped(sealed.fields, "encrypted_flow_data", 0) });
      return refusedWith(432, await line.post(changed, { signature: line.sign(sealed.body) }));
    },
  },
];

function unsigned(id: string, what: string, signature: (line: Line, body: string) => string | null): ProbeCase {
  return {
    id,
    what,
    why,
    expected,
    run: async (line) => {
      const { body } = await line.seal(ping);
      return refusedWith(432, await line.post(body, { signature: signature(line, body) }));
    },
  };
}

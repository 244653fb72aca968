import { described } from "../answers.ts";
import { changedFields, type Finding, type ProbeCase, ping, refusedWith } from "../case.ts";
import { type Sealed, withContents } from "../sealed.ts";

const why =
  "Whatever a stranger or a broken proxy sends must be a refusal, never a crash: crashes count against the Flow's health.";

/** Bodies that are none, correctly signed: 421 is documented; another 4xx refuses too, but counts as an endpoint error. */
export const bodyCases: readonly ProbeCase[] = [
  broken("body-empty", "An empty body", () => ""),
  broken("body-truncated", "A body cut off in the middle", ({ body }) => body.slice(0, body.length / 2)),
  broken("body-last-byte", "A body without its last byte", ({ body }) => body.slice(0, -1)),
  broken("body-not-json", "A body that is not JSON", () => "encrypted_flow_data=AAAA&initial_vector=AAAA"),
  broken("body-null", "The JSON value null", () => "null"),
  broken("body-list", "A JSON list", ({ body }) => `[${body}]`),
  broken("body-not-utf8", "Bytes that are not UTF-8", () =>
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  ),
  ...["encrypted_flow_data", "encrypted_aes_key", "initial_vector"].map((name) =>
    changedFields({ id: `missing-${name}`, what: `A body without ${name}`, why, lenient: true }, () => ({
      [name]: undefined,
    })),
  ),
  changedFields({ id: "field-null", what: "A field that is null", why, lenient: true }, () => ({
    initial_vector: null,
  })),
  changedFields({ id: "field-number", what: "A field that is a number", why, lenient: true }, () => ({
    encrypted_aes_key: 256,
  })),
  changedFields({ id: "field-list", what: "A field that is a list", why, lenient: true }, ({ fields }) => ({
    encrypted_flow_data: [fields.encrypted_flow_data],
  })),
  broken("contents-not-json", "Contents that are sealed well and are not JSON", (sealed) =>
    withContents(sealed, Buffer.from("ping")),
  ),
  broken("contents-not-utf8", "Contents that are sealed well and are not UTF-8", (sealed) =>
    withContents(sealed, Buffer.from([0x22, 0xff, 0x22])),
  ),
  {
    id: "body-oversized",
    what: "A signed body of eight megabytes",
    why: "A Flow's exchange is one megabyte at most; an endpoint that takes in more can be filled until it falls over.",
    expected: "a 4xx, best 413 before all of it was read; and the endpoint lives",
    run: async (line): Promise<Finding> => {
      const { fields } = await line.seal(ping);
      const body = JSON.stringify({ ...fields, encrypted_flow_data: "A".repeat(8 * 1024 * 1024) });
      const reply = await line.post(body);
      const got = described({ reply });
      if (reply.kind === "answer") return { verdict: reply.status >= 400 && reply.status < 500 ? "pass" : "fail", got };
      // To cut the connection is a refusal too, if a rude one; whether the endpoint lives is asked afterwards.
      return { verdict: reply.why === "cut-off" ? "warn" : "fail", got };
    },
  },
];

function broken(id: string, what: string, body: (sealed: Sealed) => string | Uint8Array): ProbeCase {
  return {
    id,
    what,
    why,
    expected: "421 with an empty body",
    run: async (line) => refusedWith(421, await line.post(body(await line.seal(ping))), true),
  };
}

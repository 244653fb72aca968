/** Requests that open well and that no phone should have sent, without a valid token. */
import { randomBytes } from "node:crypto";
import { isObject } from "../answers.ts";
import { answeredWith, type Finding, type Line, type ProbeCase } from "../case.ts";

const nobodysToken = () => `probe-${randomBytes(18).toString("base64url")}`;

const refusal = '427 with encrypted {"error_msg":"..."}';
const closed =
  "427 is what closes the form and tells the customer why. Any other status is a generic error and a mark against the Flow; 200 lets anybody in.";

export const requestCases: readonly ProbeCase[] = [
  {
    id: "unknown-token-open",
    what: "A form opened with a token that nobody issued",
    why: closed,
    expected: refusal,
    run: async (line) =>
      answeredWith(
        [427],
        await line.exchange({ version: "3.0", action: "INIT", screen: "", data: {}, flow_token: nobodysToken() }),
      ),
  },
  {
    id: "unknown-token-submit",
    what: "Answers handed in with a token that nobody issued",
    why: closed,
    expected: refusal,
    run: async (line) => {
      const data = { name: "Probe" };
      const request = { version: "3.0", action: "data_exchange", screen: "START", data, flow_token: nobodysToken() };
      return answeredWith([427], await line.exchange(request));
    },
  },
  {
    id: "missing-token",
    what: "A form opened without a token",
    why: "Some phones were seen leaving it out: the endpoint has to say something that they can show.",
    expected: "427 or 200, encrypted",
    run: async (line) =>
      answeredWith([200, 427], await line.exchange({ version: "3.0", action: "INIT", screen: "", data: {} })),
  },
  {
    id: "unknown-action",
    what: "An action that does not exist",
    why: "Meta adds actions; an endpoint that fails on a new one takes every customer's form down with it.",
    expected: "427 or 200, encrypted",
    run: (line) =>
      allowed(line, {
        version: "3.0",
        action: "probe_no_such_action",
        screen: "",
        data: {},
        flow_token: nobodysToken(),
      }),
  },
  ...(
    [
      ["request-null", "Contents that are JSON's null", null],
      ["request-text", "Contents that are a JSON text", "ping"],
      ["request-list", "Contents that are a JSON list", [{ action: "ping" }]],
      ["request-empty", "Contents without any field", {}],
      [
        "request-types",
        "Fields of other types",
        { version: 3, action: ["INIT"], screen: {}, data: "x", flow_token: 7 },
      ],
    ] as const
  ).map(
    ([id, what, clear]): ProbeCase => ({
      id,
      what,
      why: "Who holds the public key can seal anything; nothing of it may be an exception.",
      expected: "427 or 200, encrypted",
      run: (line) => allowed(line, clear),
    }),
  ),
  {
    id: "error-notice-before-token",
    what: "An error notice is heard before the token is looked at",
    why: "Notices tell what phones could not show; one that comes after a token's end would be lost.",
    expected: '200 with encrypted {"data":{"acknowledged":true}}',
    run: async (line): Promise<Finding> => {
      const exchanged = await line.exchange({
        version: "3.0",
        action: "data_exchange",
        screen: "START",
        flow_token: nobodysToken(),
        data: { error: "payload-schema-error", error_message: "sent by a conformance probe" },
      });
      const finding = answeredWith([200, 427], exchanged);
      return finding.verdict === "pass" && !acknowledges(exchanged.read) ? { ...finding, verdict: "warn" } : finding;
    },
  },
];

export function acknowledges(read: { kind: string; clear?: unknown } | undefined): boolean {
  const clear = read?.clear;
  return isObject(clear) && isObject(clear["data"]) && clear["data"]["acknowledged"] === true;
}

/** Any answer that a phone can use; another 4xx refuses too, but counts as an endpoint error. */
async function allowed(line: Line, clear: unknown): Promise<Finding> {
  const exchanged = await line.exchange(clear);
  const finding = answeredWith([200, 427], exchanged);
  const { reply } = exchanged;
  const refusedOtherwise = reply.kind === "answer" && reply.status >= 400 && reply.status < 500 && reply.status !== 427;
  return refusedOtherwise ? { ...finding, verdict: "warn" } : finding;
}

/** One HTTP exchange with addresses that were checked before: no second look-up, no redirect, no byte too many. */
import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIPv6, type LookupFunction } from "node:net";
import { failed } from "./failures.ts";
import type { Target } from "./target.ts";
import type { OutboundAnswer, OutboundLimits, OutboundRequest } from "./types.ts";

type Settle = (outcome: OutboundAnswer | Error) => void;

/** @param deadline when everything must be over, by `performance.now()` */
export function exchange(
  target: Target,
  asked: OutboundRequest,
  body: Buffer,
  limits: OutboundLimits,
  deadline: number,
): Promise<OutboundAnswer> {
  const request = open(target, asked, body);
  return new Promise((resolve, reject) => {
    let connected = false;
    let soFar: (() => OutboundAnswer) | undefined;
    const settle: Settle = (outcome) => {
      clearTimeout(connecting);
      clearTimeout(whole);
      if (outcome instanceof Error) reject(outcome);
      else resolve(outcome);
      request.destroy();
    };
    const left = Math.max(deadline - performance.now(), 0);
    const connecting = setTimeout(() => settle(failed("connect_timeout")), Math.min(limits.connectMs, left));
    const whole = setTimeout(() => settle(soFar?.() ?? failed("timeout")), left);

    request.once("socket", (socket) => {
      socket.once(target.url.protocol === "https:" ? "secureConnect" : "connect", () => {
        connected = true;
        clearTimeout(connecting);
      });
    });
    request.once("response", (response) => {
      const read = readBody(response, limits.answerBytes, settle, asked.answerBody ?? "required");
      if (asked.answerBody === "optional") soFar = read;
    });
    // It stays for the errors that come after everything is settled.
    request.on("error", (error) => settle(soFar?.() ?? whyNot(error, connected)));
    request.end(body);
  });
}

function open({ url, addresses }: Target, { method, headers }: OutboundRequest, body: Buffer): ClientRequest {
  const options: RequestOptions = {
    method,
    // A connection of its own: one kept open could belong to an address that was checked for another name.
    agent: false,
    lookup: checked(addresses),
    headers: {
      "user-agent": "Flowella",
      ...headers,
      "accept-encoding": "identity",
      ...(method === "POST" && { "content-length": String(body.byteLength) }),
    },
  };
  return url.protocol === "https:" ? httpsRequest(url, options) : httpRequest(url, options);
}

/** Answers with what was checked, whatever is asked. */
function checked(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, options, callback) => {
    const [first] = all;
    if (options.all) callback(null, all);
    else callback(null, first?.address ?? "", first?.family ?? 4);
  };
}

/** Collects the body, up to its limit. @returns the answer as far as it has come */
function readBody(
  response: IncomingMessage,
  most: number,
  settle: Settle,
  need: "required" | "optional",
): () => OutboundAnswer {
  const chunks: Buffer[] = [];
  let size = 0;
  const answer = (cut: boolean): OutboundAnswer => ({
    status: response.statusCode ?? 0,
    headers: headersOf(response),
    body: Buffer.concat(chunks),
    cut,
  });
  const broken = () => settle(need === "optional" ? answer(true) : failed("cut_off"));
  response.on("data", (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size <= most) chunks.push(chunk);
    else settle(need === "optional" ? answer(true) : failed("answer_too_large"));
  });
  response.once("end", () => (response.complete ? settle(answer(false)) : broken()));
  response.on("error", broken);
  return () => answer(true);
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  return Object.fromEntries(pairs);
}

function whyNot(error: Error, connected: boolean): Error {
  const code = "code" in error ? String(error.code) : "";
  if (/^HPE_/.test(code)) return failed("bad_answer", error);
  if (connected) return failed("cut_off", error);
  return failed(/CERT|SSL|TLS|EPROTO|SIGNATURE/.test(code) ? "tls" : "unreachable", error);
}

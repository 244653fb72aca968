/** What only a valid token shows. None of it hands a form in: the token can be used afterwards. */
import { described, type Exchanged, isObject } from "../answers.ts";
import { answeredWith, type Finding, type Line, type ProbeCase } from "../case.ts";
import { acknowledges } from "./requests.ts";

const request = (line: Line, action: string, rest: Readonly<Record<string, unknown>> = {}) => ({
  version: "3.0",
  action,
  screen: "",
  data: {},
  flow_token: line.token,
  ...rest,
});

const noSuchScreen = { screen: "PROBE_NO_SUCH_SCREEN", data: { probe_no_such_input: "probe" } };

export const conversationCases: readonly ProbeCase[] = [
  {
    id: "open",
    what: "A form opens with its token",
    why: "This is the first thing that every customer does.",
    expected: "200 with an encrypted screen, its data an object",
    needsToken: true,
    run: async (line) => firstScreen(await line.exchange(request(line, "INIT"))),
  },
  {
    id: "version-echoed",
    what: "The answer repeats the request's version",
    why: "Meta's documents disagree on whether it is needed; phones were reported to fail silently without it.",
    expected: 'version "3.0" in the answer',
    needsToken: true,
    run: async (line): Promise<Finding> => {
      const exchanged = await line.exchange(request(line, "INIT"));
      const finding = firstScreen(exchanged);
      if (finding.verdict !== "pass") return finding;
      const version = clearOf(exchanged)?.["version"];
      if (version === "3.0") return { verdict: "pass", got: '"3.0"' };
      return version === undefined
        ? { verdict: "warn", got: "no version" }
        : { verdict: "fail", got: JSON.stringify(version) };
    },
  },
  {
    id: "answer-size",
    what: "The answer fits a phone",
    why: "A phone drops an answer whose data is larger than one megabyte.",
    expected: "at most 1 MB of data",
    needsToken: true,
    run: async (line): Promise<Finding> => {
      const exchanged = await line.exchange(request(line, "INIT"));
      const finding = firstScreen(exchanged);
      if (finding.verdict !== "pass") return finding;
      const bytes = Buffer.byteLength(JSON.stringify(clearOf(exchanged)?.["data"] ?? {}));
      return { verdict: bytes <= 1_000_000 ? "pass" : "fail", got: `${bytes} bytes` };
    },
  },
  {
    id: "open-without-data",
    what: "A form opens without screen and data in the request",
    why: "Phones leave out what is empty.",
    expected: "200 with an encrypted screen",
    needsToken: true,
    run: async (line) => firstScreen(await line.exchange({ version: "3.0", action: "INIT", flow_token: line.token })),
  },
  {
    id: "back",
    what: "Back is answered with a screen",
    why: "A customer who presses back must not lose the form.",
    expected: "200 with an encrypted screen",
    needsToken: true,
    run: async (line) => {
      const opened = await line.exchange(request(line, "INIT"));
      return firstScreen(await line.exchange(request(line, "BACK", { screen: screenOf(opened) })));
    },
  },
  {
    id: "unknown-screen",
    what: "Answers for a screen that does not exist",
    why: "Phones keep older revisions of a form: their screens must be met with an answer, and never be taken for the end.",
    expected: "200 or 427, encrypted, and not SUCCESS",
    needsToken: true,
    run: async (line) => notTheEnd(await line.exchange(request(line, "data_exchange", noSuchScreen))),
  },
  {
    id: "unknown-action-with-token",
    what: "An action that does not exist, with a good token",
    why: "Meta adds actions; an endpoint that fails on a new one takes every customer's form down with it.",
    expected: "200 or 427, encrypted, and not SUCCESS",
    needsToken: true,
    run: async (line) => notTheEnd(await line.exchange(request(line, "probe_no_such_action"))),
  },
  {
    id: "replayed",
    what: "The very same request twice",
    why: "Phones and proxies repeat a request when its answer got lost.",
    expected: "twice an answer that a phone can use, and not SUCCESS",
    needsToken: true,
    run: async (line): Promise<Finding> => {
      const sealed = await line.seal(request(line, "data_exchange", noSuchScreen));
      for (let times = 0; times < 2; times += 1) {
        const reply = await line.post(sealed.body);
        const read = reply.kind === "answer" && reply.body !== "" ? await sealed.read(reply.body) : undefined;
        const finding = notTheEnd({ reply, read });
        if (finding.verdict !== "pass" || times === 1) return finding;
      }
      throw new Error("unreachable");
    },
  },
  ...(["error", "error_key"] as const).map(
    (key): ProbeCase => ({
      id: `error-notice-${key}`,
      what: `An error notice is acknowledged (its code under ${key})`,
      why: "The phone tells what it could not show. The documents disagree on the key's name, so both must be understood.",
      expected: '200 with encrypted {"data":{"acknowledged":true}}',
      needsToken: true,
      run: async (line) => {
        const data = { [key]: "payload-schema-error", error_message: "sent by a conformance probe" };
        const exchanged = await line.exchange(request(line, "data_exchange", { screen: "START", data }));
        const finding = answeredWith([200], exchanged);
        return finding.verdict === "pass" && !acknowledges(exchanged.read) ? { ...finding, verdict: "fail" } : finding;
      },
    }),
  ),
];

function firstScreen(exchanged: Exchanged): Finding {
  const finding = answeredWith([200], exchanged);
  if (finding.verdict !== "pass") return finding;
  const screen = screenOf(exchanged);
  if (screen === "") return { verdict: "fail", got: `${finding.got}: it names no screen` };
  if (screen === "SUCCESS") return { verdict: "fail", got: `${finding.got}: it ends the form at once` };
  return finding;
}

function notTheEnd(exchanged: Exchanged): Finding {
  const finding = answeredWith([200, 427], exchanged);
  if (screenOf(exchanged) === "SUCCESS") return { verdict: "fail", got: `${described(exchanged)}: taken as the end` };
  return finding;
}

function screenOf(exchanged: Exchanged): string {
  const screen = clearOf(exchanged)?.["screen"];
  return typeof screen === "string" ? screen : "";
}

function clearOf({ read }: Exchanged): Record<string, unknown> | undefined {
  return read?.kind === "clear" && isObject(read.clear) ? read.clear : undefined;
}

/**
 * A HubSpot for the model: contacts with two unique properties, form submissions that reach their contact and the list
 * late, tasks. It has a clock of its own, which never jumps, and does to each call what it was told. What it sees that
 * must never be seen, it writes down in `wrong`.
 */

import { sortHubSpotError } from "../../connectors/hubspot/errors.ts";
import type { Contact, HubSpot, ListedSubmission } from "../../connectors/hubspot/index.ts";
import { OutsideError } from "../../core/errors.ts";
import { fakeHubSpot } from "../server/fake-hubspot.ts";
import type { Life } from "./delivery-processes.ts";

export const fates = [
  "fine",
  "429",
  "500",
  "500, but it landed",
  "time-out",
  "time-out, but it landed",
  "cut off before it was sent",
  "401",
  "refused for good",
  "hangs, and lands when it goes on",
  "landed, and hangs",
] as const;
export type Fate = (typeof fates)[number];

/** A form submission shows in the list, and at its contact, after so many milliseconds. */
const lagMs = 2_000;

interface Caller {
  readonly life: Life;
  readonly mayCall: () => void;
}

export interface Destination {
  readonly contacts: Map<string, Record<string, string>>;
  readonly submitted: { at: number; email: string; landedAt: number }[];
  readonly tasks: { subject: string; contactIds: readonly string[] }[];
  /** What happens to the next calls, in order; those after them are fine. */
  fates: Fate[];
  readonly wrong: string[];
  /** Submissions (by their time) that may stand twice: a window that docs/delivery.md names was open for them. */
  readonly mayBeTwice: Set<number>;
  /** People of whom an older value may stand last, for the same reason. */
  readonly mayBeOld: Set<string>;
  readonly calls: Map<Fate, number>;
  /** @param mayCall asked right before each call, as the real one does; what it throws keeps the call from being made */
  of(life: Life, mayCall: () => void): HubSpot;
  /** Lets go on what hangs. */
  release(): void;
  hanging(): number;
  /** The server's clock was put forward: it no longer knows how long ago it called. */
  jumpedForward(): void;
}

/** The value of the property that every submission writes: whose, and when it was handed in. */
export const markOf = (person: string, handedInAt: number): string => `${person}@${handedInAt}`;
export const readMark = (value: string | undefined): { person: string; at: number } | undefined => {
  const [person, at] = (value ?? "").split("@");
  return person && at ? { person, at: Number(at) } : undefined;
};

/** @param steady epoch milliseconds; only goes forward */
export function startDestination(steady: () => number, isCorrection: (at: number) => boolean): Destination {
  const contacts: Destination["contacts"] = new Map();
  const entries: { contactId: string; body: string }[] = [];
  /** What these are about may stand twice: a call that was given up landed after somebody had looked for it. */
  const lateEntries = new Set<string>();
  const madeByForm = new Set<string>();
  const submitted: Destination["submitted"] = [];
  const tasks: Destination["tasks"] = [];
  let waiting: { dueAt: number; values: Record<string, string>; how: "late" | "by HubSpot" }[] = [];
  let stuck: (() => void)[] = [];
  let lastJump = 0;
  let ids = 100;

  const contactOf = (id: string): Contact[] => {
    const properties = contacts.get(id);
    return properties ? [{ id, properties: { ...properties } }] : [];
  };
  const holders = (name: string, value: string) => [...contacts].filter(([, all]) => all[name] === value);
  const refuseTaken = (values: Readonly<Record<string, string>>, own?: string) => {
    for (const name of ["email", "flowella_wa_id"]) {
      const [holder] = values[name] ? holders(name, values[name]).filter(([id]) => id !== own) : [];
      if (holder) throw refusal(409, { message: `Contact already exists. Existing ID: ${holder[0]}` });
    }
  };
  /** @param how `late`: it hung for a while; `by HubSpot`: a form reaches its contact, soon after the next answers did */
  const put = (id: string, values: Readonly<Record<string, string>>, how: "at once" | "late" | "by HubSpot") => {
    const before = contacts.get(id) ?? {};
    const [old, now] = [readMark(before["firstname"]), readMark(values["firstname"])];
    if (old && now && old.person === now.person && now.at < old.at) {
      // A correction stands in the steps before its own, too; its own writes it again.
      if (how === "late") destination.mayBeOld.add(now.person);
      // Nor is it on our record yet who wrote what a form made: the contact's step comes next, and writes it again.
      else if (
        how === "at once" &&
        !madeByForm.has(before["firstname"] ?? "") &&
        !isCorrection(old.at) &&
        !destination.mayBeOld.has(now.person)
      )
        destination.wrong.push(`the answers of ${now.at} overwrote those of ${old.at}`);
    }
    contacts.set(id, { ...before, ...values });
  };
  const make = (values: Readonly<Record<string, string>>): string => {
    ids += 1;
    contacts.set(String(ids), { ...values });
    return String(ids);
  };
  const process = () => {
    const due = waiting.filter(({ dueAt }) => dueAt <= steady());
    waiting = waiting.filter(({ dueAt }) => dueAt > steady());
    for (const { values, how } of due) {
      const [holder] = holders("email", values["email"] ?? "");
      if (holder) put(holder[0], values, how);
      else {
        make(values);
        madeByForm.add(values["firstname"] ?? "");
      }
    }
  };

  /** One call as the wire sees it: it may not arrive, arrive late, or arrive and the answer is lost. */
  const call = async <Answer>(
    { life, mayCall }: Caller,
    writes: boolean,
    effect: (late: boolean) => Answer,
  ): Promise<Answer> => {
    mayCall();
    life.meet("before the call");
    process();
    const fate = destination.fates.shift() ?? "fine";
    destination.calls.set(fate, (destination.calls.get(fate) ?? 0) + 1);
    const hang = () => life.hang(new Promise<void>((resolve) => stuck.push(resolve)));
    switch (fate) {
      case "fine":
        return life.after("after the call", effect(false));
      case "429":
        throw refusal(429, {}, { "retry-after": "7" });
      case "401":
        throw refusal(401, { category: "INVALID_AUTHENTICATION" });
      case "refused for good":
        throw refusal(400, { category: "VALIDATION_ERROR" });
      case "500":
        throw refusal(500, {}, {}, writes);
      case "500, but it landed":
        effect(false);
        throw refusal(500, {}, {}, writes);
      case "time-out":
        throw lost(writes);
      case "time-out, but it landed":
        effect(false);
        throw lost(writes);
      case "cut off before it was sent":
        throw lost(false);
      case "landed, and hangs": {
        const answer = effect(false);
        await hang();
        return life.after("after the call", answer);
      }
      case "hangs, and lands when it goes on": {
        await hang();
        process();
        return life.after("after the call", effect(writes));
      }
    }
  };

  const destination: Destination = {
    contacts,
    submitted,
    tasks,
    fates: [],
    wrong: [],
    mayBeTwice: new Set(),
    mayBeOld: new Set(),
    calls: new Map(),
    release: () => {
      const all = stuck;
      stuck = [];
      for (const goOn of all) goOn();
    },
    hanging: () => stuck.length,
    jumpedForward: () => {
      lastJump = steady();
    },
    of: (life, mayCall) => {
      const ask = <Answer>(writes: boolean, effect: (late: boolean) => Answer) =>
        call({ life, mayCall }, writes, effect);
      return fakeHubSpot({
        contacts: {
          get: (id) => ask(false, () => contactOf(id)[0]),
          findByWaId: (waId) => ask(false, () => holders("flowella_wa_id", waId).flatMap(([id]) => contactOf(id))),
          findByEmail: (email) => ask(false, () => holders("email", email).flatMap(([id]) => contactOf(id))),
          findByPhone: () => ask(false, () => []),
          create: (values) =>
            ask(true, () => {
              refuseTaken(values);
              const id = make(values);
              return { id, properties: { ...values } };
            }),
          update: (id, values) =>
            ask(true, (late) => {
              refuseTaken(values, id);
              put(id, values, late ? "late" : "at once");
              return { id, properties: { ...contacts.get(id) } };
            }),
        },
        submitForm: ({ submittedAt, fields }) =>
          ask(true, (late) => {
            const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
            if (late) destination.mayBeTwice.add(submittedAt);
            if (submitted.some(({ at }) => at === submittedAt) && !destination.mayBeTwice.has(submittedAt))
              destination.wrong.push(`the form submission of ${submittedAt} stands twice`);
            submitted.push({ at: submittedAt, email: values["email"] ?? "", landedAt: steady() });
            waiting.push({ dueAt: steady() + lagMs, values, how: late ? "late" : "by HubSpot" });
          }),
        listSubmissions: (_form, { after = "0", limit = 20 } = {}) =>
          ask(false, () => {
            const hidden = submitted.filter(({ landedAt }) => landedAt + lagMs > steady());
            for (const { at, landedAt } of hidden) if (lastJump >= landedAt) destination.mayBeTwice.add(at);
            const listed = submitted
              .filter((each) => !hidden.includes(each))
              .sort((one, other) => other.at - one.at)
              .map(
                ({ at, email }): ListedSubmission => ({ submittedAt: at, values: [{ name: "email", value: email }] }),
              );
            const from = Number(after);
            const submissions = listed.slice(from, from + limit);
            return { submissions, ...(from + limit < listed.length && { after: String(from + limit) }) };
          }),
        createTask: ({ subject, contactIds }) =>
          ask(true, (late) => {
            if (tasks.some((task) => task.subject === subject) && !late) destination.wrong.push("a task stands twice");
            tasks.push({ subject, contactIds });
            return String(tasks.length);
          }),
        communications: {
          create: ({ body, contactId }) =>
            ask(true, (late) => {
              const subject = body.slice(body.lastIndexOf("<br>") + 4);
              if (late) lateEntries.add(subject);
              if (entries.some((entry) => entry.body.endsWith(subject)) && !lateEntries.has(subject))
                destination.wrong.push(`the timeline entry ${subject} stands twice`);
              entries.push({ contactId, body });
              return String(entries.length);
            }),
          update: (id, body) =>
            ask(true, () => {
              const entry = entries[Number(id) - 1];
              if (entry) entry.body = body;
              return entry !== undefined;
            }),
          find: (contactId, passes) =>
            ask(false, () => {
              const at = entries.findLastIndex((entry) => entry.contactId === contactId && passes(entry.body));
              return at < 0 ? undefined : String(at + 1);
            }),
        },
        listsOfContact: async () => [],
        contactPropertyNames: async () => new Set(),
        writableProperties: async () => [],
        findTasks: (contactId) =>
          ask(false, () =>
            tasks
              .filter(({ contactIds }) => contactIds.includes(contactId))
              .map(({ subject }, index) => ({ id: String(index), subject, body: "" })),
          ),
      });
    },
  };
  return destination;
}

function refusal(status: number, body: unknown, headers: Record<string, string> = {}, writes = false): OutsideError {
  return sortHubSpotError({ status, body, headers: new Headers(headers), writes });
}

function lost(mayHaveLanded: boolean): OutsideError {
  return new OutsideError("HubSpot did not answer in time.", {
    code: "hubspot.timeout",
    remedy: "retry",
    mayHaveLanded,
  });
}

/**
 * Lets an entry of the app run in HubSpot's test renderer against a server that answers whatever the contract allows,
 * presses everything that can be pressed, and says what looks wrong on the way.
 */
import { format } from "node:util";
import { z } from "zod";
import { createRenderer } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/testing/index.js";
import { type Answering, AnyServer, isComplete } from "./any-server.ts";
import type { Entry } from "./entries.ts";
import { type Action, actionsOn, tabId } from "./rendered-actions.ts";
import { partsOf, wordProblems } from "./rendered-words.ts";

export interface Place {
  readonly entry: Entry;
  /** Inside the entry; a page has several. */
  readonly address: string;
  /** Of the tabs there; a page's tabs are addresses. */
  readonly tab?: string;
}

export interface Walk extends Place, Answering {
  readonly language: string;
  /** The kind of the first answer that the place is given. */
  readonly first?: string | undefined;
  /** Buttons to other addresses lead nowhere. */
  readonly stays?: boolean;
  /** What is pressed at most. */
  readonly presses: number;
  /** By the kind of an action: the calls that it made in earlier walks. Grows. */
  readonly leads: Map<string, Set<string>>;
}

export interface Walked {
  /** Sentences about what is wrong; none where everything is well. */
  readonly problems: readonly string[];
  /** Paths of the calls that the place made, in the order in which they were first asked. */
  readonly asked: readonly string[];
  readonly tabs: readonly string[];
}

/** Goes once through a place and presses what there is. */
export async function walk(given: Walk): Promise<Walked> {
  const problems = new Set<string>();
  const here = `${given.entry.entrypoint} ${given.tab ?? given.address} (${given.language}, seed ${given.seed})`;
  const complain = (problem: string) => problems.add(`${here}: ${problem}`);
  const server = new AnyServer(given, complain);
  const usual = console.error;
  // React says there what it takes for a mistake: a change after the end, a value that cannot be shown. Not "the same key":
  // whether a server says something twice is nothing that a contract tells.
  console.error = (...said: unknown[]) => {
    const [line = ""] = format(...said).split("\n");
    if (!line.includes("with the same key")) complain(line);
  };
  let opened: Opened = { tabs: [], earlier: 0 };
  try {
    opened = await explore(given, server, complain);
  } catch (error) {
    // Two open panels with one test id: nothing that a person meets, but the renderer goes no further.
    if (!(error instanceof Error && error.name === "DuplicateTestIdError")) complain(String(error));
  } finally {
    console.error = usual;
  }
  return { problems: [...problems], asked: [...new Set(server.asked.slice(opened.earlier))], tabs: opened.tabs };
}

interface Opened {
  readonly tabs: readonly string[];
  /** Questions that were asked before the tab was open. */
  readonly earlier: number;
}

async function explore(given: Walk, server: AnyServer, complain: (problem: string) => void): Promise<Opened> {
  const { entry, address, tab, first, language, seed, presses, leads } = given;
  const renderer = createRenderer("pages");
  const { mocks } = renderer;
  Object.assign(mocks.context, {
    location: entry.location,
    variables: { SERVER_ORIGIN: server.origin },
    user: { ...mocks.context.user, locale: language, language },
    portal: { id: 7, timezone: "Europe/Madrid" },
    crm: { objectId: 501, objectTypeId: entry.objectTypes.some((type) => /ticket/i.test(type)) ? "0-5" : "0-1" },
  });
  mocks.setPageLocation({
    path: address,
    params: { tool: "typeform", form: "form-1", flow: "flow-1", broadcast: "broadcast-1" },
  });
  mocks.actions.navigateToPage.willCall(({ to, params = {} }) => {
    if (!given.stays) mocks.setPageLocation({ path: to, params });
  });
  const look = () => {
    const nodes = partsOf(renderer.getRootNode());
    for (const problem of wordProblems(nodes)) complain(problem);
    return nodes.elements;
  };

  server.next = tab === undefined ? first : undefined;
  renderer.render(renderableSchema.parse(entry.make()));
  const tabs = look()
    .filter(({ name }) => name === "Tabs")
    .flatMap(({ childNodes }) => childNodes.flatMap(tabId));
  await server.settled();
  const earlier = tab === undefined ? 0 : server.asked.length;
  if (tab !== undefined) {
    server.next = first;
    for (const { kind, value, act } of actionsOn(look()))
      if (kind.startsWith("onSelectedChange") && value === tab) act();
    look();
    await server.settled();
  }
  const done = new Map<string, number>();
  // Whoever stays somewhere fills in what there is, once: much can be pressed only then.
  if (given.stays) {
    for (const { name } of fieldsOn(look())) {
      const field = fieldsOn(look()).find((each) => each.name === name);
      field?.act();
      await server.settled();
    }
  }
  for (let step = 0; step < presses; step += 1) {
    const open = actionsOn(look()).filter(
      ({ name, kind }) => (done.get(name) ?? 0) < 4 && !(tab !== undefined && kind.startsWith("onSelectedChange")),
    );
    // Another order each time: what is pressed first decides what can be pressed next.
    const promising = step % 3 === 0 ? [] : open.filter((action) => isPromising(action, given));
    const some = promising.length > 0 ? promising : open;
    const action = some[(seed * 7 + step * 3) % Math.max(1, some.length)];
    if (!action) break;
    done.set(action.name, (done.get(action.name) ?? 0) + 1);
    const before = server.asked.length;
    action.act();
    look();
    await server.settled();
    const key = leadKey(action, given);
    leads.set(key, new Set([...(leads.get(key) ?? []), ...server.asked.slice(before)]));
  }
  look();
  return { tabs, earlier };
}

/** One action for each field. */
function fieldsOn(elements: Parameters<typeof actionsOn>[0]): Action[] {
  const actions = actionsOn(elements).filter(({ kind }) => kind.startsWith("onChange"));
  return [...new Map(actions.map((action) => [action.kind, action])).values()];
}

/** Each tab has its own "Save". */
const leadKey = ({ kind }: Action, { entry, tab = "" }: Walk) => `${entry.entrypoint} ${tab} ${kind}`;

/** It leads, or may lead, to a call that has answers left to be shown. */
function isPromising(action: Action, given: Walk): boolean {
  const { leads, shown } = given;
  const paths = leads.get(leadKey(action, given));
  return paths === undefined || [...paths].some((path) => !isComplete(path, shown));
}

/** React's own type of an element is out of reach from here. */
type Renderable = Parameters<ReturnType<typeof createRenderer>["render"]>[0];
const renderableSchema = z.custom<Renderable>((value) => typeof value === "object" && value !== null);

/**
 * One use case all the way round: published, sent, filled in on the phone, delivered, and every result read back over HTTP
 * from the stand-ins. The customer is in HubSpot under a local spelling of her number.
 */
import { z } from "zod";
import type { CompiledFlow } from "../../../core/flow/types.ts";
import { type UseCase, useCaseNamed } from "../../../core/use-cases/index.ts";
import type { SandboxWorld } from "../../sandbox-world.ts";
import {
  type Answering,
  askForFlow,
  type DemoExchange,
  fillInFlow,
  publishedSchema,
  settle,
  shownExchange,
  stopwatch,
  submissionOf,
} from "../on-the-phone.ts";
import { HubSpotReader } from "../read-back.ts";
import type { Scenario, ScenarioRun } from "./types.ts";

export interface TemplateOutcome {
  readonly template: string;
  readonly purpose: string;
  readonly title: string;
  readonly flow: CompiledFlow["flow"];
  readonly report: CompiledFlow["report"];
  readonly exchanges: readonly DemoExchange[];
  /** The answers' way to each destination, as the server tells it. */
  readonly submission: unknown;
  /** Of the contact: what the use case writes, before and after. */
  readonly contact: {
    readonly id: string;
    readonly before: Readonly<Record<string, string>>;
    readonly after: Readonly<Record<string, string>>;
  };
  /** What the scenario read back besides. */
  readonly found: Readonly<Record<string, unknown>>;
  /** What the business wrote to the customer, oldest first. */
  readonly messages: readonly string[];
  /** Milliseconds. */
  readonly timings: Readonly<Record<string, number>>;
  /** Empty when everything really happened. */
  readonly problems: readonly string[];
}

const submissionSchema = z.looseObject({ id: z.string(), steps: z.array(z.looseObject({ status: z.string() })) });

/** What came of filling a Flow in. */
export interface FilledIn {
  readonly accepted: boolean;
  /** What the phone did not like. */
  readonly problems: readonly string[];
  readonly exchanges: readonly DemoExchange[];
  /** The submission that the phone was told about, where it tells. */
  readonly submissionId?: string | undefined;
}

export interface RunOptions {
  /** Moves everybody's clock by so many milliseconds. */
  readonly moveClock: (ms: number) => void;
  /** How the customer fills the Flow in; by default on the phone without a screen. */
  readonly fillIn?: (world: SandboxWorld, waId: string, answers: Answering) => Promise<FilledIn>;
}

export async function runUseCase(
  world: SandboxWorld,
  scenario: Scenario,
  { moveClock, fillIn = withoutScreen }: RunOptions,
): Promise<TemplateOutcome> {
  const useCase = useCaseNamed(scenario.name);
  if (!useCase) throw new Error(`There is no use case ${scenario.name}.`);
  const clock = stopwatch();
  const hubspot = new HubSpotReader(world);
  const { waId, contactId } = world.facts.customer;

  const source = { tool: "use-case", formId: useCase.name };
  const { flowId, compiled } = await world.ask("/operator/publish", { source }, publishedSchema);
  await settle(world);
  clock.lap("publish");
  await scenario.prepare?.(world, flowId);

  // HubSpot has the properties from now on: publishing made them.
  const names = [
    ...new Set([...useCase.properties.map(({ name }) => name), ...Object.keys(useCase.sample.properties)]),
  ];
  const before = await hubspot.contact(contactId, names);
  await askForFlow(world, { flowId, waId, says: "Hello, please send me the form.", key: `demo-${useCase.name}` });
  const filled = await fillIn(world, waId, async (screen) => ({
    ...useCase.sample.answers,
    ...(await scenario.answers?.(screen, world)),
  }));
  clock.lap("conversation");
  await settle(world);
  clock.lap("delivery");

  const messages = () => writtenTo(world, waId);
  const submissions = await world.ask("/operator/submissions", {}, z.array(submissionSchema));
  const submissionId = filled.submissionId ?? submissions[0]?.id ?? "";
  const passTime = async (ms: number) => {
    moveClock(ms);
    await world.server.chores();
    await settle(world);
  };
  const thanked = messages();
  const run: ScenarioRun = { world, flowId, contactId, waId, submissionId, hubspot, passTime, messages };
  const { found, claims } = filled.accepted ? await scenario.results(run) : { found: {}, claims: [] };
  clock.lap("results");

  const landed = await world.ask("/operator/submissions", {}, z.array(submissionSchema));
  const outcome = {
    template: useCase.name,
    purpose: useCase.purpose,
    title: compiled.form.title,
    flow: compiled.flow,
    report: compiled.report,
    exchanges: filled.exchanges,
    submission: landed.find(({ id }) => id === submissionId),
    contact: { id: contactId, before, after: await hubspot.contact(contactId, names) },
    found,
    messages: messages(),
    timings: { ...clock.laps, total: clock.total() },
  };
  await world.server.idle();
  return { ...outcome, problems: problemsOf(outcome, { useCase, filled, thanked, claims }) };
}

async function withoutScreen(world: SandboxWorld, waId: string, answers: Answering): Promise<FilledIn> {
  const phone = await fillInFlow(world, waId, answers);
  return {
    accepted: phone.status === "completed",
    problems: phone.problems.map(({ code, detail }) => `${code}: ${detail}`),
    exchanges: phone.exchanges.map(shownExchange),
    submissionId: submissionOf(phone),
  };
}

function writtenTo({ whatsapp }: SandboxWorld, waId: string): string[] {
  const chat = whatsapp.person(waId).chat();
  return chat.filter(({ from }) => from === "business").map(({ text }) => text);
}

interface Witnesses {
  readonly useCase: UseCase;
  readonly filled: FilledIn;
  /** What the customer had been written once the answers had landed. */
  readonly thanked: readonly string[];
  readonly claims: readonly (readonly [boolean, string])[];
}

/** Every claim, held against what the stand-ins say. */
function problemsOf(
  { contact, submission }: Omit<TemplateOutcome, "problems">,
  { useCase, filled, thanked, claims }: Witnesses,
): string[] {
  const { data: landed } = submissionSchema.safeParse(submission);
  const own: (readonly [boolean, string])[] = [
    [filled.accepted, "the phone did not see the Flow accepted"],
    ...filled.problems.map((problem) => [false, `the phone did not like it: ${problem}`] as const),
    [landed !== undefined, "the server does not know the answers that the phone saw accepted"],
    [
      landed?.steps.every(({ status }) => ["done", "skipped"].includes(status)) ?? false,
      "the answers have not come to every destination",
    ],
    ...Object.entries(useCase.sample.properties).map(
      ([name, value]) =>
        [
          contact.after[name] === value,
          `the contact's ${name} is not “${value}” but “${contact.after[name] ?? ""}”`,
        ] as const,
    ),
    [
      useCase.settings("en").receipt === undefined || thanked.findLastIndex(brings(useCase)) < thanked.length - 1,
      "the customer was not written that the answers have arrived",
    ],
  ];
  return [...own, ...claims].filter(([holds]) => !holds).map(([, problem]) => problem);
}

/** The message with the Flow. */
const brings = (useCase: UseCase) => (text: string) => text.includes(useCase.message("en").body);

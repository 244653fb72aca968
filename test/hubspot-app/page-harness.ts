/** The app page in HubSpot's test renderer, with a companion server whose answers the test gives by hand. */
import { createRenderer } from "../../src/app/node_modules/@hubspot/ui-extensions/dist/testing/index.js";
import type {
  PageEdits,
  PageFlow,
  PageFlowReady,
  PageFlowsReady,
  PageFormsReady,
  PageMapping,
  PageReport,
  PageResultsReady,
  PageStartReady,
  StartStep,
} from "../../src/app/packages/contract/index.ts";
import { appPage } from "../../src/app/pages/routes.tsx";
import { HandServer, origin } from "./card-harness.ts";

interface Shown {
  readonly path?: string;
  readonly params?: Record<string, string>;
  readonly language?: string;
  readonly variables?: Record<string, string>;
}

/** Renders the page at this address of the app. */
export function showPage({ path = "/", params = {}, language = "en", variables }: Shown = {}) {
  const server = new HandServer();
  const renderer = createRenderer("pages");
  const { mocks } = renderer;
  const context = {
    ...mocks.context,
    variables: variables ?? { SERVER_ORIGIN: origin },
    user: { ...mocks.context.user, locale: "en-gb", language },
    portal: { id: 7, timezone: "UTC" },
  };
  mocks.useExtensionContext.willCall(() => context);
  mocks.setPageLocation({ path, params });
  // As HubSpot does: what the app asks for is where it is.
  mocks.actions.navigateToPage.willCall(({ to, params: wanted = {} }) =>
    mocks.setPageLocation({ path: to, params: wanted }),
  );
  const { promise: framed, resolve: frame } = Promise.withResolvers<unknown>();
  mocks.actions.openIframeModal.willCall((asked) => frame(asked));
  renderer.render(appPage());
  return {
    ...renderer,
    server,
    /** Waits for the page to look like this; the limit only ends a test that would fail. */
    until: (check: () => void) => renderer.waitFor(check, { timeoutInMs: 10_000 }),
    alerts: () => mocks.actions.addAlert.calls.map(([alert]) => alert),
    /** Resolves to the first frame that is opened over the page. */
    framed,
    frames: () => mocks.actions.openIframeModal.callCount,
    went: () => mocks.actions.navigateToPage.calls.map(([to]) => to),
    text: () => renderer.getRootNode().toString(),
  };
}
export type Page = ReturnType<typeof showPage>;

/** The page after its first answer. */
export async function pageWith(answer: unknown, shown: Shown, expected: (page: Page) => void): Promise<Page> {
  const page = showPage(shown);
  (await page.server.next()).answer(answer);
  await page.until(() => expected(page));
  return page;
}

const undone: readonly StartStep[] = [
  { id: "number", is: "none" },
  { id: "form", is: "none" },
  { id: "see", is: "later" },
  { id: "phone-test", is: "later" },
  { id: "consent", is: "none" },
  { id: "template", is: "none" },
  { id: "card", is: "none" },
  { id: "first-send", is: "none" },
  { id: "first-answer", is: "none" },
];

/** A portal that has just installed, but for these steps. */
export function started(...steps: readonly StartStep[]): PageStartReady {
  return { kind: "ready", steps: undone.map((step) => steps.find(({ id }) => id === step.id) ?? step) };
}

export function forms(changes: Partial<PageFormsReady> = {}): PageFormsReady {
  return {
    kind: "ready",
    tools: [
      { tool: "hubspot", label: "HubSpot", state: "connected" },
      { tool: "typeform", label: "Typeform", state: "not-connected" },
      { tool: "google-forms", label: "Google Forms", state: "refused" },
      { tool: "surveymonkey", label: "SurveyMonkey", state: "connected" },
    ],
    forms: [
      {
        formId: "form-1",
        title: "Book a visit",
        updatedAt: "2026-11-01T09:00:00.000Z",
        flow: { id: "flow-1", status: "published", version: 2 },
      },
      { formId: "form-2", title: "Your details" },
    ],
    ...changes,
  };
}

export function report(changes: Partial<PageReport> = {}): PageReport {
  return {
    kind: "ready",
    title: "Book a visit",
    language: "en",
    screens: 2,
    seconds: 100,
    lines: [
      { title: "First name", outcome: "exact", code: "same", message: "Asked as it is." },
      { title: "Your rating", outcome: "adapted", code: "scale.list", message: "Asked as a list." },
      { title: "Signature", outcome: "dropped", code: "signature", message: "WhatsApp has no signatures." },
    ],
    notices: [],
    current: false,
    newTemplate: true,
    ...changes,
  };
}

/** A form with a name, a topic and a number of rooms, of which the last goes nowhere yet. */
export function mapping(changes: Partial<PageMapping> = {}): PageMapping {
  return {
    kind: "ready",
    title: "Book a visit",
    properties: [
      { name: "firstname", label: "First Name", takes: ["text"] },
      { name: "jobtitle", label: "Job Title", takes: ["text"] },
      { name: "topic", label: "Topic", takes: ["choice"] },
    ],
    rows: [
      {
        key: "field:name",
        title: "Your name",
        kind: "question",
        type: "text",
        choices: [],
        property: "firstname",
        suggested: { property: "firstname", confidence: "likely" },
        sample: "Maria",
      },
      {
        key: "field:topic",
        title: "What is it about?",
        kind: "question",
        type: "choice",
        choices: [{ id: "c1", label: "Kitchen" }],
        property: "topic",
        suggested: { property: "topic", confidence: "certain" },
        sample: "c1",
      },
      { key: "ending", title: "", kind: "ending", type: "choice", choices: [], sample: "" },
    ],
    edited: false,
    tried: { written: [{ property: "firstname", value: "Maria" }], notes: [], concerns: [] },
    ...changes,
  };
}

const asInTheForm = (words: string) => ({ now: words, own: words });

export function edits(changes: Partial<PageEdits> = {}): PageEdits {
  const plain = { description: asInTheForm(""), label: asInTheForm(""), screen: "auto" as const, options: [] };
  const becomes = { outcome: "exact" as const, code: "exact", message: "Asked as in the form." };
  return {
    kind: "ready",
    title: "Book a visit",
    questions: [
      {
        ...plain,
        field: "name",
        title: asInTheForm("Your name"),
        required: true,
        hidden: false,
        changed: false,
        becomes,
      },
      {
        ...plain,
        field: "rating",
        title: asInTheForm("Your rating"),
        required: false,
        hidden: false,
        changed: false,
        options: [{ id: "o1", ...asInTheForm("Good") }],
        becomes: { outcome: "adapted", code: "scale.list", message: "Asked as a list." },
      },
    ],
    buttons: { next: asInTheForm(""), send: asInTheForm("Book") },
    others: 0,
    ...changes,
  };
}

export function flow(changes: Partial<PageFlow> = {}): PageFlow {
  return {
    id: "flow-1",
    name: "Book a visit",
    status: "published",
    version: 2,
    source: { tool: "hubspot", formId: "form-1" },
    template: { state: "approved", title: "Approved", says: "It can be sent at any time." },
    sends: 12,
    answers: 7,
    ...changes,
  };
}
/** A Flow whose form was changed, with a version to go back to. */
export function oneFlow(changes: Partial<PageFlowReady> = {}): PageFlowReady {
  const at = "2026-11-01T09:00:00.000Z";
  const reworded = {
    kind: "question_reworded",
    weight: "safe" as const,
    says: "“Name” is now “Your name”.",
    impact: [],
  };
  return {
    kind: "ready",
    name: "Book a visit",
    status: "published",
    source: { tool: "hubspot", formId: "form-1" },
    changes: { state: "s1", dismissed: false, at, list: [reworded], running: "Messages that are out keep theirs." },
    lookedAt: at,
    versions: [
      { number: 2, at, state: "current" },
      { number: 1, at, state: "previous" },
    ],
    ...changes,
  };
}

export const flows = (...list: readonly PageFlow[]): PageFlowsReady => ({ kind: "ready", flows: [...list] });

export function results(changes: Partial<PageResultsReady> = {}): PageResultsReady {
  return {
    kind: "ready",
    submissions: [
      { id: "sub-1", flowName: "Book a visit", at: "2026-11-01T09:05:00.000Z", state: "landed", troubled: [] },
    ],
    dead: 0,
    ...changes,
  };
}

/** The open Flow: which screen is shown, what was typed, and what each answer of the endpoint does to that. */
import type { Action, SelectAction } from "./actions.ts";
import { judgeAnswer } from "./answer.ts";
import { BrokenFlow, type InputProblem, PhoneRefusal } from "./errors.ts";
import { resolve } from "./expression.ts";
import type { Flow, Screen } from "./flow-json.ts";
import { type Answer, type ClearRequest, exchange, type RecordedExchange } from "./line.ts";
import { navigationAction } from "./navigation.ts";
import { blocking, IMPOSSIBLE, impossible, refuseMisplacedFiles } from "./refusals.ts";
import { misfit } from "./rules.ts";
import { scopeOf, type Visit, valueIn } from "./scope.ts";
import { checkScreenData, isObject } from "./screen-data.ts";
import { actionOnShow, actionsOfChange, updatedData } from "./selection.ts";
import type { FlowOnPhone, OpenFlowOptions, PhoneProblem, PhoneStatus, PhoneView, Quirks } from "./types.ts";
import { UploadFailed, Uploads } from "./upload.ts";
import { type FormValue, readValue } from "./values.ts";
import { type DrawnScreen, drawScreen, type ScreenView } from "./view.ts";
import { type PhoneWords, phoneWords } from "./words/index.ts";

export class OpenedFlow implements FlowOnPhone {
  readonly exchanges: RecordedExchange[] = [];
  readonly problems: PhoneProblem[] = [];
  readonly openedUrls: string[] = [];
  readonly #flow: Flow;
  readonly #options: OpenFlowOptions;
  readonly #quirks: Quirks;
  readonly #visits = new Map<string, Visit>();
  readonly #trail: Screen[] = [];
  readonly #uploads: Uploads;
  readonly #words: PhoneWords;
  #status: PhoneStatus = "opening";
  #snackbar: string | undefined;
  #error: string | undefined;
  #busy = false;
  /** What a choice is to tell the endpoint, as it was when it was made. */
  #toAsk: Record<string, unknown> | undefined;

  constructor(flow: Flow, options: OpenFlowOptions) {
    this.#flow = flow;
    this.#options = options;
    this.#uploads = new Uploads(options.uploadFile, options.random);
    this.#words = phoneWords(options.language);
    this.#quirks = { unanswered: "empty", numbers: "text", errorKey: "error", ...options.quirks };
  }

  get status(): PhoneStatus {
    return this.#status;
  }

  get canGoBack(): boolean {
    return this.#status === "open" && this.#trail.length > 1;
  }

  get isAsking(): boolean {
    return this.#toAsk !== undefined;
  }

  async open(): Promise<void> {
    if (this.#options.mode === "navigate") await this.#openHere();
    else await this.#ask("INIT", {});
    await this.#askWhatWasChosen();
  }

  read(): PhoneView {
    const screen = this.#screen;
    const shown = this.#status === "open" && screen !== undefined;
    return {
      ...(shown
        ? this.#viewOf(screen)
        : { title: "", blocks: [], texts: [], inputs: [], links: [], lists: [], images: [] }),
      status: this.#status,
      ...(shown && { screen: screen.id }),
      ...(this.#snackbar !== undefined && { snackbar: this.#snackbar }),
      ...(this.#error !== undefined && { error: this.#error }),
    };
  }

  fill(values: Readonly<Record<string, unknown>>): void {
    const { visit } = this.#standing();
    const before = { ...visit, typed: new Map(visit.typed) };
    const toAsk = this.#toAsk;
    const problems = Object.entries(values).flatMap(([name, value]) => this.#put(name, value) ?? []);
    if (problems.length === 0) return;
    Object.assign(visit, before);
    this.#toAsk = toAsk;
    throw new PhoneRefusal("The phone does not take this.", problems);
  }

  type(name: string, value: FormValue): void {
    const problem = this.#put(name, value);
    if (problem && IMPOSSIBLE.has(problem.code)) throw new PhoneRefusal("The phone does not take this.", [problem]);
  }

  press(): Promise<void> {
    return this.#once(async () => {
      if (this.#status === "opening") return this.open();
      const { screen } = this.#standing();
      if (this.isAsking) await this.#settleOn(screen);
      const drawn = this.#draw(screen);
      if (!drawn.footer) throw new PhoneRefusal(`Screen ${screen.id} shows no button.`);
      const problems = blocking(drawn);
      if (problems.length > 0) throw new PhoneRefusal("The button is disabled.", problems);
      if (drawn.view.footer?.enabled === false) throw new PhoneRefusal("The button is disabled.");
      return this.#run(drawn.footer["on-click-action"], screen);
    });
  }

  tap(label: string): Promise<void> {
    return this.#once(async () => {
      const { screen } = this.#standing();
      const link = this.#draw(screen).links.find((candidate) => candidate.label === label);
      if (!link) throw new PhoneRefusal(`Screen ${screen.id} shows no link "${label}".`);
      return this.#run(link.action, screen);
    });
  }

  tapItem(list: string, id: string): Promise<void> {
    return this.#once(async () => {
      const { screen, visit } = this.#standing();
      const drawn = this.#draw(screen);
      const leaf = drawn.lists.find((candidate) => candidate.name === list);
      const shown = drawn.view.lists.find((candidate) => candidate.name === list);
      if (!leaf || !shown?.items.some((item) => item.id === id))
        throw new PhoneRefusal(`Screen ${screen.id} shows no item ${id} in a list ${list}.`);
      visit.typed.set(list, id);
      return this.#run(navigationAction(leaf, id, scopeOf(this.#flow, screen, this.#visits)), screen);
    });
  }

  settle(): Promise<void> {
    return this.#once(() => this.#askWhatWasChosen());
  }

  back(): Promise<void> {
    return this.#once(async () => {
      const { screen } = this.#standing();
      const previous = this.#trail.at(-2);
      this.#clearNotices();
      this.#toAsk = undefined;
      if (!previous) this.#status = "closed";
      else if (!screen.refreshOnBack) this.#trail.pop();
      else {
        await this.#ask("BACK", {}, previous);
        await this.#askWhatWasChosen();
      }
    });
  }

  get #screen(): Screen | undefined {
    return this.#trail.at(-1);
  }

  #standing(): { screen: Screen; visit: Visit } {
    const screen = this.#screen;
    const visit = screen && this.#visits.get(screen.id);
    if (this.#status !== "open" || !screen || !visit)
      throw new PhoneRefusal(`The Flow is ${this.#status}: no screen is shown.`);
    return { screen, visit };
  }

  async #once(work: () => Promise<void>): Promise<void> {
    if (this.#busy) throw new PhoneRefusal("The phone is still waiting for an answer.");
    this.#busy = true;
    try {
      await work();
    } finally {
      this.#busy = false;
    }
  }

  #draw(screen: Screen): DrawnScreen {
    const lookup = scopeOf(this.#flow, screen, this.#visits);
    const currentValue = (name: string) => valueIn(this.#flow, screen, name, this.#visits);
    return drawScreen(screen.title, screen.components, { lookup, currentValue, words: this.#words });
  }

  #viewOf(screen: Screen): ScreenView {
    const drawn = this.#draw(screen);
    const { footer } = drawn.view;
    if (!footer) return drawn.view;
    return { ...drawn.view, footer: { ...footer, enabled: footer.enabled && blocking(drawn).length === 0 } };
  }

  /** Puts one value in; answers what speaks against it. Later inputs may depend on it, so it stands at once. */
  #put(name: string, value: unknown): InputProblem | undefined {
    const { screen, visit } = this.#standing();
    const drawn = this.#draw(screen);
    const input = drawn.view.inputs.find((candidate) => candidate.name === name);
    const leaf = drawn.leaves.find((candidate) => candidate.name === name);
    if (!input || !leaf) return impossible(name, "unknown_input", `Screen ${screen.id} shows no input ${name}.`);
    if (!input.enabled) return impossible(name, "disabled_input", `${input.label} is disabled.`);
    const typed = readValue(leaf, typeof value === "number" ? String(value) : value);
    if (typed === undefined)
      return impossible(name, "wrong_type", `${input.label}: a ${leaf.type} does not hold such a value.`);
    visit.typed.set(name, typed);
    const problem = misfit(input, typed, this.#words);
    // A date that is half typed is none yet; a choice is made even where one more is needed.
    if (!problem || input.options !== undefined)
      for (const action of actionsOfChange(leaf, input.value, typed, scopeOf(this.#flow, screen, this.#visits)))
        this.#react(action, screen);
    return problem;
  }

  /** A choice changes the screen's data at once; what it tells the endpoint waits for `settle`. */
  #react(action: SelectAction, screen: Screen): void {
    const payload = this.#payload(action.payload, screen);
    const visit = this.#visits.get(screen.id);
    if (action.name === "data_exchange") this.#toAsk = payload;
    else if (visit) visit.data = updatedData(screen, visit.data, payload);
  }

  /** Throws `PhoneRefusal` where the answer is not this screen again. */
  async #settleOn(screen: Screen): Promise<void> {
    await this.#askWhatWasChosen();
    if (this.#screen !== screen || this.#error !== undefined)
      throw new PhoneRefusal("The button was not pressed: a choice has led elsewhere.");
  }

  async #askWhatWasChosen(): Promise<void> {
    const payload = this.#toAsk;
    this.#toAsk = undefined;
    if (payload === undefined || this.#status !== "open") return;
    const sent = await this.#uploaded(payload, "endpoint");
    if (sent) await this.#ask("data_exchange", sent);
    else await this.#fail("upload_failed", "a file could not be uploaded", "data_exchange");
  }

  async #run(action: Action, screen: Screen): Promise<void> {
    this.#clearNotices();
    if (action.name === "open_url") {
      this.openedUrls.push(action.url);
      return;
    }
    const payload = this.#payload(action.payload, screen);
    refuseMisplacedFiles(payload, action.name);
    if (action.name === "navigate") {
      this.#navigate(screen, action.next.name, payload);
      return this.#askWhatWasChosen();
    }
    const asked = action.name === "data_exchange";
    const sent = await this.#uploaded(payload, asked ? "endpoint" : "message");
    if (!sent) await this.#fail("upload_failed", "a file could not be uploaded", "data_exchange");
    else if (asked) {
      await this.#ask("data_exchange", sent);
      await this.#askWhatWasChosen();
    } else await this.#finish({ ...sent, flow_token: this.#options.flowToken }, screen);
  }

  /** Undefined where a file could not be uploaded: then nothing is sent. */
  async #uploaded(payload: Record<string, unknown>, to: "endpoint" | "message") {
    try {
      return await this.#uploads.replaceIn(payload, to);
    } catch (error) {
      if (error instanceof UploadFailed) return undefined;
      throw error;
    }
  }

  #payload(payload: Readonly<Record<string, unknown>>, screen: Screen): Record<string, unknown> {
    const resolved = resolve(payload, scopeOf(this.#flow, screen, this.#visits, this.#quirks));
    return isObject(resolved)
      ? Object.fromEntries(Object.entries(resolved).filter(([, value]) => value !== undefined))
      : {};
  }

  /** Opens with what the message carries; data that does not fit shows nothing. */
  async #openHere(): Promise<void> {
    const id = this.#options.firstScreen ?? this.#flow.entries[0] ?? "";
    const screen = this.#flow.screens.get(id);
    if (!screen || !this.#flow.entries.includes(id))
      throw new BrokenFlow(`A Flow cannot be opened at ${id || "no screen"}.`);
    const checked = checkScreenData(screen.data, this.#options.data);
    if (checked.ok) this.#show(screen, checked.data);
    else await this.#fail("payload-schema-error", checked.problem, "navigate");
  }

  #navigate(from: Screen, target: string, payload: Record<string, unknown>): void {
    const screen = this.#flow.screens.get(target);
    if (!screen || !this.#flow.routes[from.id]?.includes(target))
      throw new BrokenFlow(`${from.id} does not lead to ${target}.`);
    const checked = checkScreenData(screen.data, payload);
    if (!checked.ok) throw new BrokenFlow(`The payload for ${target} does not fit its data: ${checked.problem}.`);
    this.#show(screen, checked.data);
  }

  async #finish(params: Readonly<Record<string, unknown>>, screen?: Screen): Promise<void> {
    if (screen && !screen.terminal) throw new BrokenFlow(`${screen.id} is not terminal and cannot complete.`);
    this.#status = "completed";
    await this.#options.onComplete?.(params);
  }

  /** Asks the endpoint and shows its answer. `previous` is where BACK leads. */
  async #ask(
    action: "INIT" | "BACK" | "data_exchange",
    data: Record<string, unknown>,
    previous?: Screen,
  ): Promise<void> {
    this.#clearNotices();
    const from = this.#screen;
    const answer = await this.#exchange(action, data);
    if (answer.kind === "refused") {
      this.#status = "closed";
      this.#error = answer.message ?? this.#words.notAvailable;
      this.#options.onTokenRefused?.(answer.message);
      return;
    }
    if (answer.kind === "failed") return this.#fail(answer.code, answer.detail, action);
    const judged = judgeAnswer(this.#flow, answer.clear, { from: from?.id, mustBe: previous?.id });
    if (judged.kind === "invalid") return this.#fail(judged.code, judged.detail, action);
    if (judged.kind === "completed") return this.#finish(judged.params);
    if (previous) this.#trail.pop();
    this.#show(judged.screen, judged.data);
    this.#snackbar = judged.snackbar;
  }

  #show(screen: Screen, data: Readonly<Record<string, unknown>>): void {
    const arrived = this.#screen?.id !== screen.id;
    if (arrived) this.#trail.push(screen);
    this.#visits.set(screen.id, { data, typed: this.#visits.get(screen.id)?.typed ?? new Map<string, FormValue>() });
    this.#status = "open";
    const { leaves } = this.#draw(screen);
    if (!SHOWING_SELECTS.test(this.#flow.version)) return;
    for (const leaf of leaves) {
      const action = actionOnShow(leaf, valueIn(this.#flow, screen, leaf.name, this.#visits));
      // Asking again on the same screen would never end.
      if (action && (arrived || action.name === "update_data")) this.#react(action, screen);
    }
  }

  /** Shows the generic error, and tells the endpoint where its answer was to blame (reference 3.1). */
  async #fail(code: string, detail: string, action: ClearRequest["action"]): Promise<void> {
    this.problems.push({ code, detail });
    this.#error = this.#words.wentWrong;
    const blamed = ["payload-schema-error", "invalid-screen-transition", "response-decryption-error"].includes(code);
    if (!blamed || this.#flow.dataApiVersion === undefined) return;
    const reported = action === "BACK" ? "data_exchange" : action;
    await this.#exchange(reported, { [this.#quirks.errorKey]: code, error_message: detail });
  }

  #exchange(action: ClearRequest["action"], data: Readonly<Record<string, unknown>>): Promise<Answer> {
    const { transport, publicKey, flowToken, flowTokenSignature, random } = this.#options;
    const version = this.#flow.dataApiVersion;
    if (version === undefined) throw new BrokenFlow("A Flow without data_api_version has no endpoint to ask.");
    if (!transport || !publicKey)
      throw new PhoneRefusal("This Flow has an endpoint: give the phone transport and publicKey.");
    const request: ClearRequest = {
      version,
      action,
      screen: this.#screen?.id ?? "",
      data,
      flow_token: flowToken,
      ...(flowTokenSignature !== undefined && { flow_token_signature: flowTokenSignature }),
    };
    return exchange(request, { transport, publicKey, random, onExchange: (seen) => this.exchanges.push(seen) });
  }

  #clearNotices(): void {
    this.#snackbar = undefined;
    this.#error = undefined;
  }
}

/** From 6.0 a select action also runs when the screen is shown with a value (reference 1.1). */
const SHOWING_SELECTS = /^([6-9]|\d{2,})\./;

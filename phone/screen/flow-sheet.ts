/** A Flow in a sheet: draws what the phone shows, and hands on what the person does. The phone alone knows the rules. */
import { BrokenFlow, type FlowOnPhone, PhoneRefusal, type PhoneView, type PhoneWords, phoneWords } from "../index.ts";
import { confirmLeaving } from "./confirm.ts";
import { ScreenContent } from "./content.ts";
import { blockers, Frame } from "./frame.ts";
import { type Doings, nothingDone } from "./notices.ts";
import { putInFront } from "./overlay.ts";

export interface FlowSheetOptions {
  /** The sheet fills this element, which must be positioned. */
  readonly host: HTMLElement;
  /** Whose form it is. */
  readonly business: string;
  /** Of the phone, for its own words; the Flow that is opened should be told the same one. */
  readonly language?: string | undefined;
  /** Opens the Flow. Throws `BrokenFlow` for one that cannot be shown, `PhoneRefusal` for one that is closed. */
  readonly open: () => Promise<FlowOnPhone>;
  readonly onClosed: (how: "completed" | "closed") => void;
}

export class FlowSheet {
  readonly #options: FlowSheetOptions;
  readonly #words: PhoneWords;
  readonly #frame: Frame;
  readonly #takeAway: () => void;
  #phone: FlowOnPhone | undefined;
  /** What went wrong outside the phone: the Flow is broken, or the way to it. */
  #trouble: { readonly kind: "broken" | "failed" | "ended"; readonly text: string } | undefined;
  #content: { readonly screen: string; readonly drawn: ScreenContent; readonly doings: Doings } | undefined;
  #retry: () => void = () => undefined;
  #dismissed: string | undefined;
  #typed = false;
  #waiting = false;
  #asking = false;
  #gone = false;

  constructor(options: FlowSheetOptions) {
    this.#options = options;
    this.#words = phoneWords(options.language);
    this.#frame = new Frame(options.business, this.#words, {
      back: () => void this.#do((phone) => phone.back()),
      close: () => void this.#close(),
      press: () => this.#press(),
      dismiss: () => this.#dismiss(),
      retry: () => this.#retry(),
    });
    this.#takeAway = putInFront(options.host, this.#frame.element, () => void this.#close());
    this.#frame.focusTitle();
    this.#open();
  }

  #open(): void {
    this.#retry = () => this.#open();
    void this.#wait(async () => {
      this.#phone = await this.#options.open();
    });
  }

  #press(): void {
    const phone = this.#phone;
    const view = phone?.read();
    if (!phone || this.#trouble) this.#panelButton();
    else if (view?.status === "closed") this.#leave("closed");
    else if (view?.status === "opening" || view?.footer?.enabled)
      void this.#do(() => this.#pressIt(phone)).then(() => this.#goToError());
    else if (view) this.#showMissing(view);
  }

  async #pressIt(phone: FlowOnPhone): Promise<void> {
    await phone.press();
    // What the endpoint says about an input is about the value it was sent.
    if (this.#content) this.#content = { ...this.#content, doings: nothingDone() };
  }

  #panelButton(): void {
    if (this.#trouble?.kind === "failed") this.#retry();
    else this.#leave("closed");
  }

  /** Says at each input why the button is disabled, and goes to the first of them. */
  #showMissing({ inputs }: PhoneView): void {
    if (!this.#content || this.#waiting) return;
    this.#content.doings.asked = true;
    this.#draw();
    this.#content.drawn.focusInput(blockers(inputs));
  }

  #dismiss(): void {
    this.#dismissed = this.#phone?.read().snackbar;
    this.#draw();
    this.#frame.focusTitle();
  }

  /** The endpoint's word about an input is where the person goes on. */
  #goToError(): void {
    if (this.#gone || this.#trouble) return;
    const wrong = this.#phone?.read().inputs.filter(({ error }) => error !== undefined) ?? [];
    this.#content?.drawn.focusInput(wrong.map(({ name }) => name));
  }

  /** Runs what may ask the endpoint. A second press meanwhile does nothing. */
  async #do(action: (phone: FlowOnPhone) => Promise<void>): Promise<void> {
    const phone = this.#phone;
    if (!phone || this.#waiting) return;
    this.#retry = () => void this.#do(action);
    this.#dismissed = undefined;
    await this.#wait(() => action(phone));
  }

  async #wait(work: () => Promise<void>): Promise<void> {
    this.#waiting = true;
    this.#trouble = undefined;
    const before = document.activeElement;
    try {
      const working = work();
      this.#draw();
      await working;
    } catch (error) {
      this.#trouble = troubleOf(error, this.#words);
    }
    this.#waiting = false;
    if (this.#gone) return;
    this.#draw();
    // Whatever waits is inert and loses the focus.
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
  }

  #try(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#trouble = troubleOf(error, this.#words);
    }
  }

  #draw(): void {
    this.#frame.showWaiting(this.#waiting);
    this.#try(() => this.#drawView(this.#phone?.read()));
    if (this.#trouble) this.#drawPanel(this.#trouble.kind, this.#trouble.text);
  }

  #drawView(view: PhoneView | undefined): void {
    if (this.#trouble) return;
    if (view?.status === "completed" && !this.#waiting) this.#leave("completed");
    else if (view?.status === "open") this.#drawScreen(view);
    else if (view?.status === "closed" && view.error === undefined) this.#leave("closed");
    else if (view?.status === "closed") this.#drawPanel("ended", view.error ?? "");
    else if (view?.error !== undefined) this.#drawPanel("failed", view.error, this.#lastCode);
    else if (view?.status !== "completed") this.#drawPanel("opening", this.#words.opening);
  }

  #drawScreen(view: PhoneView): void {
    const screen = view.screen ?? "";
    const isNew = this.#content?.screen !== screen;
    this.#content = isNew ? this.#newContent(screen) : this.#content;
    if (!this.#content) return;
    this.#content.drawn.show(view, this.#content.doings);
    this.#frame.showTitle(view.title, this.#phone?.canGoBack ?? false);
    this.#frame.place(this.#content.drawn.element);
    this.#frame.showFooter(view.footer);
    const snackbar = view.snackbar !== this.#dismissed ? view.snackbar : undefined;
    const code = this.#lastCode;
    if (view.error !== undefined) this.#frame.showNotice({ kind: "error", text: view.error, ...(code && { code }) });
    else this.#frame.showNotice(snackbar === undefined ? undefined : { kind: "snackbar", text: snackbar });
    if (isNew) this.#frame.focusTitle();
  }

  #newContent(screen: string) {
    const drawn = new ScreenContent({
      layer: this.#options.host,
      words: this.#words,
      put: (name, value) => {
        this.#typed = true;
        this.#content?.doings.changed.add(name);
        this.#try(() => this.#phone?.type(name, value));
        this.#draw();
        if (this.#phone?.isAsking) void this.#do((phone) => phone.settle());
      },
      left: (name) => {
        this.#content?.doings.left.add(name);
        if (!this.#waiting && !this.#gone) this.#draw();
      },
      tap: (label) => void this.#do((phone) => phone.tap(label)),
      tapItem: (list, id) => void this.#do((phone) => phone.tapItem(list, id)),
    });
    return { screen, drawn, doings: nothingDone() };
  }

  #drawPanel(kind: "opening" | "failed" | "ended" | "broken", text: string, code?: string): void {
    const titles = {
      opening: "",
      failed: this.#words.cannotOpen,
      ended: this.#words.ended,
      broken: this.#words.broken,
    };
    this.#content = undefined;
    this.#frame.showNotice(undefined);
    this.#frame.showTitle(this.#options.business, false);
    this.#frame.showPanel({ kind, title: titles[kind], text, ...(code !== undefined && { code }) });
    const label = kind === "failed" ? this.#words.tryAgain : this.#words.done;
    this.#frame.showFooter(kind === "opening" ? undefined : { label, enabled: true, captions: [] });
    this.#frame.focusTitle();
  }

  get #lastCode(): string | undefined {
    return this.#phone?.problems.at(-1)?.code;
  }

  async #close(): Promise<void> {
    if (this.#asking || this.#gone) return;
    this.#asking = true;
    const leaves =
      !this.#typed || this.#phone?.status !== "open" || (await confirmLeaving(this.#options.host, this.#words));
    this.#asking = false;
    if (leaves) this.#leave("closed");
  }

  #leave(how: "completed" | "closed"): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#takeAway();
    this.#options.onClosed(how);
  }
}

function troubleOf(
  error: unknown,
  words: PhoneWords,
): { readonly kind: "broken" | "failed" | "ended"; readonly text: string } {
  if (error instanceof BrokenFlow) return { kind: "broken", text: error.message };
  if (error instanceof PhoneRefusal) return { kind: "ended", text: error.message };
  return { kind: "failed", text: words.wentWrong };
}

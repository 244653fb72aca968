/** The settings: what every section does while it loads and where it cannot, saving, secrets, and what is asked before. */
import { describe, expect, it } from "@jest/globals";
import {
  Alert,
  Button,
  ErrorState,
  Input,
  LoadingButton,
  LoadingSpinner,
  NumberInput,
  Select,
  Tab,
  TextArea,
  Tile,
  Toggle,
  ToggleGroup,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import { origin } from "./card-harness.ts";
import {
  alerts,
  connections,
  consent,
  general,
  identity,
  numbers,
  openTab,
  privacy,
  roles,
  type Settings,
  showSettings,
  tabWith,
  webhooks,
} from "./settings-harness.ts";

type Request = Awaited<ReturnType<Settings["server"]["next"]>>;

const sections: readonly [string, unknown, string][] = [
  ["connections", connections, "Casa Lume"],
  ["numbers", numbers, "Add a payment method."],
  ["consent", consent, "A HubSpot list"],
  ["general", general(), "Time zone"],
  ["identity", identity, "The account has no custom objects."],
  ["privacy", privacy, "What was removed"],
  ["alerts", alerts, "https://hooks.example.com"],
  ["webhooks", webhooks, "https://hooks.example.com/…"],
  ["roles", roles(), "More for single users and teams"],
];

describe.each(sections)("the section %s", (tab, ready, seen) => {
  it("asks the server, says so meanwhile, then shows what it told", async () => {
    const settings = await openTab(tab);
    expect(settings.find(LoadingSpinner).props.label).toBe("Loading");
    const request = await settings.server.next();
    expect(request).toMatchObject({ url: `${origin}/hubspot/settings/${tab}`, method: "POST" });
    request.answer(ready);
    await settings.until(() => expect(settings.text()).toContain(seen));
    expect(settings.maybeFind(ErrorState)).toBeNull();
  });

  it.each<[string, (request: Request) => void, string, string]>([
    ["no answer", (r) => r.cut(), "did not answer", "error"],
    ["a server error", (r) => r.status(500, "oops"), "has a problem", "error"],
    ["something else than agreed", (r) => r.answer({ kind: "surprise" }), "does not understand", "error"],
    ["a clear error", (r) => r.answer({ kind: "error", code: "x.y", message: "Try later." }), "Try later.", "error"],
    ["not allowed", (r) => r.answer({ kind: "forbidden", message: "Ask an admin." }), "Ask an admin.", "lock"],
  ])("%s is said with a way out, and trying again recovers", async (_case, respond, sentence, type) => {
    const settings = await openTab(tab);
    respond(await settings.server.next());
    await settings.until(() => expect(settings.find(ErrorState).toString()).toContain(sentence));
    expect(settings.find(ErrorState).props.type ?? "error").toBe(type);
    settings.find(ErrorState).find(Button).trigger("onClick");
    (await settings.server.next()).answer(ready);
    await settings.until(() => expect(settings.text()).toContain(seen));
  });
});

describe("around the sections", () => {
  it("without a server's address nobody is asked, and it is said who must do what", () => {
    const settings = showSettings({ variables: {} });
    expect(settings.text()).toContain("SERVER_ORIGIN");
    expect(settings.server.requests).toEqual([]);
  });

  it("a section is asked for when its tab is opened, and not before", async () => {
    const settings = await openTab("roles");
    await settings.server.next();
    expect(settings.server.requests.map(({ url }) => new URL(url).pathname)).toEqual([
      "/hubspot/settings/connections",
      "/hubspot/settings/roles",
    ]);
    expect(settings.findAll(Tab)).toHaveLength(11);
  });
});

describe("saving a section", () => {
  const open = () => tabWith("general", general(), ({ find }) => find(Input, { name: "timeZone" }));
  const button = (settings: Settings, text: string) => settings.find(LoadingButton, (node) => node.text === text);
  const type = (settings: Settings, name: string, value: string) =>
    settings.find(Input, { name }).props.onChange?.(value);
  async function save(settings: Settings): Promise<Request> {
    button(settings, "Save").trigger("onClick");
    return settings.server.next();
  }

  it("hands in what is on the screen, with what it was made on top of; then asks anew", async () => {
    const settings = await open();
    type(settings, "person", "Marta");
    settings.find(Toggle, { name: "reply" }).props.onChange?.(false);
    const request = await save(settings);
    expect(request).toMatchObject({
      url: `${origin}/hubspot/settings/general/save`,
      body: {
        values: { ...general().values, person: "Marta", reply: false },
        revision: "r1",
        idempotencyKey: expect.stringMatching(/^[\w-]{16,64}$/),
      },
    });
    request.answer({ kind: "saved", changed: ["person", "reply"] });
    const again = await settings.server.next();
    expect(again.url).toBe(`${origin}/hubspot/settings/general`);
    // What somebody typed into the old fields now would be lost.
    await settings.until(() => settings.find(LoadingSpinner));
    again.answer(general({ person: "Marta", reply: false }, "r2"));
    await settings.until(() => expect(settings.find(Input, { name: "person" }).props.value).toBe("Marta"));
    expect(settings.alerts()).toEqual([{ type: "success", message: "Saved." }]);
  });

  it("what is wrong is said at its field, in the reader's words or the server's", async () => {
    const settings = await open();
    type(settings, "timeZone", "Mars");
    (await save(settings)).answer({
      kind: "wrong",
      fields: [{ field: "timeZone", says: "is no time zone" }],
    });
    await settings.until(() => expect(settings.find(Input, { name: "timeZone" }).props.error).toBe(true));
    expect(settings.find(Input, { name: "timeZone" }).props).toMatchObject({
      value: "Mars",
      validationMessage: "This is no time zone. Write it as Europe/Rome.",
    });
    expect(settings.find(Input, { name: "person" }).props.error).toBeUndefined();
  });

  it("somebody else's change is not gone over: it can be loaded", async () => {
    const settings = await open();
    type(settings, "person", "Marta");
    (await save(settings)).answer({ kind: "changed-meanwhile" });
    await settings.until(() => settings.find(Alert, { title: "Not saved: somebody else changed this meanwhile" }));
    settings.find(Alert).find(Button).trigger("onClick");
    (await settings.server.next()).answer(general({ person: "Paola" }, "r9"));
    await settings.until(() => expect(settings.find(Input, { name: "person" }).props.value).toBe("Paola"));
    expect(settings.maybeFind(Alert)).toBeNull();
  });

  it("with no clear answer, pressing again is the same press; with other values it is a new one", async () => {
    const settings = await open();
    const first = await save(settings);
    first.cut();
    await settings.until(() => settings.find(Alert, { title: "We do not know whether it was saved" }));
    const second = await save(settings);
    expect(second.body?.["idempotencyKey"]).toBe(first.body?.["idempotencyKey"]);
    second.cut();
    await settings.until(() => expect(button(settings, "Save").props.disabled).toBe(false));
    type(settings, "person", "Marta");
    const third = await save(settings);
    expect(third.body?.["idempotencyKey"]).not.toBe(first.body?.["idempotencyKey"]);
  });

  it("a number that was cleared is handed in as one that the server refuses, and never as nothing", async () => {
    const settings = await tabWith("alerts", alerts, ({ find }) => find(NumberInput, { name: "everyHours" }));
    settings.find(NumberInput, { name: "everyHours" }).props.onChange?.(undefined as never);
    expect((await save(settings)).body).toMatchObject({ values: { everyHours: 0 } });
  });

  it("what changes in one place before it is drawn anew is all handed in", async () => {
    const settings = await tabWith("consent", consent, ({ find }) => find(Tile));
    const list = settings.find(Input, { name: "sources.0.listId" }).props.onInput;
    const words = settings.find(TextArea, { name: "sources.0.wording" }).props.onInput;
    const add = settings.find(Select, { name: "addSource" }).props.onChange;
    list?.("18");
    words?.("I agree to offers.");
    add?.("property");
    const { body } = await save(settings);
    const [first, second] = consent.values.sources;
    expect(second).toBeUndefined();
    const sources = [{ ...first, listId: "18", wording: "I agree to offers." }, { kind: "property" }];
    expect(body).toMatchObject({ values: { sources } });
  });

  it("two quick presses are one; undoing brings back what is stored", async () => {
    const settings = await open();
    type(settings, "person", "Marta");
    const saving = button(settings, "Save");
    saving.trigger("onClick");
    saving.trigger("onClick");
    (await settings.server.next()).answer({ kind: "refused", code: "x", message: "Not today." });
    await settings.until(() => expect(settings.text()).toContain("Not today."));
    expect(settings.server.requests).toHaveLength(3);
    settings.find(Button, (node) => node.text === "Undo my changes").trigger("onClick");
    await settings.until(() => expect(settings.find(Input, { name: "person" }).props.value).toBe(""));
  });
});

describe("what is asked before it is done", () => {
  const press = (place: Pick<Settings, "find">, text: string) =>
    place.find(LoadingButton, (node) => node.text === text).trigger("onClick");

  it("giving an account up", async () => {
    const settings = await tabWith("connections", connections, ({ findByTestId }) =>
      findByTestId(Tile, "tool-typeform"),
    );
    const tile = () => settings.findByTestId(Tile, "tool-typeform");
    press(tile(), "Disconnect Typeform");
    await settings.until(() => expect(tile().find(Alert).props.title).toContain("no answers go there"));
    tile()
      .find(Button, (node) => node.text === "Cancel")
      .trigger("onClick");
    await settings.until(() => expect(tile().maybeFind(Alert)).toBeNull());
    expect(settings.server.requests).toHaveLength(1);
    press(tile(), "Disconnect Typeform");
    await settings.until(() => tile().find(Alert));
    press(tile(), "Disconnect Typeform");
    const request = await settings.server.next();
    expect(request).toMatchObject({
      url: `${origin}/hubspot/settings/connections/disconnect`,
      body: { of: { what: "tool", tool: "typeform" } },
    });
    request.answer({ kind: "done" });
    (await settings.server.next()).answer(connections);
    await settings.until(() => expect(settings.alerts()).toHaveLength(1));
  });

  it("what became of a press is told although something else was typed meanwhile, and that is another press", async () => {
    const settings = await tabWith("webhooks", webhooks, ({ find }) => find(Input, { name: "newWebhook" }));
    const type = (address: string) => settings.find(Input, { name: "newWebhook" }).props.onInput?.(address);
    const add = async () => {
      settings.find(LoadingButton, (node) => node.text === "Add the webhook").trigger("onClick");
      return settings.server.next();
    };
    type("https://one.example");
    const refused = await add();
    type("https://two.example");
    refused.answer({ kind: "refused", code: "webhook.url", message: "Not this one." });
    await settings.until(() => expect(settings.text()).toContain("Not this one."));
    const cut = await add();
    cut.cut();
    await settings.until(() => expect(settings.text()).toContain("did not answer"));
    type("https://three.example");
    const made = await add();
    expect(made.body).toMatchObject({ do: { what: "add", url: "https://three.example" } });
    expect(made.body?.["idempotencyKey"]).not.toBe(cut.body?.["idempotencyKey"]);
    type("https://four.example");
    made.answer({ kind: "secret", secret: "whsec_shown-once" });
    await settings.until(() => expect(settings.text()).toContain("whsec_shown-once"));
    expect(settings.find(Input, { name: "newWebhook" }).props.value).toBe("https://four.example");
  });

  it("a webhook's secret is shown once it was made, and gone with the tab", async () => {
    const settings = await tabWith("webhooks", webhooks, ({ findByTestId }) => findByTestId(Tile, "webhook-whk-1"));
    const tile = () => settings.findByTestId(Tile, "webhook-whk-1");
    press(tile(), "Replace the secret");
    await settings.until(() => tile().find(Alert));
    press(tile(), "Replace the secret");
    const request = await settings.server.next();
    expect(request.body).toMatchObject({ do: { what: "rotate", id: "whk-1" } });
    request.answer({ kind: "secret", secret: "whsec_made_just_now" });
    (await settings.server.next()).answer(webhooks);
    await settings.until(() => expect(settings.text()).toContain("whsec_made_just_now"));
    const other = await tabWith("webhooks", webhooks, ({ findByTestId }) => findByTestId(Tile, "webhook-whk-1"));
    expect(other.text()).not.toContain("whsec_");
  });
});

describe("roles", () => {
  it("a team is chosen by its name, ticked, and handed in by its id", async () => {
    const grant = { to: { kind: "team", id: "9" }, rights: ["send"] };
    const settings = await tabWith("roles", roles([grant]), ({ findByTestId }) => findByTestId(Tile, "grant-team-9"));
    const boxes = settings.findByTestId(Tile, "grant-team-9").find(ToggleGroup);
    expect(boxes.props.label).toBe("Team Showroom may");
    boxes.props.onChange?.(["send", "see-identity"] as never);
    settings.find(LoadingButton, (node) => node.text === "Save").trigger("onClick");
    const request = await settings.server.next();
    expect(request.body).toMatchObject({
      values: { grants: [{ to: { kind: "team", id: "9" }, rights: ["send", "see-identity"] }] },
      revision: "ro1",
    });
    const message = "With these roles you would be no admin any more.";
    request.answer({ kind: "refused", code: "roles.locked_out", message });
    await settings.until(() => expect(settings.find(Alert).toString()).toContain(message));
  });

  it("a user is added by id, once", async () => {
    const settings = await tabWith("roles", roles(), ({ find }) => find(Input, { name: "grantId" }));
    const add = () => settings.find(Button, (node) => node.text?.startsWith("Add to the list") === true);
    expect(add().props.disabled).toBe(true);
    settings.find(Input, { name: "grantId" }).props.onChange?.("Paola");
    await settings.until(() => expect(settings.find(Input, { name: "grantId" }).props.error).toBe(true));
    settings.find(Input, { name: "grantId" }).props.onChange?.("5");
    await settings.until(() => expect(add().text).toBe("Add to the list: You (user 5)"));
    add().trigger("onClick");
    await settings.until(() => settings.findByTestId(Tile, "grant-user-5"));
    settings.find(Input, { name: "grantId" }).props.onChange?.("5");
    await settings.until(() => expect(settings.find(Input, { name: "grantId" }).props.error).toBe(true));
    expect(add().props.disabled).toBe(true);
  });
});

describe("privacy", () => {
  it("says what was removed, what is held, what is left, which Flows differ, and where data lies", async () => {
    const settings = await tabWith("privacy", privacy, ({ text }) => expect(text()).toContain("What was removed"));
    for (const words of [
      "Identity check: not at all",
      "Feedback: 400 days",
      "Nothing had to go.",
      "answers to forms 12, files 3",
      "eu-central-1",
      "na1",
    ]) {
      expect(settings.text()).toContain(words);
    }
    expect(settings.findAll(Alert).map(({ props }) => props.title)).toEqual([
      "Not everything is in one part of the world",
      "2 things that should be gone are still here",
      "The answers of 4 submissions wait past their time",
    ]);
  });

  it("before the first round says so, and nothing is wrong where nothing is known", async () => {
    const { last: _last, held: _held, ...others } = privacy;
    const fresh = { ...others, flows: [], rounds: [], left: 0, regions: { differ: [] } };
    const settings = await tabWith("privacy", fresh, ({ text }) => expect(text()).toContain("has not run yet"));
    expect(settings.findAll(Alert)).toEqual([]);
    expect(settings.text()).toContain("Unknown");
  });

  it("keeping nothing asks for no days, and is handed in as that", async () => {
    const settings = await tabWith("privacy", privacy, ({ find }) => find(NumberInput, { name: "answerDays" }));
    settings.find(ToggleGroup, { name: "keep" }).props.onChange?.("nothing" as never);
    await settings.until(() => expect(settings.maybeFind(NumberInput, { name: "answerDays" })).toBeNull());
    expect(settings.text()).toContain("stay for 24 hours");
    settings.find(LoadingButton, (node) => node.text === "Save").trigger("onClick");
    const request = await settings.server.next();
    expect(request).toMatchObject({
      url: `${origin}/hubspot/settings/privacy/save`,
      body: { values: { keep: "nothing", heldDays: 90 } },
    });
    request.answer({ kind: "refused", code: "privacy.documents_nowhere", message: "Identity check: add a provider." });
    await settings.until(() => expect(settings.text()).toContain("Identity check: add a provider."));
  });
});

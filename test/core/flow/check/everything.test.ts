import { describe, expect, it } from "@jest/globals";
import { check } from "../../../../core/flow/check/index.ts";
import {
  body,
  calendar,
  carousel,
  chips,
  data,
  date,
  document,
  dropdown,
  exchange,
  flow,
  footer,
  form,
  image,
  item,
  link,
  navigate,
  openUrl,
  optIn,
  type Part,
  photo,
  png,
  range,
  screen,
  update,
  when,
} from "./flows.ts";

/** Everything that the rules let pass, used as far as it goes: a check that is too strict fails here. */
const everything: Part = flow(
  [
    screen("MENU", [
      {
        type: "NavigationList",
        name: "menu",
        label: "What do you need?",
        description: "Choose one",
        "media-size": "regular",
        "list-items": [
          item({
            "main-content": { title: "Sign up", description: "Two minutes", metadata: "Free" },
            start: { image: png, "alt-text": "A dot" },
            end: { title: "New", description: "Free", metadata: "2026" },
            badge: "New",
            tags: ["fast", "free"],
            "on-click-action": navigate("DETAILS", { list: [{ id: "a", title: "A" }], yes: true, ...rest() }),
          }),
        ],
      },
    ]),
    screen(
      "DETAILS",
      [
        { type: "TextHeading", text: "`'Hello ' ${data.words}`" },
        body({ text: ["**Bold**", "${data.words}"], markdown: true, "font-weight": "bold", strikethrough: false }),
        { type: "TextCaption", text: "${data.tags}" },
        image({ width: 10, height: 10, "scale-type": "cover", "aspect-ratio": 1.5, "alt-text": "A dot" }),
        carousel({ "aspect-ratio": "16:9", "scale-type": "cover" }),
        {
          type: "TextInput",
          name: "name_1",
          label: "Name",
          "label-variant": "large",
          "input-type": "text",
          pattern: "^[A-Z].*$",
          "helper-text": "As in your passport",
          required: "${data.yes}",
          "min-chars": "2",
          "max-chars": "${data.count}",
          "init-value": "${data.words}",
          "error-message": "Please try again",
          enabled: true,
          visible: "`${data.count} > 1`",
        },
        { type: "TextInput", name: "age", label: "Age", "input-type": "number" },
        dropdown({
          name: "plan",
          "data-source": "${data.list}",
          "init-value": "a",
          "on-select-action": exchange({ plan: "${form.plan}" }),
          "on-unselect-action": update({ yes: false }),
        }),
        chips({ name: "topics", "min-selected-items": 1, "max-selected-items": 2, "init-value": "${data.tags}" }),
        date({
          "min-date": "1900-01-01",
          "max-date": "2100-12-31",
          "unavailable-dates": ["2026-12-25"],
          "init-value": "2026-01-01",
          "on-select-action": exchange({ day: "${form.day}" }),
        }),
        range({ name: "stay", "min-days": 1, "max-days": 7, required: { "start-date": true, "end-date": false } }),
        calendar({ name: "visit", "include-days": ["Mon", "Fri"] }),
        optIn({ "on-click-action": openUrl(), "on-select-action": update({ yes: true }), "init-value": false }),
        link(navigate("FILES")),
        {
          type: "Switch",
          value: "${form.plan}",
          cases: { a: [body()], "": [link(exchange({ help: true }))] },
        },
        when(
          "!(${form.agree} == false) && ((${form.age} >= 18) || ${data.yes})",
          [footer(exchange({ stay: "${form.stay.start-date}", topics: "${form.topics}" }))],
          [footer(navigate("FILES"), { "left-caption": "1 of 2", "right-caption": "Free" })],
        ),
      ],
      { title: "${data.words}", data, sensitive: ["name_1"], refresh_on_back: true },
    ),
    screen("FILES", [
      form([
        photo({ "photo-source": "camera", "max-uploaded-photos": 2, "max-file-size-kb": 1024 }),
        { type: "TextArea", name: "note", label: "Note", "max-length": "100", "helper-text": "Optional" },
        footer(
          exchange({ photo: "${form.photo}", note: "`'Note: ' ${form.note}`", who: "${screen.DETAILS.form.name_1}" }),
        ),
      ]),
    ]),
    screen("DONE", [document({ "allowed-mime-types": ["application/pdf"], "max-uploaded-documents": 1 }), footer()], {
      terminal: true,
      data: {},
    }),
  ],
  {
    data_api_version: "4.0",
    routing_model: { MENU: ["DETAILS"], DETAILS: ["FILES"], FILES: ["DONE"] },
  },
);

/** What DETAILS declares beside the list and the flag. */
function rest(): Part {
  return { words: "Ana", count: 3, tags: ["a"], anything: [1, "a"], inner: { words: "x" } };
}

describe("a Flow that uses nearly everything", () => {
  it("has no problem", () => {
    expect(check(everything)).toEqual({ ok: true, problems: [] });
  });

  it("has problems in the oldest version, and every one names what came later", () => {
    const { ok, problems } = check({ ...everything, version: "5.0" });
    expect(ok).toBe(false);
    const later = problems.filter(({ code }) => code === "INVALID_ENUM_VALUE" || code === "INVALID_PROPERTY_KEY");
    expect(later.length).toBeGreaterThan(5);
    expect(later.filter(({ message }) => !/came with|in this version/.test(message))).toEqual([]);
  });
});

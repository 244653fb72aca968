/**
 * `docs/field-mapping.md`: every tool's types of questions, read by the connector and compiled by the compiler itself, so
 * that the page says what really happens.
 */
import { formFromGoogle } from "../../connectors/google-forms/index.ts";
import { formFromHubSpot } from "../../connectors/hubspot/index.ts";
import { formFromSurveyMonkey } from "../../connectors/surveymonkey/index.ts";
import { formFromTypeform } from "../../connectors/typeform/index.ts";
import { compile } from "../../core/flow/index.ts";
import { type Form, fieldsInOrder } from "../../core/form/types.ts";
import { field, group, hubspotForm, option } from "../connectors/hubspot/form-builder.ts";
import { allComponents } from "../core/flow/on-phone.ts";

interface Example {
  type: string;
  form: Form;
}

export function fieldMapping(): string {
  return [
    "# How questions become a Flow",
    "",
    "Written by `FLOWELLA_UPDATE_DOCS=1 npm test -- test/docs`; a test checks that it is current. Each line is one question",
    "of the tool, read by its connector and compiled for Flow JSON 7.3. *What changes* is what the conversion report says.",
    "",
    "Whatever the tool: a question longer than its input's label stands above it; long options are shortened and stand whole",
    "below their titles; single-choice lists go to a drop-down list from 21 options on, and to a choice of parts from 201 on;",
    "more than 20 options to tick stand in several lists. Numbers of payment cards, bank accounts and identity documents are",
    "not asked in full: WhatsApp's policy forbids it.",
    "",
    ...section("HubSpot", hubspot()),
    ...section("Typeform", typeform()),
    ...section("Google Forms", google()),
    ...section("SurveyMonkey", surveymonkey()),
  ].join("\n");
}

function section(tool: string, examples: readonly Example[]): string[] {
  const lines = examples.map(({ type, form }) => {
    const { report, flow } = compile(form);
    const kinds = fieldsInOrder(form).map(({ kind }) => kind);
    const inputs = flow.screens.flatMap(({ layout }) => allComponents(layout.children).slice(0, -1));
    const texts = new Set(["TextHeading", "TextSubheading", "TextBody", "TextCaption", "Footer"]);
    const named = inputs.filter(({ type: one, name }) => name !== undefined || one === "If" || one === "Switch");
    const shown = counted(
      (named.length > 0 ? named : inputs.filter(({ type: one }) => texts.has(one))).map((one) => one.type),
    );
    const lost = report.lines
      .filter(({ outcome }) => outcome !== "exact")
      .map(({ outcome, message }) => `${outcome === "dropped" ? "**Left out.** " : ""}${message}`);
    const whole = report.lines.every(({ outcome }) => outcome === "dropped") ? "–" : shown;
    return `| \`${type}\` | ${[...new Set(kinds)].join(", ")} | ${whole} | ${[...new Set(lost)].join(" ") || "nothing"} |`;
  });
  return [`## ${tool}`, "", `| ${tool} | kind | on WhatsApp | what changes |`, "|---|---|---|---|", ...lines, ""];
}

/** "2 × Dropdown, TextInput" */
function counted(types: readonly string[]): string {
  return [...Map.groupBy(types, (type) => type)]
    .map(([type, all]) => (all.length === 1 ? type : `${all.length} × ${type}`))
    .join(", ");
}

function hubspot(): Example[] {
  const options = ["Red", "Green", "Blue"].map((label, index) => option(label.toLowerCase(), label, index));
  const types = [
    ...["email", "phone", "mobile_phone", "single_line_text", "multi_line_text", "number", "single_checkbox"],
    ...["multiple_checkboxes", "dropdown", "radio", "datepicker", "file", "payment_link_radio"],
  ];
  return types.map((type) => ({
    type,
    form: formFromHubSpot(
      hubspotForm({
        groups: [group([field(type, "asked", { label: "Your answer", options })])],
        configuration: { language: "en" },
      }),
    ),
  }));
}

function typeform(): Example[] {
  const choices = ["Red", "Green", "Blue"].map((label) => ({ id: label, ref: label.toLowerCase(), label }));
  const line = (ref: string, more = {}) => ({
    id: ref,
    ref,
    type: "short_text",
    title: ref,
    subfield_key: ref,
    ...more,
  });
  const row = (ref: string) => line(ref, { type: "multiple_choice", properties: { choices } });
  const types: [string, Record<string, unknown>?][] = [
    ["short_text"],
    ["long_text"],
    ["email"],
    ["phone_number"],
    ["website"],
    ["number"],
    ["date"],
    ["time"],
    ["yes_no"],
    ["legal"],
    ["multiple_choice", { choices }],
    ["multiple_choice", { choices, allow_multiple_selection: true }],
    ["multiple_choice", { choices, allow_other_choice: true }],
    ["multiple_choice", { choices, allow_multiple_selection: true, allow_other_choice: true }],
    ["picture_choice", { choices }],
    ["dropdown", { choices }],
    ["ranking", { choices }],
    ["rating", { steps: 5 }],
    ["opinion_scale", { steps: 11 }],
    ["nps", { steps: 11 }],
    ["matrix", { fields: [row("first"), row("second")] }],
    ["address", { fields: ["address", "city", "country"].map((key) => line(key)) }],
    ["contact_info", { fields: [line("first_name"), line("email", { type: "email" })] }],
    ["statement"],
    ["file_upload"],
    ["payment"],
    ["calendly"],
    ["multi_format"],
  ];
  return types.map(([type, properties = {}]) => ({
    type: named(type, properties),
    form: formFromTypeform({
      id: "f",
      title: "F",
      fields: [{ id: "q", ref: "asked", type, title: "Your answer", properties }],
    }),
  }));
}

function named(type: string, properties: Record<string, unknown>): string {
  const marks = [
    ...(properties["allow_multiple_selection"] ? ["several"] : []),
    ...(properties["allow_other_choice"] ? ["with “other”"] : []),
  ];
  return marks.length > 0 ? `${type}, ${marks.join(", ")}` : type;
}

function google(): Example[] {
  const options = ["Red", "Green", "Blue"].map((value) => ({ value }));
  const types: [string, Record<string, unknown>][] = [
    ["textQuestion", { textQuestion: {} }],
    ["textQuestion, paragraph", { textQuestion: { paragraph: true } }],
    ["choiceQuestion RADIO", { choiceQuestion: { type: "RADIO", options } }],
    [
      "choiceQuestion RADIO, with “other”",
      { choiceQuestion: { type: "RADIO", options: [...options, { isOther: true }] } },
    ],
    ["choiceQuestion CHECKBOX", { choiceQuestion: { type: "CHECKBOX", options } }],
    ["choiceQuestion DROP_DOWN", { choiceQuestion: { type: "DROP_DOWN", options } }],
    ["scaleQuestion", { scaleQuestion: { low: 1, high: 5 } }],
    ["ratingQuestion", { ratingQuestion: { ratingScaleLevel: 5, iconType: "STAR" } }],
    ["dateQuestion", { dateQuestion: { includeYear: true } }],
    ["dateQuestion, without year", { dateQuestion: { includeYear: false } }],
    ["dateQuestion, with time", { dateQuestion: { includeYear: true, includeTime: true } }],
    ["timeQuestion", { timeQuestion: {} }],
    ["timeQuestion, duration", { timeQuestion: { duration: true } }],
    ["fileUploadQuestion", { fileUploadQuestion: { types: ["PDF"], maxFiles: 1 } }],
  ];
  const item = (content: object) =>
    formFromGoogle({
      formId: "f",
      info: { title: "F" },
      items: [{ itemId: "0000000a", title: "Your answer", ...content }],
    });
  const grid = (type: string) => ({
    questionGroupItem: {
      questions: ["First", "Second"].map((title, at) => ({ questionId: `0000000${at}`, rowQuestion: { title } })),
      grid: { columns: { type, options } },
    },
  });
  return [
    ...types.map(([type, question]) => ({
      type,
      form: item({ questionItem: { question: { questionId: "0000000b", ...question } } }),
    })),
    { type: "grid RADIO", form: item(grid("RADIO")) },
    { type: "grid CHECKBOX", form: item(grid("CHECKBOX")) },
    { type: "textItem", form: item({ textItem: {}, description: "To read" }) },
    { type: "imageItem", form: item({ imageItem: { image: {} } }) },
    { type: "videoItem", form: item({ videoItem: { video: { youtubeUri: "https://youtu.be/x" } } }) },
  ];
}

function surveymonkey(): Example[] {
  const choices = ["Red", "Green", "Blue"].map((text, at) => ({ id: `10${at}`, text, visible: true, weight: at + 1 }));
  const rows = ["First", "Second"].map((text, at) => ({ id: `20${at}`, text, visible: true }));
  const other = { id: "300", text: "Other", visible: true, is_answer_choice: true };
  const types: [string, string, Record<string, unknown>?][] = [
    ["single_choice", "vertical", { answers: { choices } }],
    ["single_choice", "vertical, with “other”", { answers: { choices, other } }],
    ["single_choice", "menu", { answers: { choices } }],
    ["multiple_choice", "vertical", { answers: { choices } }],
    [
      "single_choice",
      "vertical, image choice",
      { answers: { choices }, display_options: { display_type: "image_choice" } },
    ],
    ["open_ended", "single"],
    [
      "open_ended",
      "single, slider",
      { display_options: { display_type: "slider" }, validation: { type: "integer", min: "0", max: "10" } },
    ],
    ["open_ended", "single, file upload", { display_options: { display_type: "file_upload" } }],
    ["open_ended", "essay"],
    ["open_ended", "multi", { answers: { rows } }],
    ["open_ended", "numerical", { answers: { rows } }],
    ["matrix", "single", { answers: { rows, choices } }],
    ["matrix", "multi", { answers: { rows, choices } }],
    ["matrix", "rating", { answers: { rows, choices } }],
    [
      "matrix",
      "rating, stars",
      { answers: { rows: rows.slice(0, 1), choices }, display_options: { display_type: "emoji" } },
    ],
    ["matrix", "ranking", { answers: { rows } }],
    ["matrix", "menu", { answers: { rows, cols: [{ id: "400", text: "Colour", visible: true, choices }] } }],
    ["datetime", "date_only", { answers: { rows: rows.slice(0, 1) } }],
    ["datetime", "time_only", { answers: { rows: rows.slice(0, 1) } }],
    ["datetime", "both", { answers: { rows: rows.slice(0, 1) } }],
    [
      "demographic",
      "international",
      { answers: { rows: [{ id: "500", text: "City", type: "city", visible: true, required: false }] } },
    ],
    ["presentation", "descriptive_text"],
    ["presentation", "image"],
    ["click_map", "single"],
  ];
  return types.map(([family, subtype, more = {}]) => ({
    type: `${family}/${subtype}`,
    form: formFromSurveyMonkey({
      id: "1",
      title: "S",
      language: "en",
      pages: [
        {
          id: "p1",
          title: "",
          questions: [
            { id: "7", family, subtype: subtype.split(",")[0], headings: [{ heading: "Your answer" }], ...more },
          ],
        },
      ],
    }),
  }));
}

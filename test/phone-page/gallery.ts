/** Every component of Flow JSON 7.3 with every property that changes how it looks, a few to a screen (WhatsApp reference 1.7). */
import { PNG } from "pngjs";
import { compiledExhibits } from "./compiled-exhibits.ts";
import { hillside } from "./showcase.ts";

export interface Exhibit {
  readonly name: string;
  /** The screen's title. */
  readonly title: string;
  readonly children: readonly object[];
  readonly data?: object;
  /** What the screen is opened with. */
  readonly shown?: object;
  /** The Footer's own properties. */
  readonly footer?: object;
}

/** A picture of two colours, as base64. */
function painted(from: readonly number[], to: readonly number[], width: number, height: number): string {
  const picture = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const share = (pixel % width) / width;
    for (const channel of [0, 1, 2])
      picture.data[pixel * 4 + channel] = (from[channel] ?? 0) * (1 - share) + (to[channel] ?? 0) * share;
    picture.data[pixel * 4 + 3] = 255;
  }
  return PNG.sync.write(picture).toString("base64");
}
const dawn = painted([250, 190, 120], [120, 90, 160], 80, 60);
const sea = painted([20, 110, 150], [160, 220, 220], 80, 60);
const wood = painted([90, 60, 40], [190, 150, 110], 40, 40);

const on = (type: string, properties: object) => ({ type, ...properties });
const option = (id: string, title: string, more: object = {}) => ({ id, title, ...more });
const input = (name: string, label: string, more: object = {}) => on("TextInput", { name, label, ...more });

const onwards = { name: "navigate", next: { type: "screen", name: "END" }, payload: {} };

export const exhibits: readonly Exhibit[] = [
  {
    name: "texts",
    title: "Texts",
    children: [
      on("TextHeading", { text: "A heading of two lines, because it is longer than one" }),
      on("TextSubheading", { text: "A subheading" }),
      ...["normal", "bold", "italic", "bold_italic"].map((weight) =>
        on("TextBody", { text: `A body text, ${weight}.`, "font-weight": weight }),
      ),
      on("TextBody", { text: ["A first paragraph, struck out.", "And a second one."], strikethrough: true }),
      on("TextBody", {
        markdown: true,
        text: "***Both***, **bold**, *italic*, [a link](https://lake.example)\n\n1. One\n2. Two",
      }),
      on("TextCaption", { text: "A caption, in bold italics.", "font-weight": "bold_italic" }),
      on("TextCaption", { text: "A caption with **markdown**.", markdown: true }),
      on("TextBody", { text: "Nobody sees this.", visible: false }),
      on("EmbeddedLink", { text: "A link to another screen", "on-click-action": onwards }),
    ],
    footer: { label: "Continue", "center-caption": "Caption" },
  },
  {
    name: "inputs",
    title: "Typing",
    children: [
      input("plain", "Text", { "helper-text": "A helper text below it." }),
      input("number", "Number", { "input-type": "number", "init-value": "42" }),
      input("secret", "Password", { "input-type": "password", "init-value": "correct horse" }),
      input("code", "Passcode", { "input-type": "passcode", "init-value": "2741" }),
      input("large", "A larger label", { "label-variant": "large", required: true }),
      input("locked", "Disabled", { enabled: false, "init-value": "As it was" }),
      input("wrong", "With an error", { "init-value": "Z-9", "error-message": "There is no order Z-9." }),
    ],
    footer: { label: "Continue", enabled: false },
  },
  {
    name: "long-texts",
    title: "Writing",
    children: [
      on("TextArea", {
        name: "plain",
        label: "Long text",
        "helper-text": "A helper text.",
        "max-length": 40,
        "init-value": "More than a quarter of it.",
      }),
      on("TextArea", { name: "large", label: "Large label", "label-variant": "large" }),
      on("TextArea", { name: "locked", label: "Disabled", enabled: false, "init-value": "Line one\nLine two" }),
      on("TextArea", { name: "wrong", label: "With an error", "error-message": "Please say more." }),
    ],
  },
  {
    name: "choose-one",
    title: "One of several",
    children: [
      on("RadioButtonsGroup", {
        name: "pictures",
        label: "With pictures",
        description: "A description of the whole group.",
        "media-size": "large",
        "init-value": "sea",
        "data-source": [
          option("dawn", "Dawn", { image: dawn, "alt-text": "Orange to violet", description: "Over the lake" }),
          option("sea", "Sea", { image: sea, "alt-text": "Blue to green", metadata: "Metadata" }),
        ],
      }),
      on("RadioButtonsGroup", {
        name: "colours",
        label: "With colours",
        required: true,
        "data-source": [
          option("red", "Brick", { color: "b5452f", "alt-text": "Red" }),
          option("green", "Moss", { color: "5b7a3a", "alt-text": "Green", enabled: false, description: "Sold out" }),
        ],
      }),
      on("RadioButtonsGroup", {
        name: "locked",
        label: "Disabled",
        enabled: false,
        "init-value": "yes",
        "data-source": [option("yes", "Yes"), option("no", "No")],
      }),
    ],
  },
  {
    name: "choose-several",
    title: "Several of several",
    children: [
      on("CheckboxGroup", {
        name: "wood",
        label: "Regular pictures",
        "min-selected-items": 1,
        "max-selected-items": 2,
        "init-value": ["oak", "ash"],
        "data-source": [
          option("oak", "Oak", { image: wood, "alt-text": "Brown", description: "Hard", metadata: "89 euros" }),
          option("ash", "Ash", { image: wood, "alt-text": "Brown" }),
          option("elm", "Elm", { image: wood, "alt-text": "Brown" }),
        ],
      }),
      on("CheckboxGroup", {
        name: "wrong",
        label: "With an error",
        "error-message": "Please choose one at least.",
        "data-source": [
          option("a", "A title of thirty characters.", {
            description: "And a long description, which goes on over several lines of a narrow phone.",
          }),
        ],
      }),
      on("ChipsSelector", {
        name: "chips",
        label: "Chips",
        description: "As many as you like.",
        required: true,
        "init-value": ["swim"],
        "data-source": [
          option("swim", "Swimming"),
          option("walk", "Walking"),
          option("ski", "Skiing", { enabled: false }),
        ],
      }),
      on("ChipsSelector", {
        name: "chips_wrong",
        label: "Chips with an error",
        "error-message": "One at least.",
        "data-source": [option("a", "First"), option("b", "Second")],
      }),
    ],
  },
  {
    name: "dropdowns",
    title: "Long lists",
    children: [
      on("Dropdown", { name: "empty", label: "Nothing chosen", required: true, "data-source": [option("a", "A")] }),
      on("Dropdown", {
        name: "chosen",
        label: "Chosen",
        "init-value": "sea",
        "data-source": [
          option("dawn", "Dawn", { image: dawn, "alt-text": "Orange", description: "Over the lake" }),
          option("sea", "Sea", { image: sea, "alt-text": "Blue", metadata: "New" }),
          option("moss", "Moss", { color: "5b7a3a", "alt-text": "Green", enabled: false }),
        ],
      }),
      on("Dropdown", { name: "locked", label: "Disabled", enabled: false, "data-source": [option("a", "A")] }),
      on("Dropdown", {
        name: "wrong",
        label: "With an error",
        "error-message": "Please choose again.",
        "data-source": [option("a", "A")],
      }),
    ],
  },
  {
    name: "dates",
    title: "Days",
    children: [
      on("DatePicker", {
        name: "day",
        label: "A day",
        "helper-text": "Between two dates.",
        "min-date": "2027-01-01",
        "max-date": "2027-12-31",
        "init-value": "2027-03-15",
      }),
      on("DatePicker", {
        name: "wrong",
        label: "With an error",
        "init-value": "2027-03-15",
        "error-message": "This day is taken.",
      }),
      on("DatePicker", { name: "locked", label: "Disabled", enabled: false }),
      on("CalendarPicker", {
        name: "single",
        label: "A weekday",
        "include-days": ["Mon", "Tue"],
        "init-value": "2027-03-14",
      }),
      on("CalendarPicker", {
        name: "range",
        mode: "range",
        title: "A range",
        description: "A description of both.",
        label: { "start-date": "From", "end-date": "To" },
        "helper-text": { "start-date": "In the morning", "end-date": "In the evening" },
        "init-value": { "start-date": "2027-03-15", "end-date": "2027-03-20" },
      }),
    ],
  },
  {
    name: "pictures",
    title: "Pictures",
    children: [
      on("Image", { src: hillside, "alt-text": "A hillside", height: 120, "scale-type": "cover" }),
      on("Image", {
        src: hillside,
        "alt-text": "The same, smaller",
        width: 120,
        "aspect-ratio": 1.5,
        "scale-type": "contain",
      }),
      on("ImageCarousel", {
        "scale-type": "cover",
        images: [
          { src: dawn, "alt-text": "From orange to violet" },
          { src: sea, "alt-text": "From blue to green" },
          { src: hillside, "alt-text": "A hillside" },
        ],
      }),
      on("ImageCarousel", { "aspect-ratio": "16:9", images: [{ src: sea, "alt-text": "Alone" }] }),
    ],
  },
  {
    name: "photo",
    title: "A photo",
    children: [
      on("PhotoPicker", {
        name: "photo",
        label: "A photo from the camera",
        description: "With a description.",
        "photo-source": "camera",
        "min-uploaded-photos": 1,
      }),
    ],
  },
  {
    name: "document",
    title: "A document",
    children: [on("DocumentPicker", { name: "paper", label: "A document that is not wanted now", enabled: false })],
  },
  {
    name: "opt-ins",
    title: "Agreeing",
    children: [
      on("OptIn", {
        name: "terms",
        label: "I have read the terms.",
        required: true,
        "on-click-action": { name: "open_url", url: "https://lake.example/terms" },
      }),
      on("OptIn", { name: "kept", label: "Ticked before.", "init-value": true }),
      on("OptIn", { name: "locked", label: "Disabled.", enabled: false }),
      on("OptIn", { name: "wrong", label: "With an error.", "error-message": "Please agree to go on." }),
    ],
  },
  {
    name: "branches",
    title: "Branches",
    data: { asked: { type: "boolean", __example__: false } },
    shown: { asked: false },
    children: [
      on("RadioButtonsGroup", {
        name: "kind",
        label: "For whom?",
        "data-source": [
          option("me", "For me", { "on-unselect-action": { name: "update_data", payload: { asked: true } } }),
          option("firm", "For a company", { description: "Brings up two questions" }),
        ],
      }),
      on("If", {
        condition: "(${form.kind} == 'firm') && (${form.kind} != '')",
        // biome-ignore lint/suspicious/noThenProperty: the name is Flow JSON's own.
        then: [input("company", "Company")],
        else: [on("TextCaption", { text: "`'You chose: ' ${form.kind} '.'`" })],
      }),
      on("Switch", {
        value: "${form.kind}",
        cases: { me: [on("TextBody", { text: "Only you." })], firm: [input("vat", "VAT number")] },
      }),
      on("TextCaption", { text: "You changed your mind.", visible: "${data.asked}" }),
    ],
  },
  {
    name: "form",
    title: "A form",
    children: [
      on("Form", {
        name: "form",
        "init-values": { order: "Z-9", extras: ["boat"] },
        "error-messages": { order: "There is no order Z-9." },
        children: [
          input("order", "Order number"),
          on("CheckboxGroup", {
            name: "extras",
            label: "Extras",
            "data-source": [option("boat", "Boat"), option("sauna", "Sauna")],
          }),
        ],
      }),
    ],
  },
  {
    name: "navigation",
    title: "Ways on",
    children: [
      on("NavigationList", {
        name: "rooms",
        label: "Rooms",
        description: "A description of the whole list.",
        "list-items": [
          {
            id: "lake",
            "main-content": {
              title: "Room to the lake",
              description: "Quiet, two beds",
              metadata: "Breakfast, towels and a boat are part of the price",
            },
            end: { title: "129 €", description: "a night", metadata: "2 left" },
            start: { image: sea, "alt-text": "Blue" },
            badge: "Popular",
            tags: ["Balcony", "Bath", "Kitchen"],
            "on-click-action": onwards,
          },
          {
            id: "yard",
            "main-content": { title: "Room to the yard" },
            end: { title: "89 €" },
            "on-click-action": onwards,
          },
        ],
      }),
      on("NavigationList", {
        name: "help",
        "list-items": [{ id: "ask", "main-content": { title: "Ask us", metadata: "We answer within a day" } }],
        "on-click-action": onwards,
      }),
    ],
  },
  {
    name: "navigation-large",
    title: "Large pictures",
    children: [
      on("NavigationList", {
        name: "views",
        label: "Views",
        "media-size": "large",
        "list-items": [
          {
            id: "dawn",
            "main-content": { title: "Dawn", description: "Over the lake" },
            start: { image: dawn, "alt-text": "Orange" },
          },
          {
            id: "sea",
            "main-content": { title: "Sea", metadata: "Two hours away" },
            start: { image: sea, "alt-text": "Blue" },
            tags: ["Far"],
          },
        ],
        "on-click-action": onwards,
      }),
    ],
  },
  {
    name: "rich-text",
    title: "Rich text",
    children: [
      on("RichText", {
        text: [
          "# A first heading",
          "With **bold**, *italic*, ~~struck~~ and ***both***.",
          "## A second heading",
          "- One\n- Two",
          `![A colour](data:image/png;base64,${wood})`,
          "| What | How long |\n|---|---|\n| **Name** | 30 days |\n| [Code](https://lake.example) | *one* stay |",
        ],
      }),
    ],
    footer: { label: "Finish", "left-caption": "Left caption", "right-caption": "Right caption" },
  },
  ...compiledExhibits,
];

const complete = { name: "complete", payload: {} };

/** One Flow in which every exhibit is a screen to begin with. Their ids are `idOf` their names. */
export const gallery = {
  version: "7.3",
  screens: [
    ...exhibits.map(({ name, title, children, data, footer }) => {
      const leads = children.some((child) => "list-items" in child);
      const button = on("Footer", { label: "Continue", "on-click-action": complete, ...footer });
      return {
        id: idOf(name),
        title,
        ...(data && { data }),
        ...(!leads && { terminal: true }),
        layout: { type: "SingleColumnLayout", children: leads ? children : [...children, button] },
      };
    }),
    {
      id: "END",
      title: "The end",
      terminal: true,
      layout: {
        type: "SingleColumnLayout",
        children: [
          on("TextBody", { text: "You have arrived." }),
          on("Footer", { label: "Finish", "on-click-action": complete }),
        ],
      },
    },
  ],
};

export function idOf(name: string): string {
  return name.replaceAll("-", "_").toUpperCase();
}

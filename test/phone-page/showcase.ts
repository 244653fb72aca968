/** A Flow without an endpoint that has one of everything the phone can show, and texts that are hard to lay out. */

/** A hillside at dusk, 160 by 90. */
export const hillside =
  "iVBORw0KGgoAAAANSUhEUgAAAKAAAABaCAIAAACwpMoFAAAG1UlEQVR42u3Rh5KcRxmF4b4GTc45z/VMjn+anGduxYABAwYMGDBgwIBWWkkraVcryeScc845Q/d0b3d/hasoXJK103TVcwPnvOhfLz+lKQz98+FTmsLQPx6+TlMY+vvD12sKQ3978AZNYeivD57WFIb+8uBpTWHoz/ffqCkM/en+mzSFoT/ef7OmMBz4GU1h6A/nz2gKQ78/f4umMPS787dqCkO/vfc2TWHoN/ee1RSGfn3vWU1h6Fdnb9cUhn559g5NYegXZ+/UFIYDP6cpDP389DlNYehnp+/SFIZ+evpuTWHoJ3ffoykM/fju85rC0I/uPq8pDP3wzns1haEf3HmfpjD0/Tvv1xSGA7+gKQx97/YLmsLQd29/QFMY+s7tD2oKQ98++ZCmMPStkxc1haFvnryoKQx949aHNYWhr9/6iKYw9LVbH9UUhgO/pCkMffXmS5rC0FdufkxTGPryzY9rCkNfuvEJTWHoizeuagpDX7hxVVMY+vzxkaYw9Lnja8qLDm0sxjhcnBjIEsMhp8Z29Nnj60qKDqwLNhVjHC5ODGSJwRAaJfcO9wcc+FglkYEZGVgRUffRBL4wPrhD0GeuHytg35V7jIGx1N6hPIM+ff3GQQs7RtgxI4CFRQWbijEOFycGsoQzhEZJYIylhAl2yf9Bn7p+80Dt0xpPPDCWdiaX9iX0yWu3DkvI6UtpL0vgveklvAtdsSsvXzs5CCG7T4VtAzIjgIVFBZuKMQ4XJwayhD2ERklgjKWECZVmptzlOY0Eph5eO7m0eNpDCZwhZpfhOhGYenB0+1IJ2r0QcZCBqSd7ILpiVaCqy6reP7rzZAWtHhci+rKwZUBmBLCwqGBTMcbh4sRAlrCG0CgJjLGUMKHSzJTLEDNZ1po/kSdfOTB3fnT3NRa0unsKBqZe4z//S2CXVcPcVu386PSxClhdSvnAFxaP+9KytcPQFbMCVV1ADXML9XtXTx+hgNm50KWCTI8LEX1Z2DQgMwJYWFSwqRjjcHFiIEuYQ2iUBMZYSphQaWbKZYiZLGvOoUXuwqO9tGTuypL/OTDl2Tu7evYq+M32Xscv6v5fB95bYnlz+eouLZlbyaML7DEbnJdoynxmC2r7AR34FQJfWFEFZs0ViY0M1v3PwEYFqrqAGuYW6pSHaXBeoinzGS2o7Qc6WEDoUkGmx4WIvixsGJAZASwsKthUjHG4ODGQJYwhNEoCYywlTKg0M+UyxEyWNebQIgcssbywogrMmisSG1nJ2EK7skQH1oF14MMO3K9AVRdQw9xCnfIwDc5LNGW+fgtq+4EOFhC6VJDpcSGiLwv3DciMABYWFWwqxjhcnBjIEv0hNEoCYywlTKg0M+UyxEyW7c+hRQ5YYnlhRRWYNVckNrJSfwvtyhIdWAfWgQ87cK8CVV1ADXMLdcrDNDgv0ZT5ei2o7Qc6WEDoUkGmx4WIvizcMyAzAlhYVLCpGONwcWIgS/SG0CgJjLGUMKHSzJTLEDNZtjeHFjlgieWFFVVg1lyR2MhKvS20K0t0YB1YBz7swN0KVHUBNcwt1CkP0+C8RFPm67agth/oYAGhSwWZHhci+rJw14DMCGBhUcGmYozDxYmBLNEdQqMkMMZSwoRKM1MuQ8xk2e4cWuSAJZYXVlSBWXNFYiMrdbfQrizRgXVgHfiwA3cqUNUF1DC3UKc8TIPzEk2Zr9OC2n6ggwWELhVkelyI6MvCHQMyI4CFRQWbijEOFycGskRnCI2SwBhLCRMqzUy5DDGTZTtzaJEDllheWFEFZs0ViY2s1NlCu7JEB9aBdeDDDtyuQFUXUMPcQp3yMA3OSzRlvnYLavuBDhYQulSQ6XEhoi8Ltw3IjAAWFhVsKsY4XJwYyBLtITRKAmMsJUyoNDPlMsRMlm3PoUUOWGJ5YUUVmDVXJDayUnsL7coSHVgH1oEPO3CrAlVdQA1zC3XKwzQ4L9GU+VotqO0HOlhA6FJBpseFiL4s3DIgMwJYWFSwqRjjcHFiIEu0htAoCYyxlDCh0syUyxAzWbY1hxY5YInlhRVVYNZckdjISq0ttCtLdGAdWAc+7MDNClR1ATXMLdQpD9PgvERT5mu2oLYf6GABoUsFmR4XIvqycNOAzAhgYVHBpmKMw8WJgSzRHEKjJDDGUsKESjNTLkPMZNnmHFrkgCWWF1ZUgVlzRWIjKzW30K4s0YF1YB34sAM3KlDVBdQwt1CnPEyD8xJNma/Rgtp+oIMFhC4VZHpciOjLwg0DMiOAhUUFm4oxDhcnBrJEYwiNksAYSwkTKs1MuQwxk2Ubc2iRA5ZYXlhRBWbNFYmNrNTYQruyRAdWPPC/AbzxoN7AiYb6AAAAAElFTkSuQmCC";

const option = (id: string, title: string, more: object = {}) => ({ id, title, ...more });
const on = (type: string, properties: object) => ({ type, ...properties });
const screen = (id: string, title: string, children: readonly object[], more: object = {}) => ({
  id,
  title,
  ...more,
  layout: { type: "SingleColumnLayout", children },
});
const next = (name: string, label = "Continue", more: object = {}) =>
  on("Footer", {
    label,
    "on-click-action": { name: "navigate", next: { type: "screen", name }, payload: {} },
    ...more,
  });

const read = screen("READ", "Before you start", [
  on("TextHeading", { text: "Your stay by the lake" }),
  on("TextSubheading", { text: "Two minutes, four short screens" }),
  on("Image", { src: hillside, "alt-text": "A green hillside at dusk", "aspect-ratio": 1.78, "scale-type": "cover" }),
  on("TextBody", {
    markdown: true,
    text: ["**Breakfast** is *always* included, ~~except on Mondays~~.", "- Towels", "- Bicycles", "- Late check-out"],
  }),
  on("TextCaption", { text: "Prices include tax." }),
  on("EmbeddedLink", {
    text: "See the house rules",
    "on-click-action": { name: "open_url", url: "https://lake.example/rules" },
  }),
  next("GUEST", "Continue", { "left-caption": "From 89 euros", "right-caption": "2 guests" }),
]);

const guest = screen("GUEST", "You · 1 of 4", [
  on("TextInput", { name: "full_name", label: "Full name", required: true, "min-chars": 2 }),
  on("TextInput", {
    name: "email",
    label: "Email",
    "input-type": "email",
    required: true,
    "helper-text": "For the confirmation only.",
  }),
  on("TextInput", { name: "guests", label: "Guests", "input-type": "number", required: true }),
  on("TextInput", { name: "phone", label: "Phone", "input-type": "phone" }),
  on("TextInput", {
    name: "pin",
    label: "Door code",
    "input-type": "passcode",
    "min-chars": 4,
    "max-chars": 6,
    "helper-text": "4 to 6 digits you will remember.",
  }),
  on("TextArea", { name: "wishes", label: "Wishes", "max-length": 120 }),
  next("ROOM"),
]);

const room = screen("ROOM", "Room · 2 of 4", [
  on("RadioButtonsGroup", {
    name: "view",
    label: "View",
    required: true,
    description: "Rooms to the lake are quieter.",
    "data-source": [
      option("lake", "Lake", { description: "Morning sun", metadata: "+ 12 euros" }),
      option("garden", "Garden", { description: "Evening sun" }),
      option("yard", "Yard", { enabled: false, description: "Being rebuilt" }),
    ],
  }),
  on("CheckboxGroup", {
    name: "extras",
    label: "Extras",
    "max-selected-items": 2,
    "data-source": [
      option("boat", "Boat"),
      option("sauna", "Sauna"),
      option("dog", "I bring a dog", {
        description: "There is a meadow behind the house, and a bowl of water at every door.",
      }),
    ],
  }),
  on("Dropdown", {
    name: "country",
    label: "Country",
    required: true,
    "data-source": [
      "Austria",
      "Belgium",
      "Croatia",
      "Denmark",
      "Estonia",
      "Finland",
      "France",
      "Germany",
      "Hungary",
      "Italy",
      "Latvia",
      "Portugal",
    ].map((title) => option(title.toLowerCase(), title)),
  }),
  on("ChipsSelector", {
    name: "topics",
    label: "What are you looking forward to?",
    "data-source": [
      option("swim", "Swimming"),
      option("walk", "Long walks"),
      option("cook", "Cooking"),
      option("sleep", "Sleeping late"),
    ],
  }),
  next("DAYS"),
]);

const days = screen("DAYS", "Dates · 3 of 4", [
  on("DatePicker", {
    name: "born",
    label: "Date of birth",
    "min-date": "1920-01-01",
    "max-date": "2012-12-31",
    "helper-text": "You must be 14 or older.",
  }),
  on("CalendarPicker", {
    name: "stay",
    mode: "range",
    title: "Your stay",
    description: "At least two days.",
    label: { "start-date": "Arrival", "end-date": "Departure" },
    required: { "start-date": true, "end-date": true },
    "min-date": "2027-05-01",
    "max-date": "2027-09-30",
    "min-days": 2,
    "max-days": 21,
  }),
  next("PAPERS"),
]);

const papers = screen("PAPERS", "Your papers", [
  on("PhotoPicker", {
    name: "photo",
    label: "A photo of you",
    description: "So that we know you at the door.",
    "min-uploaded-photos": 1,
    "max-uploaded-photos": 2,
    "max-file-size-kb": 200,
  }),
  next("CONTRACT"),
]);

const contract = screen("CONTRACT", "Your contract", [
  on("DocumentPicker", {
    name: "contract",
    label: "The signed contract",
    "max-uploaded-documents": 1,
    "allowed-mime-types": ["application/pdf", "image/jpeg"],
  }),
  next("TERMS"),
]);

const terms = screen(
  "TERMS",
  "Last step · 4 of 4",
  [
    on("TextSubheading", { text: "Before you send" }),
    on("TextBody", {
      text: "Donaudampfschifffahrtsgesellschaftskapitänskajütentürschlüsselanhänger are returned at reception.",
    }),
    on("OptIn", {
      name: "agree",
      label: "I agree that you store what I have written here.",
      required: true,
      "on-click-action": { name: "navigate", next: { type: "screen", name: "PRIVACY" }, payload: {} },
    }),
    on("OptIn", { name: "news", label: "Send me news." }),
    on("Footer", {
      label: "Send",
      "on-click-action": {
        name: "complete",
        payload: Object.fromEntries([
          ...["full_name", "email", "guests", "phone", "pin", "wishes"].map((name) => [
            name,
            `\${screen.GUEST.form.${name}}`,
          ]),
          ...["view", "extras", "country", "topics"].map((name) => [name, `\${screen.ROOM.form.${name}}`]),
          ...["born", "stay"].map((name) => [name, `\${screen.DAYS.form.${name}}`]),
          ["photo", "${screen.PAPERS.form.photo}"],
          ...["agree", "news"].map((name) => [name, `\${form.${name}}`]),
        ]),
      },
    }),
  ],
  { terminal: true },
);

const privacy = screen(
  "PRIVACY",
  "Privacy",
  [
    on("RichText", {
      text: [
        "# What we keep",
        "Only what you **write here**, and only until you leave.",
        "## For how long",
        "1. Your name: 30 days",
        "2. Your wishes: until you leave",
        "| What | How long |\n|---|---|\n| Name | 30 days |\n| Door code | *one* stay |",
        "Questions? [Write to us](https://lake.example/privacy).",
      ],
    }),
    on("Footer", { label: "Understood", "on-click-action": { name: "complete", payload: {} } }),
  ],
  { terminal: true },
);

export const showcase = { version: "7.3", screens: [read, guest, room, days, papers, contract, terms, privacy] };

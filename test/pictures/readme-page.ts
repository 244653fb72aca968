/** The page that the README's picture is taken of. */
import type { FormDefinition, FormField } from "../../sandbox/hubspot/form-types.ts";

export interface PictureParts {
  readonly form: FormDefinition;
  /** Pictures as data URLs. */
  readonly phone: string;
  /** Parts of the contact's page: its properties, the app's card, what happened. */
  readonly about: string;
  readonly card: string;
  readonly activities: string;
}

/** The form as a web page shows it, drawn from its definition. */
export function pictureHtml({ form, phone, about, card, activities }: PictureParts): string {
  const fields = form.fieldGroups.flatMap((group) => group.fields).filter(({ hidden }) => !hidden);
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><main>
  <figure class="form"><figcaption><b>1</b> The form you already have</figcaption>
    <div class="window"><div class="bar"><i></i><i></i><i></i><span>casa-lume.example/consultation</span></div>
    <div class="body"><h1>Request a consultation</h1>${fields.map(fieldHtml).join("")}</div></div></figure>
  <figure class="phone"><figcaption><b>2</b> Your customer, on WhatsApp</figcaption><div class="device"><img src="${phone}" alt=""></div></figure>
  <figure class="contact"><figcaption><b>3</b> The answers, on the contact in HubSpot</figcaption>
    <div class="window"><div class="bar"><i></i><i></i><i></i><span>Giulia Bellandi · contact in the sandbox's HubSpot</span></div>
    <div class="record"><img src="${about}" alt=""><div><img src="${card}" alt=""><img src="${activities}" alt=""></div></div></div></figure>
</main>`;
}

function fieldHtml({ label, required, fieldType, options = [] }: FormField): string {
  const title = `<label>${label}${required ? "<em>*</em>" : ""}</label>`;
  const choices = (kind: string) =>
    `<div class="choices">${options.map((option) => `<span class="${kind}">${option.label}</span>`).join("")}</div>`;
  if (fieldType === "radio") return `<div class="field">${title}${choices("round")}</div>`;
  if (fieldType === "multiple_checkboxes") return `<div class="field">${title}${choices("square")}</div>`;
  if (fieldType === "single_checkbox") return `<div class="field choices"><span class="square">${label}</span></div>`;
  const inside = fieldType === "dropdown" ? "<u>Please select</u><s></s>" : "";
  const half = /^(First|Last) name$/.test(label) ? " half" : "";
  return `<div class="field${half}">${title}<div class="input ${fieldType}">${inside}</div></div>`;
}

const style = `
* { box-sizing: border-box; margin: 0 }
body { background: #f2f5f8; font-family: Committed, sans-serif; color: #213343 }
main { display: grid; grid-template-columns: 350px 330px 1fr; gap: 28px; padding: 24px 28px; height: 774px }
figure { display: flex; flex-direction: column; gap: 16px; min-width: 0 }
figcaption { font-size: 19px; font-weight: 620; letter-spacing: -.01em; white-space: nowrap }
figcaption b { display: inline-grid; place-items: center; width: 28px; height: 28px; border-radius: 50%; background: #0b7d5f; color: #fff;
  font-size: 15px; margin-right: 8px; vertical-align: 1px }
.window { background: #fff; border: 1px solid #d5dee6; border-radius: 10px; overflow: hidden; box-shadow: 0 8px 24px #21334314; height: 682px }
.bar { display: flex; align-items: center; gap: 6px; height: 34px; padding: 0 12px; background: #e9eef2; font-size: 12.5px; color: #51667a }
.bar i { width: 10px; height: 10px; border-radius: 50%; background: #c3ced8 }
.bar span { margin-left: 8px }
.body { padding: 16px 20px; display: flex; flex-wrap: wrap; gap: 10px 14px }
h1 { font-size: 20px; width: 100%; letter-spacing: -.01em; margin-bottom: 2px }
.field { width: 100% }
.field.half { width: calc(50% - 7px) }
label { display: block; font-size: 12.5px; margin-bottom: 4px; color: #33475b }
em { color: #c9302c; font-style: normal; margin-left: 2px }
.input { height: 30px; border: 1px solid #cbd6e2; border-radius: 4px; background: #f7fafc; padding: 6px 10px; font-size: 12.5px; position: relative }
.input.multi_line_text { height: 52px }
u { text-decoration: none; color: #7c98b6 }
s { position: absolute; right: 11px; top: 9px; width: 8px; height: 8px; border: solid #7c98b6; border-width: 0 1.5px 1.5px 0; transform: rotate(45deg) }
.choices { display: flex; flex-wrap: wrap; gap: 5px 14px; font-size: 12.5px; color: #33475b }
.choices span { display: flex; align-items: center; gap: 6px }
.choices span::before { content: ""; width: 13px; height: 13px; border: 1px solid #a9b9c9; background: #fff; border-radius: 3px }
.choices .round::before { border-radius: 50% }
.device { background: #101820; border-radius: 40px; padding: 9px; box-shadow: 0 8px 24px #21334333; width: 324px }
.device img { display: block; width: 100%; border-radius: 32px }
.record { display: grid; grid-template-columns: 41fr 55fr; gap: 12px; padding: 12px; background: #f3f6f8; height: 648px; overflow: hidden }
.record img { display: block; width: 100%; margin-bottom: 12px }
`;

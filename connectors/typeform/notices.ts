import type { Notice } from "../../core/form/types.ts";
import { hasRecall } from "./recall.ts";
import type { TypeformField, TypeformForm, TypeformScreen } from "./types.ts";

/** What an importer has to say about the form as a whole (form-tools reference 11). */
export function noticesFor(
  form: TypeformForm,
  {
    fields,
    logic,
    leftOut,
  }: { fields: readonly TypeformField[]; logic: readonly Notice[]; leftOut: readonly LeftOut[] },
): Notice[] {
  return [
    {
      level: "warn",
      code: "tf.no_writeback",
      message:
        "Answers cannot be sent back to Typeform, which offers no supported way: use HubSpot, a webhook or Pipedrive as the destination.",
    },
    ...logic,
    ...when(form.welcome_screens.slice(0, 1).some(recalls), {
      ...recallNotice,
      message:
        "The welcome text repeats a hidden value; that part is left out, because a Flow's first screen is fixed.",
    }),
    ...leftOut.map((where) => ({ ...recallNotice, ...where })),
    ...when(form.settings.captcha === true, {
      level: "info",
      code: "tf.captcha",
      message: "The form's captcha has no counterpart on WhatsApp, where every customer is known by number.",
    }),
    ...when(
      fields.some(({ attachment, layout }) => attachment !== undefined || layout !== undefined),
      {
        level: "info",
        code: "media.dropped",
        message: "Pictures, videos and layouts beside the questions are not shown on WhatsApp.",
      },
    ),
    ...when(
      fields.some(({ properties }) => properties.randomize === true),
      {
        level: "info",
        code: "choice.random_order",
        message: "Options that Typeform shows in random order keep the order of the form.",
      },
    ),
    ...when(
      form.thankyou_screens.some(({ type, properties }) => type === "url_redirect" || properties.redirect_url),
      {
        level: "info",
        code: "ending.redirect_as_link",
        message:
          "An ending leads to a web page: on WhatsApp its address stands below the thank-you text in the receipt.",
      },
    ),
  ];
}

function when(holds: unknown, notice: Notice): Notice[] {
  return holds ? [notice] : [];
}

/** A question, or a section by its first question; neither for an ending. */
type LeftOut = Pick<Notice, "fieldId">;

const recallNotice: Notice = {
  level: "info",
  code: "text.recall_left_out",
  message: "The text repeats something that has no words by then; that part is left out on WhatsApp.",
};

function recalls({ title, properties }: TypeformField | TypeformScreen): boolean {
  return hasRecall(title) || hasRecall(properties.description);
}

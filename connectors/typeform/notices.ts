import type { Notice } from "../../core/form/types.ts";
import { hasRecall } from "./recall.ts";
import type { TypeformField, TypeformForm, TypeformScreen } from "./types.ts";

/** A question as it was read, by the id that it got. */
export interface Stop {
  id: string;
  source: TypeformField;
}

/** What an importer has to say about the form as a whole (form-tools reference 11). */
export function noticesFor(
  form: TypeformForm,
  { fields, stops, logic }: { fields: readonly TypeformField[]; stops: readonly Stop[]; logic: readonly Notice[] },
): Notice[] {
  return [
    {
      level: "warn",
      code: "tf.no_writeback",
      message: "Answers cannot be sent back to Typeform, which offers no way to do so: choose another destination.",
    },
    ...logic,
    ...when([...form.welcome_screens, ...form.thankyou_screens].some(recalls), {
      ...recallNotice,
      message: "The welcome or thank-you text repeats a hidden value or a result; that part is left out on WhatsApp.",
    }),
    ...stops.filter(({ source }) => recalls(source)).map(({ id }) => ({ ...recallNotice, fieldId: id })),
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
    ...when((form.settings.translation_languages ?? []).length > 0, {
      level: "info",
      code: "tf.translations_not_imported",
      message: "The form's translations are not taken over: customers see its main language.",
    }),
    ...when(
      form.thankyou_screens.some(({ type, properties }) => type === "url_redirect" || properties.redirect_url),
      {
        level: "info",
        code: "ending.redirect_dropped",
        message: "An ending that leads to a web page is not followed on WhatsApp: customers see the thank-you text.",
      },
    ),
  ];
}

function when(holds: unknown, notice: Notice): Notice[] {
  return holds ? [notice] : [];
}

const recallNotice: Notice = {
  level: "info",
  code: "text.recall_not_built",
  message: "The text repeats an earlier answer, a hidden value or a result; that part is left out on WhatsApp.",
};

function recalls({ title, properties }: TypeformField | TypeformScreen): boolean {
  return hasRecall(title) || hasRecall(properties.description);
}

import type { FieldOf } from "../../form/types.ts";
import { input } from "./inputs.ts";
import { idsAreUsable, optionsOf } from "./options.ts";
import { captionText, cutNotice, headingText } from "./question.ts";
import { type Built, type Change, type Context, dropped } from "./types.ts";

/** More lists below one another nobody fills in (form-tools reference 9). */
const mostPlaces = 10;

/** One drop-down list for each place; the parts are `1`, `2` and so on. That no option stands twice, the endpoint checks. */
export function buildRanking(field: FieldOf<"ranking">, context: Context): Built {
  const { choices, required } = field;
  if (choices.length === 0) return dropped("choice.none", "The question has no options to put in order.");
  const most = context.limit("Dropdown", "data-source");
  if (choices.length > most) {
    return dropped("ranking.too_many", `Not on WhatsApp: putting more than ${most} options in order.`);
  }
  if (!idsAreUsable(choices)) {
    return dropped("choice.unusable_id", "Two options share one internal name, or its characters cannot be sent.");
  }
  const { options, changes } = optionsOf(choices, context);
  const places = Array.from({ length: Math.min(choices.length, mostPlaces) }, (_, index) =>
    input(field, context, {
      type: "Dropdown",
      part: String(index + 1),
      properties: { label: context.words.place(index + 1), required, "data-source": options },
      prefill: "string",
    }),
  );
  return {
    outcome: "asked",
    components: [
      ...headingText(field.title, context),
      ...captionText(field.description, context),
      ...places.map(({ component }) => component),
    ],
    inputs: places.map((place) => place.input),
    changes: [
      choices.length > mostPlaces ? topPlaces : asLists,
      ...changes,
      ...[field.title, field.description].flatMap((text) => cutNotice(text, context)).slice(0, 1),
    ],
  };
}

const asLists: Change = {
  code: "ranking.as_lists",
  message: "Each place is a list to choose from, because options cannot be dragged on WhatsApp.",
};
const topPlaces: Change = {
  code: "ranking.top_places",
  message: `Each place is a list to choose from, because options cannot be dragged on WhatsApp; only the first ${mostPlaces} places are asked.`,
};

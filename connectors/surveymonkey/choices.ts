/** Families `single_choice` and `multiple_choice`. */

import { demandOf } from "./limits.ts";
import {
  type Asked,
  asked,
  base,
  choicesOf,
  commentNotice,
  comments,
  orderNotice,
  type Reading,
  together,
} from "./question.ts";
import { told } from "./told.ts";

export function choiceQuestion(reading: Reading): Asked {
  const { question } = reading;
  const { answers, subtype, validation } = question;
  const { other } = answers;
  const allowOther = other?.visible === true && other.is_answer_choice;
  const checked =
    validation !== undefined && other?.visible === true && validation.type !== "" && validation.type !== "any";
  const limited = checked && (validation.min !== undefined || validation.max !== undefined);
  const pictures = question.display_options.display_type === "image_choice";
  const common = { ...base(reading), choices: choicesOf(answers.choices, reading), allowOther };
  const about = [
    ...(pictures ? [told.mediaDropped] : []),
    ...orderNotice(reading),
    ...commentNotice(reading),
    ...(limited ? [told.commentCheck] : []),
  ];
  const { min, max } = demandOf(question);
  const several = question.family === "multiple_choice";
  const counted = several && (min !== undefined || max !== undefined);
  const field = () => {
    if (pictures && !counted) return { ...common, kind: "picture_choice", multiple: several } as const;
    if (several) {
      const bounds = {
        ...(min === undefined ? {} : { minSelect: min }),
        ...(max === undefined ? {} : { maxSelect: max }),
      };
      return { ...common, kind: "multiple_choice", ...bounds } as const;
    }
    return { ...common, kind: subtype === "menu" ? "dropdown" : "single_choice" } as const;
  };
  return together(asked(field(), about), comments(reading));
}

/** What an importer has to say about a Google form as a whole (form-tools reference 11). */
import type { Notice } from "../../core/form/types.ts";
import type { SourceForm } from "./source.ts";

export function formNotices(form: SourceForm): Notice[] {
  const { items, pageRead, pageDiffers } = form;
  const jumps = items.some(
    (item) =>
      item.kind === "question" &&
      item.question.kind === "choice" &&
      item.question.options.some(({ goto }) => goto?.kind === "section"),
  );
  const files = items.some((item) => item.kind === "question" && item.question.kind === "file");
  return [
    ...when(!form.accepting, "block", "gf.not_accepting", notAccepting),
    ...when(pageDiffers, "warn", "gf.page_differs", differs),
    ...when(!pageRead, "warn", "gf.validation_hidden", validationHidden),
    ...when(!pageRead && jumps, "warn", "gf.section_rule_unknown", sectionRuleUnknown),
    ...when(form.signIn || form.email === "verified" || files, "warn", "gf.signin_required", signInRequired),
    ...when(form.quiz, "info", "quiz.scoring_dropped", scoringDropped),
  ];
}

function when(holds: boolean, level: Notice["level"], code: string, message: string): Notice[] {
  return holds ? [{ level, code, message }] : [];
}

const notAccepting =
  "This form takes no answers at the moment. Open it again in Google Forms (Responses: Accepting responses), then import it again.";
const differs =
  "The page data shows another state of this form, so nothing was taken from it. Save the public page anew and import both together.";
const validationHidden =
  "Google's API does not say which answers a question takes (numbers, lengths, formats, how many boxes). Import the form with its public page's data to keep these rules.";
const sectionRuleUnknown =
  "Answers lead to certain sections, but Google's API does not say where a section itself leads: the next one is assumed. Check the order, or import the form with its public page's data.";
const signInRequired =
  "In Google, people must sign in to answer this form (uploads, verified addresses or one answer each). Customers on WhatsApp need not; answers may be refused by Google where they are sent back.";
const scoringDropped = "This form is a quiz: points and right answers stay in Google and are not shown on WhatsApp.";

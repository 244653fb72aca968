/** The API's JSON -> SourceForm. Nothing in it can fail the import but its not being a form at all. */
import { publishedIdIn } from "./published-id.ts";
import type { Goto, SourceForm, SourceItem, SourceOption, SourceQuestion } from "./source.ts";
import type { GoogleForm } from "./types.ts";
import { type GoogleChoice, type GoogleItem, type GoogleOption, type GoogleQuestion, itemSchema } from "./types.ts";

export function sourceFromApi(form: GoogleForm): SourceForm {
  const publishedId = publishedIdIn(form.responderUri);
  const { emailCollectionType: email } = form.settings;
  return {
    formId: form.formId,
    ...(publishedId ? { publishedId } : {}),
    ...(form.revisionId ? { revision: form.revisionId } : {}),
    ...(form.responderUri ? { url: form.responderUri } : {}),
    title: form.info.title || form.info.documentTitle,
    description: form.info.description,
    items: form.items.map(itemFrom),
    email: email === "VERIFIED" ? "verified" : email === "RESPONDER_INPUT" ? "input" : "none",
    // Forms of before these settings existed have none, and take answers (form-tools reference 3.3).
    accepting: form.publishSettings?.publishState.isAcceptingResponses ?? true,
    signIn: false,
    quiz: form.settings.quizSettings?.isQuiz ?? false,
    pageRead: false,
    pageDiffers: false,
  };
}

function itemFrom(json: unknown, index: number): SourceItem {
  const parsed = itemSchema.safeParse(json);
  if (!parsed.success) return { ...unknownItem, id: `item_${index + 1}`, title: "", description: "", type: "unknown" };
  const item = parsed.data;
  const texts = { id: item.itemId || `item_${index + 1}`, title: item.title, description: item.description };
  if (item.pageBreakItem) return { ...texts, kind: "section" };
  if (item.textItem) return { ...texts, kind: "text" };
  if (item.imageItem) return { ...texts, kind: "image" };
  if (item.videoItem) {
    const { caption, video } = item.videoItem;
    const description = [item.description, caption].filter(Boolean).join("\n");
    return { ...texts, description, kind: "video", ...(video.youtubeUri ? { link: video.youtubeUri } : {}) };
  }
  if (item.questionItem) return questionFrom(texts, item.questionItem);
  const group = item.questionGroupItem;
  if (group?.grid) {
    return {
      ...texts,
      kind: "grid",
      rows: group.questions.map(({ questionId, required, rowQuestion }, row) => ({
        questionId: questionId || `${texts.id}_${row + 1}`,
        title: rowQuestion?.title ?? "",
        required,
      })),
      columns: group.grid.columns.options.map(optionFrom),
      multiple: group.grid.columns.type === "CHECKBOX",
      onePerColumn: false,
      hasImage: group.image !== undefined,
      shuffled: group.grid.shuffleQuestions || group.grid.columns.shuffle,
    };
  }
  const required = group?.questions.some((question) => question.required) ?? false;
  return { ...unknownItem, ...texts, questionId: texts.id, required, type: kindNamed(item, ["itemId", "title"]) };
}

const unknownItem = {
  kind: "question",
  questionId: "",
  required: false,
  question: { kind: "unknown" },
  checks: [],
  hasImage: false,
  shuffled: false,
} as const;

type Texts = { id: string; title: string; description: string };

function questionFrom(texts: Texts, { question, image }: NonNullable<GoogleItem["questionItem"]>): SourceItem {
  return {
    ...texts,
    kind: "question",
    questionId: question.questionId || texts.id,
    required: question.required,
    type: kindNamed(question, ["questionId", "required", "grading"]),
    question: kindOf(question),
    checks: [],
    hasImage: image !== undefined,
    shuffled: question.choiceQuestion?.shuffle ?? false,
  };
}

function kindOf(question: GoogleQuestion): SourceQuestion {
  const { textQuestion, choiceQuestion, scaleQuestion, ratingQuestion, dateQuestion, timeQuestion } = question;
  if (textQuestion) return { kind: "text", paragraph: textQuestion.paragraph };
  if (choiceQuestion) return choiceFrom(choiceQuestion);
  if (scaleQuestion) {
    const { low = 1, high = 5, lowLabel, highLabel } = scaleQuestion;
    return { kind: "scale", low, high, ...(lowLabel ? { lowLabel } : {}), ...(highLabel ? { highLabel } : {}) };
  }
  if (ratingQuestion) return { kind: "rating", steps: ratingQuestion.ratingScaleLevel ?? 5 };
  if (dateQuestion) return { kind: "date", year: dateQuestion.includeYear, time: dateQuestion.includeTime };
  if (timeQuestion) return { kind: "time", duration: timeQuestion.duration };
  return question.fileUploadQuestion ? fileFrom(question.fileUploadQuestion) : { kind: "unknown" };
}

function choiceFrom({ type, options }: GoogleChoice): SourceQuestion {
  if (type !== "RADIO" && type !== "CHECKBOX" && type !== "DROP_DOWN") return { kind: "unknown" };
  return { kind: "choice", type, options: options.map(optionFrom) };
}

function optionFrom(option: GoogleOption): SourceOption {
  const goto = gotoFrom(option);
  return {
    text: option.value,
    isOther: option.isOther,
    hasImage: option.image !== undefined,
    ...(goto ? { goto } : {}),
  };
}

function gotoFrom({ goToAction, goToSectionId }: GoogleOption): Goto | undefined {
  if (goToSectionId) return { kind: "section", item: goToSectionId };
  if (goToAction === "NEXT_SECTION") return { kind: "next" };
  if (goToAction === "RESTART_FORM") return { kind: "restart" };
  return goToAction === "SUBMIT_FORM" ? { kind: "submit" } : undefined;
}

function fileFrom(question: NonNullable<GoogleQuestion["fileUploadQuestion"]>): SourceQuestion {
  const { types, maxFiles, maxFileSize } = question;
  const bytes = maxFileSize === undefined ? Number.NaN : Number(maxFileSize);
  return {
    kind: "file",
    types,
    ...(maxFiles !== undefined && Number.isSafeInteger(maxFiles) && maxFiles > 0 ? { maxFiles } : {}),
    ...(Number.isSafeInteger(bytes) && bytes > 0 ? { maxBytes: bytes } : {}),
  };
}

/** The key that says what it is, such as `textQuestion`. */
function kindNamed(thing: object, common: readonly string[]): string {
  const own = Object.entries(thing).filter(([key, value]) => value !== undefined && !common.includes(key));
  return own.map(([key]) => key).find((key) => /(Question|Item)$/.test(key)) ?? "unknown";
}

/**
 * A Google form as `GET https://forms.googleapis.com/v1/forms/{formId}` gives it (form-tools reference 3.3 and 3.4).
 *
 * Lenient on purpose: Google leaves out whatever has its default value, and a question we cannot read becomes
 * `unsupported`. Only what makes a document a Google form at all is insisted on: an id and the form's info.
 */
import { z } from "zod";

const text = z.string().catch("");
const optionalText = z.string().optional().catch(undefined);
const flag = z.boolean().catch(false);
const number = z.number().optional().catch(undefined);

const optionSchema = z.object({
  value: text,
  isOther: flag,
  image: z.unknown().optional(),
  goToAction: optionalText,
  goToSectionId: optionalText,
});
export type GoogleOption = z.infer<typeof optionSchema>;

const choiceSchema = z.object({ type: text, options: z.array(optionSchema).catch([]), shuffle: flag });
export type GoogleChoice = z.infer<typeof choiceSchema>;

const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const questionSchema = z.looseObject({
  questionId: text,
  required: flag,
  grading: z.unknown().optional(),
  textQuestion: maybe(z.object({ paragraph: flag })),
  choiceQuestion: maybe(choiceSchema),
  scaleQuestion: maybe(z.object({ low: number, high: number, lowLabel: optionalText, highLabel: optionalText })),
  ratingQuestion: maybe(z.object({ ratingScaleLevel: number })),
  dateQuestion: maybe(z.object({ includeYear: flag, includeTime: flag })),
  timeQuestion: maybe(z.object({ duration: flag })),
  fileUploadQuestion: maybe(
    z.object({
      types: z.array(z.string()).catch([]),
      maxFiles: number,
      /** Bytes; a 64-bit number, which Google writes as text. */
      maxFileSize: z.union([z.string(), z.number()]).optional().catch(undefined),
    }),
  ),
  rowQuestion: maybe(z.object({ title: text })),
});
export type GoogleQuestion = z.infer<typeof questionSchema>;

export const itemSchema = z.looseObject({
  itemId: text,
  title: text,
  description: text,
  questionItem: maybe(z.object({ question: questionSchema, image: z.unknown().optional() })),
  questionGroupItem: maybe(
    z.object({
      questions: z.array(questionSchema).catch([]),
      grid: maybe(z.object({ columns: choiceSchema, shuffleQuestions: flag })),
      image: z.unknown().optional(),
    }),
  ),
  pageBreakItem: maybe(z.object({})),
  textItem: maybe(z.object({})),
  imageItem: maybe(z.object({})),
  videoItem: maybe(z.object({ video: z.object({ youtubeUri: optionalText }).catch({}), caption: text })),
});
export type GoogleItem = z.infer<typeof itemSchema>;

export const formSchema = z.object({
  formId: z.string().min(1),
  info: z.object({ title: text, documentTitle: text, description: text }),
  settings: z
    .object({
      quizSettings: maybe(z.object({ isQuiz: flag })),
      emailCollectionType: optionalText,
    })
    .catch({}),
  items: z.array(z.unknown()).catch([]),
  revisionId: optionalText,
  responderUri: optionalText,
  linkedSheetId: optionalText,
  publishSettings: maybe(z.object({ publishState: z.object({ isPublished: flag, isAcceptingResponses: flag }) })),
});
export type GoogleForm = z.infer<typeof formSchema>;

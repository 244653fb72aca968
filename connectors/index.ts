/** The one list of connectors. A new form tool is a folder beside these and a line here. */
import type { Form, Tool } from "../core/form/types.ts";
import type { Beside } from "./form-tool.ts";
import { formFromGoogle } from "./google-forms/index.ts";
import { formFromHubSpot } from "./hubspot/index.ts";
import { formFromSurveyMonkey } from "./surveymonkey/index.ts";
import { formFromTypeform } from "./typeform/index.ts";
import { formFromUseCase } from "./use-cases/index.ts";

/** Reads a tool's own definition as a neutral Form. @throws RefusedInput for what is no definition of that tool */
export type FormReader = (definition: unknown, beside?: Beside) => Form;

export const formReaders: { readonly [tool in Tool]?: FormReader } = {
  hubspot: formFromHubSpot,
  typeform: formFromTypeform,
  "google-forms": formFromGoogle,
  surveymonkey: formFromSurveyMonkey,
  "use-case": formFromUseCase,
};

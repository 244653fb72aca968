/** The one list of connectors. A new form tool is a folder beside these and a line here. */
import type { Form, Tool } from "../core/form/types.ts";
import { formFromHubSpot } from "./hubspot/index.ts";
import { formFromTypeform } from "./typeform/index.ts";

/** Reads a tool's own definition as a neutral Form. @throws RefusedInput for what is no definition of that tool */
export type FormReader = (definition: unknown) => Form;

export const formReaders: { readonly [tool in Tool]?: FormReader } = {
  hubspot: formFromHubSpot,
  typeform: formFromTypeform,
};

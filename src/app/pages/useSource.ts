import { type FormSource, formSourceSchema } from "@flowella/contract";
import { usePageRoute } from "@hubspot/ui-extensions/pages";
import { useMemo } from "react";

/** The form that the page's address names; undefined where it names none. */
export function useSource(): FormSource | undefined {
  const { params } = usePageRoute();
  const { tool, form } = params;
  return useMemo(() => formSourceSchema.safeParse({ tool, formId: form }).data, [tool, form]);
}

/** Of the screens about one form. */
export const paramsOf = ({ tool, formId }: FormSource) => ({ tool, form: formId });

/** Another form is another start: nothing of one may ever show on another. */
export const keyOf = ({ tool, formId }: FormSource) => `${tool} ${formId}`;

import type { FormToolName } from "@flowella/contract";
import { Flex, SearchInput, Select, useDebounce } from "@hubspot/ui-extensions";
import { useState } from "react";
import { FormList } from "./FormList.tsx";
import { GoButton } from "./GoButton.tsx";
import { useApp } from "./useApp.ts";

/** Names of products: the same in every language. */
const tools = [
  { value: "hubspot", label: "HubSpot" },
  { value: "typeform", label: "Typeform" },
  { value: "google-forms", label: "Google Forms" },
  { value: "surveymonkey", label: "SurveyMonkey" },
] as const satisfies readonly { value: FormToolName; label: string }[];

/** Every form that can become a Flow, by the tool that it is from. */
export function FormsScreen() {
  const { forms, templates } = useApp().texts;
  const [tool, chooseTool] = useState<FormToolName>("hubspot");
  const [words, setWords] = useState("");
  const search = useDebounce(words.trim());
  /** Where each page that was turned to begins; the first begins at the beginning. */
  const [pages, setPages] = useState<readonly string[]>([]);
  const label = tools.find(({ value }) => value === tool)?.label ?? "";
  const after = pages.at(-1);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/forms/templates" label={templates.button} />
      <Flex direction="row" gap="md" wrap>
        <Select
          label={forms.tool}
          name="tool"
          options={[...tools]}
          value={tool}
          onChange={(value) => {
            chooseTool(tools.find((each) => each.value === value)?.value ?? "hubspot");
            setPages([]);
          }}
        />
        <SearchInput
          label={forms.search}
          name="search"
          placeholder={forms.searchPlaceholder}
          value={words}
          clearable
          onInput={(value: string) => {
            setWords(value);
            setPages([]);
          }}
          onChange={(value: string) => setWords(value)}
        />
      </Flex>
      <FormList
        // A new key is a new start: nothing of one list may ever show as another.
        key={JSON.stringify([tool, search, after])}
        tool={tool}
        label={label}
        search={search}
        after={after}
        onNext={(next) => setPages([...pages, next])}
        onPrevious={() => setPages(pages.slice(0, -1))}
      />
    </Flex>
  );
}

import { type FormToolName, type PageForm, type PageFormsReady, pageForms } from "@flowella/contract";
import { Button, EmptyState, Flex, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import { ConnectTool } from "./ConnectTool.tsx";
import { GoButton } from "./GoButton.tsx";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";

interface FormListProps {
  readonly tool: FormToolName;
  readonly label: string;
  readonly search: string;
  readonly after: string | undefined;
  readonly onNext: (next: string) => void;
  readonly onPrevious: () => void;
}

/** One page of one tool's forms. */
export function FormList(props: FormListProps) {
  const { tool, search, after } = props;
  const asked = useMemo(
    () => ({ tool, ...(search && { search }), ...(after !== undefined && { after }) }),
    [tool, search, after],
  );
  const loaded = useLoaded(pageForms, asked);
  return <LoadedScreen loaded={loaded}>{(answer) => <Found {...props} answer={answer} />}</LoadedScreen>;
}

function Found(props: FormListProps & { readonly answer: PageFormsReady }) {
  const { tool, label, search, after, answer, onNext, onPrevious } = props;
  const { forms: texts } = useApp().texts;
  const { forms, tools, next } = answer;
  const connection = tools.find((each) => each.tool === tool)?.state ?? "not-connected";
  if (tool !== "hubspot" && tool !== "use-case" && connection !== "connected") {
    return <ConnectTool tool={tool} label={label} ended={connection === "refused"} />;
  }
  const turned = next !== undefined || after !== undefined;
  return (
    <Flex direction="column" gap="sm">
      {forms.length > 0 ? (
        forms.map((form) => <FormItem key={form.formId} tool={tool} form={form} />)
      ) : (
        <EmptyState
          title={search ? texts.notFoundTitle : texts.emptyTitle}
          imageName="registration"
          layout="vertical"
          flush
        >
          <Text>{search ? texts.notFoundText : tool === "hubspot" ? texts.emptyText : texts.emptyToolText}</Text>
        </EmptyState>
      )}
      {turned ? (
        <Flex direction="row" gap="sm">
          <Button size="sm" disabled={after === undefined} onClick={onPrevious}>
            {texts.previous}
          </Button>
          <Button
            size="sm"
            disabled={next === undefined}
            onClick={() => (next === undefined ? undefined : onNext(next))}
          >
            {texts.next}
          </Button>
        </Flex>
      ) : null}
    </Flex>
  );
}

function FormItem({ tool, form }: { readonly tool: FormToolName; readonly form: PageForm }) {
  const { texts, formatTime } = useApp();
  const { formId, title, updatedAt, flow } = form;
  return (
    <Tile compact testId={`form-${formId}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: "demibold" }}>{title.trim() || texts.forms.untitled}</Text>
          <StatusTag variant={flow?.status === "published" ? "success" : "default"}>
            {flow ? texts.flowStatus[flow.status] : texts.forms.noFlow}
          </StatusTag>
          {updatedAt ? <Text variant="microcopy">{texts.forms.changed(formatTime(updatedAt))}</Text> : null}
        </Flex>
        <GoButton
          to="/forms/form"
          params={{ tool, form: formId }}
          label={flow ? texts.forms.open : texts.forms.convert}
        />
      </Flex>
    </Tile>
  );
}

import { type InsightRequest, pageInsightFiles } from "@flowella/contract";
import { NotDone, useServer } from "@flowella/ui";
import { Flex, Link, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useApp } from "./useApp.ts";

/** The figures as files, by links: an app's page can save nothing by itself. */
export function InsightExport({ asked }: { readonly asked: InsightRequest }) {
  const { origin, texts, formatTime } = useApp();
  const { export: words } = texts.insight;
  const { state, ask } = useServer(origin, pageInsightFiles);
  const files = state.status === "success" && state.value.kind === "ready" ? state.value : undefined;
  const making = state.status === "loading";
  return (
    <Flex direction="column" gap="sm" testId="insight-export">
      <NotDone texts={texts} state={state} title={words.notMadeTitle} />
      {files ? (
        <>
          <Flex direction="row" gap="md" wrap>
            <Link href={{ url: files.csv, external: true }}>{words.csv}</Link>
            <Link href={{ url: files.json, external: true }}>{words.json}</Link>
          </Flex>
          <Text variant="microcopy">{words.how(formatTime(files.until))}</Text>
        </>
      ) : (
        <LoadingButton size="sm" variant="secondary" loading={making} disabled={making} onClick={() => void ask(asked)}>
          {making ? words.making : words.button}
        </LoadingButton>
      )}
    </Flex>
  );
}

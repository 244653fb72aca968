import { pageFlow } from "@flowella/contract";
import { Alert, Flex, Heading, StatusTag, Text } from "@hubspot/ui-extensions";
import { usePageRoute } from "@hubspot/ui-extensions/pages";
import { useMemo } from "react";
import { FlowChanges } from "./FlowChanges.tsx";
import { FlowVersions } from "./FlowVersions.tsx";
import { GoButton } from "./GoButton.tsx";
import { LoadedScreen } from "./LoadedScreen.tsx";
import { NotFound } from "./NotFound.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";
import { paramsOf } from "./useSource.ts";

/** One Flow: what changed in its form and what that means, and its versions. */
export function FlowScreen() {
  const { params } = usePageRoute();
  const flowId = params["flow"];
  return typeof flowId === "string" && flowId !== "" ? <OneFlow key={flowId} flowId={flowId} /> : <NotFound />;
}

function OneFlow({ flowId }: { readonly flowId: string }) {
  const { texts, formatTime } = useApp();
  const { flow, forms, flowStatus } = texts;
  const asked = useMemo(() => ({ flowId }), [flowId]);
  const loaded = useLoaded(pageFlow, asked);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/flows" label={flow.back} />
      <LoadedScreen
        loaded={loaded}
        beside={({ source }) => (
          <>
            <GoButton to="/insight" params={{ flow: flowId }} label={texts.insight.open} />
            {source ? <GoButton to="/forms/form" params={paramsOf(source)} label={texts.flows.seeForm} /> : null}
          </>
        )}
      >
        {({ name, status, changes, unreadable, lookedAt, versions }) => (
          <>
            <Flex direction="row" gap="sm" align="center" wrap>
              <Heading>{name.trim() || forms.untitled}</Heading>
              <StatusTag>{flowStatus[status]}</StatusTag>
            </Flex>
            {unreadable ? (
              <Alert title={flow.unreadableTitle} variant="warning">
                <Text>{unreadable}</Text>
              </Alert>
            ) : null}
            <FlowChanges flowId={flowId} changes={changes} onChanged={loaded.load} />
            {lookedAt ? <Text variant="microcopy">{flow.lookedAt(formatTime(lookedAt))}</Text> : null}
            <FlowVersions flowId={flowId} versions={versions} onChanged={loaded.load} />
          </>
        )}
      </LoadedScreen>
    </Flex>
  );
}

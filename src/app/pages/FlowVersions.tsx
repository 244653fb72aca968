import { type PageVersion, pageRollBack } from "@flowella/contract";
import {
  Flex,
  Heading,
  LoadingButton,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { PressNotice } from "./PressNotice.tsx";
import { useApp } from "./useApp.ts";
import { usePress } from "./usePress.ts";

const variants = { current: "success", previous: "info", draft: "default", older: "default" } as const;

interface FlowVersionsProps {
  readonly flowId: string;
  readonly versions: readonly PageVersion[];
  readonly onChanged: () => void;
}

/** Every version, newest first, and the way back to the one before. */
export function FlowVersions({ flowId, versions, onChanged }: FlowVersionsProps) {
  const { texts, formatTime } = useApp();
  const { flow, version } = texts;
  const { addAlert } = useExtensionActions<"pages">();
  const { state, busy, press } = usePress(pageRollBack);

  async function goBack(to: number) {
    const answer = await press((idempotencyKey) => ({ flowId, to, idempotencyKey }));
    if (!answer?.ok || answer.value.kind !== "changed") return;
    addAlert({ type: "success", message: flow.wentBack(answer.value.version) });
    onChanged();
  }

  const previous = versions.find((each) => each.state === "previous");
  return (
    <Flex direction="column" gap="sm" testId="flow-versions">
      <Heading>{flow.versionsTitle}</Heading>
      <Table bordered>
        <TableHead>
          <TableRow>
            <TableHeader>{flow.columns.version}</TableHeader>
            <TableHeader>{flow.columns.made}</TableHeader>
            <TableHeader>{flow.columns.state}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {versions.map(({ number, at, state: stands }) => (
            <TableRow key={number}>
              <TableCell>{version(number)}</TableCell>
              <TableCell>{formatTime(at)}</TableCell>
              <TableCell>
                <StatusTag variant={variants[stands]}>{flow.versionStates[stands]}</StatusTag>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {previous ? (
        <Flex direction="column" gap="xs">
          <LoadingButton
            size="sm"
            variant="secondary"
            loading={busy}
            disabled={busy}
            onClick={() => void goBack(previous.number)}
          >
            {busy ? flow.goingBack : flow.goBack(previous.number)}
          </LoadingButton>
          <Text variant="microcopy">{flow.goBackHow}</Text>
        </Flex>
      ) : null}
      <PressNotice state={state} title={flow.notBackTitle} unclearTitle={flow.unclearBackTitle} />
    </Flex>
  );
}

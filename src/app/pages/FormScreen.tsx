import { type FormSource, type PageReport, pageReport } from "@flowella/contract";
import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Flex,
  Heading,
  LoadingButton,
  StatusTag,
  Text,
} from "@hubspot/ui-extensions";
import { useMemo } from "react";
import { GoButton } from "./GoButton.tsx";
import { NotFound } from "./NotFound.tsx";
import { PhoneTest } from "./PhoneTest.tsx";
import { PreviewButton } from "./PreviewButton.tsx";
import { PublishForm } from "./PublishForm.tsx";
import { ReportLines } from "./ReportLines.tsx";
import { Screen } from "./Screen.tsx";
import { ServerWords } from "./ServerWords.tsx";
import { useApp } from "./useApp.ts";
import { useLoaded } from "./useLoaded.ts";
import { keyOf, paramsOf, useSource } from "./useSource.ts";

/** One form as a Flow: what becomes of each question, how it looks, and publishing it. */
export function FormScreen() {
  const source = useSource();
  return source ? <OneForm key={keyOf(source)} source={source} /> : <NotFound />;
}

function OneForm({ source }: { readonly source: FormSource }) {
  const { texts } = useApp();
  const asked = useMemo(() => ({ source }), [source]);
  const { state, load, loading } = useLoaded(pageReport, asked);
  return (
    <Flex direction="column" gap="md">
      <GoButton to="/forms" label={texts.report.back} />
      <Screen state={state} onRetry={load}>
        {(report) => (
          <>
            <Report report={report} source={source} onPublished={load} />
            <LoadingButton size="sm" variant="secondary" loading={loading} onClick={load}>
              {texts.refresh}
            </LoadingButton>
          </>
        )}
      </Screen>
    </Flex>
  );
}

interface ReportProps {
  readonly report: PageReport;
  readonly source: FormSource;
  readonly onPublished: () => void;
}

function Report({ report, source, onPublished }: ReportProps) {
  const { texts } = useApp();
  const { title, flow, blocked, notices, lines } = report;
  return (
    <Flex direction="column" gap="md">
      <Flex direction="row" gap="sm" align="center" wrap>
        <Heading>{title.trim() || texts.forms.untitled}</Heading>
        {flow ? <StatusTag>{texts.flowStatus[flow.status]}</StatusTag> : null}
        {flow?.version ? <Text variant="microcopy">{texts.version(flow.version)}</Text> : null}
      </Flex>
      <Facts report={report} />
      {blocked ? (
        <Alert title={texts.report.blockedTitle} variant="error">
          <Text>{blocked}</Text>
        </Alert>
      ) : null}
      {notices
        // What a question's own line says is said there.
        .filter(({ message }) => message !== blocked && lines.every((line) => line.message !== message))
        .map(({ level, code, message }) => (
          <Alert key={message} title={texts.report.notices[level]} variant={level === "info" ? "info" : "warning"}>
            <ServerWords code={code} message={message} />
          </Alert>
        ))}
      <ReportLines lines={lines} />
      <Flex direction="row" gap="sm" wrap>
        <GoButton to="/forms/edits" params={paramsOf(source)} label={texts.report.edits} />
        <GoButton to="/forms/mapping" params={paramsOf(source)} label={texts.report.mapping} />
      </Flex>
      <Divider />
      <PreviewButton of={{ what: "form", source }} />
      <PhoneTest source={source} />
      {blocked ? null : (
        <PublishForm
          of={{ what: "form", source }}
          again={flow?.status === "published"}
          current={report.current}
          newTemplate={report.newTemplate}
          onPublished={onPublished}
        />
      )}
    </Flex>
  );
}

function Facts({ report }: { readonly report: PageReport }) {
  const { facts, minutes } = useApp().texts.report;
  const { language, screens, seconds, lines } = report;
  return (
    <DescriptionList direction="row">
      <DescriptionListItem label={facts.questions}>{String(lines.length)}</DescriptionListItem>
      <DescriptionListItem label={facts.screens}>{String(screens)}</DescriptionListItem>
      <DescriptionListItem label={facts.time}>{minutes(Math.ceil(seconds / 60))}</DescriptionListItem>
      <DescriptionListItem label={facts.language}>{language}</DescriptionListItem>
    </DescriptionList>
  );
}

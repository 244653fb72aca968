import { type FormSource, type PageReport, pageReport } from "@flowella/contract";
import {
  Alert,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Flex,
  Heading,
  StatusTag,
  Text,
} from "@hubspot/ui-extensions";
import { FormPage } from "./FormPage.tsx";
import { GoButton } from "./GoButton.tsx";
import { PhoneTest } from "./PhoneTest.tsx";
import { PreviewButton } from "./PreviewButton.tsx";
import { PublishForm } from "./PublishForm.tsx";
import { ReportLines } from "./ReportLines.tsx";
import { ServerWords } from "./ServerWords.tsx";
import { useApp } from "./useApp.ts";
import { paramsOf } from "./useSource.ts";

/** One form as a Flow: what becomes of each question, how it looks, and publishing it. */
export function FormScreen() {
  const { report } = useApp().texts;
  return (
    <FormPage call={pageReport} back={{ to: "/forms", label: report.back }}>
      {(ready, source, reload) => <Report report={ready} source={source} onPublished={reload} />}
    </FormPage>
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

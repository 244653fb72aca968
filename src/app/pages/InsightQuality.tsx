import { Alert, Text } from "@hubspot/ui-extensions";
import { BroadcastComparison } from "./BroadcastComparison.tsx";
import { FigureTable } from "./FigureTable.tsx";
import { InsightSection } from "./InsightSection.tsx";
import { useApp } from "./useApp.ts";
import { type InsightPartProps, useFigures } from "./useInsight.ts";

const shares = ["filled", "emails", "phones"] as const;

/** Whether answers of the chat are as good as those of the same form on the web. */
export function InsightQuality({ answer: { quality }, means }: InsightPartProps) {
  const { texts, formatDay, formatTime } = useApp();
  const { quality: words } = texts.insight;
  const { count, share } = useFigures();
  const { state, from, to, readAt, chat, web } = quality;
  return (
    <InsightSection id="quality" title={words.title} meanings={[{ means: means("quality") }]}>
      {from !== undefined && to !== undefined ? <Text>{words.weeks(formatDay(from), formatDay(to))}</Text> : null}
      {state === "unasked" ? (
        <Alert title={words.unaskedTitle} variant="info">
          <Text>{words.unaskedText}</Text>
        </Alert>
      ) : null}
      {state === "unknown" ? <Text>{words.unknown}</Text> : null}
      {chat && web ? (
        <FigureTable
          columns={[words.what, words.chat, words.web]}
          rows={[
            {
              key: "submissions",
              cells: [words.submissions, count(chat.submissions), count(web.submissions)],
            },
            ...shares.map((name) => ({ key: name, cells: [words[name], share(chat[name]), share(web[name])] })),
          ]}
        />
      ) : null}
      {readAt === undefined ? null : <Text variant="microcopy">{words.readAt(formatTime(readAt))}</Text>}
    </InsightSection>
  );
}

/** What came of giving a part of a broadcast's people the web form instead. */
export function InsightWeb({ answer: { chatAgainstWeb }, means }: InsightPartProps) {
  const { texts, formatNumber } = useApp();
  const { web: words } = texts.insight;
  return (
    <InsightSection id="web" title={words.title} meanings={[{ means: means("chat_against_web") }]}>
      {chatAgainstWeb ? (
        <>
          <Text>{words.from(formatNumber(chatAgainstWeb.broadcasts))}</Text>
          <BroadcastComparison comparison={chatAgainstWeb} />
        </>
      ) : (
        <Text>{words.none}</Text>
      )}
    </InsightSection>
  );
}

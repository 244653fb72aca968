import type { InsightDefinition } from "@flowella/contract";

/** What each figure means, in German. */
export const de: Readonly<Record<InsightDefinition, string>> = {
  sent: "Nachrichten mit einem Flow, die WhatsApp angenommen hat. Alle anderen Zahlen handeln von diesen Nachrichten und stehen an dem Tag, an dem sie entstanden: Wer eine Woche später antwortet, zählt am Tag der Nachricht. Tests, Quittungen und Erinnerungen zählen nicht.",
  delivered: "Nachrichten, die auf dem Telefon ankamen.",
  read: "Nachrichten, die gelesen wurden. Wer den Flow geöffnet hat, hat die Nachricht gelesen, auch wenn das Telefon es nicht meldet.",
  opened:
    "Nachrichten, deren Flow geöffnet wurde. Zu sehen ist es nur, wenn der Flow beim Öffnen den Server fragt; wer einen Bildschirm abgeschickt hat, hat ihn geöffnet.",
  started: "Nachrichten, deren Kunde mindestens einen Bildschirm abgeschickt hat.",
  screen_reached: "Nachrichten, deren Kunde diesen Bildschirm gesehen hat.",
  completed:
    "Nachrichten, deren Antworten abgegeben wurden. Noch einmal ausfüllen oder berichtigen zählt nicht doppelt.",
  landed: "Abgegebene, deren Antworten in HubSpot stehen, beim Kontakt oder als Formulareinsendung.",
  time_delivery: "Zeit vom Senden bis zur Zustellung, bei den Nachrichten, von denen beides bekannt ist.",
  time_reading: "Zeit vom Senden bis zum Lesen, bei den Nachrichten, deren Telefon das Lesen meldet.",
  time_opening: "Zeit vom Senden bis zum Öffnen, bei den Nachrichten, deren Öffnen zu sehen war.",
  time_filling:
    "Zeit vom ersten Bildschirm bis zur Abgabe der Antworten, mit Pausen. Wo das Öffnen nicht zu sehen ist, vom ersten abgeschickten Bildschirm an.",
  time_whole: "Zeit vom Senden bis zur Abgabe.",
  screen_time:
    "Zeit vom ersten Zeigen eines Bildschirms bis zu seinem ersten Abschicken, wie der Server es sieht. Der erste eines Flows, der sich öffnet, ohne den Server zu fragen, hat keine.",
  screen_returns: "So oft gingen Kunden von diesem Bildschirm zurück, und bei so vielen Nachrichten.",
  screen_left:
    "Nachrichten, bei denen dieser Bildschirm der letzte war und nichts abgegeben wurde. Wer noch dabei ist, zählt hier, bis er weitergeht.",
  field_rejections:
    "So oft haben unsere Prüfungen eine Antwort auf diese Frage abgelehnt, warum, und bei so vielen Nachrichten.",
  field_changes: "So oft ging ein Kunde zurück und gab auf diese Frage eine andere Antwort.",
  groups: "Werte mit weniger als fünf Nachrichten stehen zusammen, weil einzelne Leute sonst zu erkennen wären.",
  cost: "Was WhatsApp für diese Nachrichten berechnet: als was es sie zählt, mal Ihre eigene Preistabelle. Nachrichten ohne Vorlage kosten nichts.",
  cost_per_completed:
    "Die Kosten aller Nachrichten, auch derer, auf die niemand antwortete, geteilt durch die abgegebenen.",
  delay_delivery: "Zeit von der Abgabe, bis die Antworten in HubSpot standen.",
  delay_owner: "Zeit von der Abgabe, bis jemand für den Lead zuständig war.",
  delay_booking: "Zeit von der Abgabe, bis der Termin im Kalender stand.",
  quality:
    "Antworten im Chat neben Antworten auf dasselbe Formular im Web, in denselben ganzen Wochen: der Anteil der Felder mit einer Antwort, und der E-Mail-Adressen und Telefonnummern, die richtig geschrieben sind.",
  opt_ins:
    "Leute, die in diesen Tagen zugestimmt haben und es vorher nicht hatten oder STOP gesagt hatten; es bleiben die, die seither nicht STOP gesagt haben.",
  chat_against_web:
    "Rundsendungen dieser Tage, bei denen ein Teil der Leute stattdessen einen Link zum Webformular bekam: Anteil der Abgaben auf beiden Seiten, und ob der Unterschied Zufall sein kann.",
  percentiles:
    "Median und Grenze für neun von zehn sind Werte, die vorkamen, in ganzen Sekunden. Sie sind genau; bei mehr als 50.000 Zeiten an einem Tag, in einem Flow und einer Gruppe auf 1 % genau.",
  days: "Tage beginnen und enden in der Zeitzone des HubSpot-Accounts, wie sie beim Zählen eingestellt war.",
  unseen_phone_checks:
    "Was das Telefon selbst ablehnt, zum Beispiel eine leer gelassene Pflichtfrage, kommt nie beim Server an und lässt sich nicht zählen.",
  unseen_time_within_screen:
    "Was auf einem Bildschirm geschieht, zum Beispiel die Zeit für eine einzelne Frage, ist nicht zu sehen. Gesehen wird, wann er gezeigt und wann er abgeschickt wird.",
};

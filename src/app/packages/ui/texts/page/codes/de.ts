/** What the server's codes mean, in German; a code that is not here is told in the server's own English words. */
export const de: Readonly<Record<string, string>> = {
  exact: "Wie im Formular gefragt.",
  "choice.in_groups": "Es sind zu viele Optionen für eine Liste: Zuerst wird eine Gruppe gewählt.",
  "choice.in_lists": "Die Optionen stehen in mehreren Listen.",
  "choice.as_dropdown": "Die Optionen stehen in einer Auswahlliste, weil es viele sind.",
  "choice.other_text": "Wer eine eigene Antwort wählt, tippt sie in ein Feld daneben.",
  "choice.other_dropped": "Die Möglichkeit einer eigenen Antwort fällt weg.",
  "choice.pictures_dropped": "Die Optionen stehen mit ihren Namen da, ohne Bilder.",
  "choice.cut": "Es sind zu viele Optionen für WhatsApp: Die letzten fallen weg.",
  "choice.shortened": "Lange Optionen sind gekürzt; der ganze Text steht in der Beschreibung.",
  "choice.renamed": "Zwei Optionen hießen gleich, deshalb trägt eine eine Nummer.",
  "matrix.row_by_row": "Die Tabelle wird Zeile für Zeile gefragt.",
  "validation.pattern_dropped": "Das Telefon kann dieses Format nicht prüfen; der Server prüft es.",
  "file.types_limited": "WhatsApp nimmt nur einige der Dateiarten des Formulars.",
  "file.types_dropped": "WhatsApp nimmt keine der Dateiarten des Formulars.",
  "file.any_picture": "WhatsApp lässt jedes Bild wählen, nicht nur die Arten des Formulars.",
  "file.count_limited": "WhatsApp nimmt weniger Dateien, als das Formular erlaubt.",
  "file.size_limited": "Auf WhatsApp kann eine Datei höchstens 25 MB haben.",
  "text.cut": "Der Text ist zu lang für einen Bildschirm in WhatsApp: Das Ende fällt weg.",
  "title.missing": "Die Frage hat keinen Text, deshalb bekommt sie einen allgemeinen.",
  "signature.typed_name": "Unterschrieben wird, indem man den Namen tippt und zustimmt.",
  "scale.as_options": "Die Skala ist eine Liste von Optionen.",
  "scale.as_number": "Auf der Skala wird mit einer Zahl geantwortet.",
  "ranking.as_lists": "Die Rangfolge wird Platz für Platz gefragt.",
  "ranking.top_places": "Gefragt werden nur die ersten Plätze der Rangfolge.",
  "time.typed": "Die Uhrzeit wird getippt, weil WhatsApp keine Uhr zum Wählen hat.",
  "form.no_questions": "Das Formular hat keine Frage, die WhatsApp stellen kann.",
  "text.english": "Einige unserer Worte sind englisch, weil es diese Sprache noch nicht gibt.",
  "policy.last_digits": "Gefragt werden nur die letzten Ziffern: WhatsApp verbietet die ganze Nummer.",
  "policy.secure_page": "Gefragt wird auf einer sicheren Seite, mit einem Link im Chat.",
  "policy.left_out": "Weggelassen, wie Sie entschieden haben.",
  "hidden.fixed_value": "Kunden sehen es nicht; das Formular selbst setzt den Wert.",
  "hidden.from_link":
    "Im Formular füllt es der Link; auf WhatsApp bringt es die Nachricht mit, wenn es mitgeschickt wird.",
  "edit.hidden": "Ausgeblendet, wie Sie entschieden haben: Niemand wird gefragt.",
  "logic.unreachable": "Kein Weg durch das Formular führt zu dieser Frage.",
  "logic.too_many_jumps": "Das Formular hat hier mehr Sprünge, als WhatsApp verträgt.",
  "screens.too_many": "Das Formular braucht mehr Bildschirme, als WhatsApp erlaubt.",
  "flow.too_large": "Das Formular ist zu groß für WhatsApp.",
  "several-contacts-match": "Mehrere Kontakte haben diese Nummer. Eine Aufgabe fragt, wessen Antworten es sind.",
  "email-of-another-whatsapp-user":
    "Die getippte E-Mail gehört jemand anderem auf WhatsApp. Eine Aufgabe fragt, wessen Antworten es sind.",
  "hubspot.recaptcha":
    "Das HubSpot-Formular verlangt jetzt ein CAPTCHA. Schalten Sie es dort aus und versuchen Sie es erneut.",
  "hubspot.submission_refused":
    "Das HubSpot-Formular hat einen Wert abgelehnt. Vergleichen Sie seine Felder mit Wohin die Antworten gehen, berichtigen Sie und versuchen Sie es erneut.",
  "hubspot.invalid":
    "HubSpot hat einen Wert abgelehnt. Berichtigen Sie, wohin die Antworten gehen, oder die Eigenschaft in HubSpot, und versuchen Sie es erneut.",
  "hubspot.not_found":
    "Das Formular, der Datensatz oder die Eigenschaft ist nicht mehr in HubSpot. Stellen Sie es dort wieder her und versuchen Sie es erneut.",
  "hubspot.conflict":
    "HubSpot hat diesen Wert schon bei einem anderen Datensatz, und er muss einmalig sein. Führen Sie beide zusammen und versuchen Sie es erneut.",
  "hubspot.forbidden":
    "Die App darf das in diesem HubSpot-Account nicht. Installieren Sie sie neu und erlauben Sie, worum sie bittet.",
  "hubspot.unavailable":
    "HubSpot ging drei Tage lang nicht. Sehen Sie auf status.hubspot.com nach und versuchen Sie es erneut.",
  "hubspot.not_connected":
    "HubSpot lässt die App nicht mehr hinein. Installieren Sie sie neu: Was wartete, wird dann zugestellt.",
  "hubspot.disconnected":
    "HubSpot lässt die App nicht mehr hinein. Installieren Sie sie neu: Was wartete, wird dann zugestellt.",
  "whatsapp.undeliverable": "Die Nummer ist nicht auf WhatsApp, oder die App ist zu alt.",
  "whatsapp.window_closed": "Die 24 Stunden sind vorbei. Senden Sie es noch einmal: Dann geht es als Vorlage.",
};

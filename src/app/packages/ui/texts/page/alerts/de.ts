import type { AlertTexts } from "./index.ts";

/** The words about what needs somebody, in German. */
export const de: AlertTexts = {
  title: "Was Sie braucht",
  waiting: (count) => (count === 1 ? "Eine Sache braucht jemanden" : `${count} Sachen brauchen jemanden`),
  see: "Ansehen, was es ist",
  back: "Zurück zum Anfang",
  emptyTitle: "Nichts braucht jemanden",
  emptyText: "Was schiefgeht, erscheint hier von selbst und verschwindet von selbst, wenn es wieder gut ist.",
  overTitle: (count) => `In den letzten 7 Tagen vorbei (${count})`,
  since: (when) => `Seit ${when}`,
  over: (when) => `Vorbei seit ${when}`,
  flows: (names) => `Betroffene Flows: ${names}`,
  affected: (count) => `Betroffen: ${count}`,
  until: (when) => `Bis ${when}`,
  finished: (hits, of, usualHits, usualOf) =>
    `Von den neuesten kamen ${hits} von ${of} ans Ende; vorher ${usualHits} von ${usualOf}.`,
  refused: (hits, of, usualHits, usualOf) =>
    `Von den neuesten wurde bei ${hits} von ${of} die Antwort abgelehnt; vorher bei ${usualHits} von ${usualOf}.`,
  muted: (when) => `Still bis ${when}`,
  mute: "7 Tage still",
  tell: "Wieder melden",
  changed: "Geändert.",
  details: "Für den Betreiber von Flowella",
  go: {
    flow: "Flow öffnen",
    flows: "Flows ansehen",
    forms: "Formulare ansehen",
    results: "Ergebnisse ansehen",
    broadcasts: "Rundsendungen ansehen",
    whatsapp: "Stand bei WhatsApp ansehen",
    hubspot: "Stand bei HubSpot ansehen",
  },
  kinds: {
    dead_letters: {
      title: (about) => `Antworten kamen nicht bei ${about} an`,
      says: "Nach Tagen wurde es aufgegeben. Sie sind aufbewahrt.",
      fix: "Sehen Sie unter Ergebnisse, warum, beheben Sie es und drücken Sie Noch einmal versuchen.",
    },
    destination_paused: {
      title: (about) => `${about} antwortet nicht`,
      says: "Antworten warten, und nichts geht verloren. Es wird von selbst wieder versucht.",
      fix: "Wenn es Ihres ist, sehen Sie nach, ob es läuft. Sonst warten Sie.",
    },
    conflicts: {
      title: () => "Jemand muss sagen, wem es gehört",
      says: "Mehrere Kontakte können die Person sein, darum wurde bei keinem etwas eingetragen.",
      fix: "Die Aufgaben in HubSpot nennen die Kontakte. Der Betreiber von Flowella trägt die Entscheidung ein.",
    },
    departed: {
      title: () => "Flowella ist nicht mit HubSpot verbunden",
      says: "Antworten werden verschlüsselt gehalten und danach gelöscht.",
      fix: "Installieren Sie Flowella neu: dann wird zugestellt, was gehalten ist.",
    },
    webhook_gone: {
      title: () => "Ein Webhook will keine Ereignisse mehr",
      says: "Sein Empfänger hat das gesagt, und er wurde ausgeschaltet.",
      fix: "Wenn das ein Irrtum ist, schalten Sie ihn unter Einstellungen, Webhooks wieder ein.",
    },
    private_address: {
      title: () => "Die Adresse eines Webhooks ist nicht erlaubt",
      says: "Sie führt in ein privates Netz, das nie aufgerufen wird.",
      fix: "Geben Sie ihm unter Einstellungen, Webhooks eine öffentliche Adresse.",
    },
    inbox_dead: {
      title: (about) => `Ereignisse von ${about} blieben liegen`,
      says: "Nach mehreren Versuchen wurde es aufgegeben. Sie sind aufbewahrt.",
      fix: "Sagen Sie es dem Betreiber von Flowella.",
    },
    form_changed: {
      title: () => "Formulare haben sich geändert, nachdem sie Flows wurden",
      says: "Kunden bekommen die Flows weiter so, wie sie veröffentlicht wurden.",
      fix: "Sehen Sie, was sich geändert hat, und übernehmen oder verwerfen Sie es.",
    },
    form_unreadable: {
      title: (about) => `Formulare von ${about} lassen sich nicht lesen`,
      says: "Niemand würde merken, wenn sie sich ändern. Ihre Flows laufen weiter.",
      fix: "Sehen Sie nach, ob das Konto noch verbunden ist und es die Formulare noch gibt.",
    },
    flow_stopped: {
      title: (about) => `Niemand kommt mehr ans Ende von ${about}`,
      says: "Viel weniger Menschen als sonst füllen ihn ganz aus.",
      fix: "Füllen Sie ihn auf Ihrem eigenen Telefon aus. Hat er sich geändert, gehen Sie zur Version davor zurück.",
    },
    field_errors: {
      title: (about) => `Antworten werden plötzlich abgelehnt: ${about}`,
      says: "Viel mehr Menschen als sonst müssen diese Frage noch einmal beantworten.",
      fix: "Sehen Sie nach, was die Frage verlangt. Hat sich das Formular geändert?",
    },
    flow_throttled: {
      title: (about) => `WhatsApp warnt vor ${about}`,
      says: "Es zählt Fehler oder langsame Antworten. Es hält den Flow zurück oder wird es tun, wenn das so bleibt.",
      fix: "Sagen Sie es dem Betreiber von Flowella. WhatsApp gibt den Flow von selbst wieder frei.",
    },
    key_replaced: {
      title: (about) => `Ein anderes Werkzeug hat den Schlüssel von ${about}`,
      says: "Flows von dieser Nummer öffnen sich nicht mehr.",
      fix: "Entscheiden Sie, welches Werkzeug die Nummer haben soll, und sagen Sie es dem Betreiber von Flowella.",
    },
    key_broken: {
      title: (about) => `Der Schlüssel von ${about} funktioniert nicht`,
      says: "Flows von dieser Nummer öffnen sich nicht. WhatsApp bekommt den Schlüssel jede Viertelstunde neu.",
      fix: "Bleibt es so, sagen Sie es dem Betreiber von Flowella.",
    },
    key_overdue: {
      title: (about) => `Der Schlüssel von ${about} sollte längst ersetzt sein`,
      says: "Flows öffnen sich weiterhin.",
      fix: "Sagen Sie es dem Betreiber von Flowella.",
    },
    token_refused: {
      title: (about) => `${about} ist nicht mehr verbunden`,
      says: "Der Zugang wurde dort beendet oder ist abgelaufen.",
      fix: "Verbinden Sie es neu unter Einstellungen, Verbindungen.",
    },
    token_expiring: {
      title: (about) => `Der Zugang zu ${about} endet bald`,
      says: "Nichts erneuert ihn von selbst.",
      fix: "Verbinden Sie es vorher neu, unter Einstellungen, Verbindungen.",
    },
    template_stopped: {
      title: (about) => `WhatsApp hält eine Nachrichtenvorlage von ${about} zurück`,
      says: "Wer in den letzten 24 Stunden nicht geschrieben hat, bekommt den Flow vielleicht nicht.",
      fix: "Unter Flows steht bei jedem, wie es um seine Vorlage steht und warum. Ändern Sie den Text oder reichen Sie einen anderen ein.",
    },
    number_quality: {
      title: (about) => `WhatsApp vertraut ${about} weniger`,
      says: "Nachrichten wurden blockiert oder gemeldet, oder eine Grenze ist erreicht.",
      fix: "Schreiben Sie weniger Menschen, und nur denen, die es erwarten. Es erholt sich von selbst.",
    },
    daily_limit: {
      title: (about) => `Die Tagesgrenze von ${about} ist erreicht`,
      says: "Der Rest wartet auf Platz.",
      fix: "Nichts: es geht von selbst weiter.",
    },
  },
};

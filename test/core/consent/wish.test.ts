/** What counts as "no more messages", and what must not. */
import { describe, expect, it } from "@jest/globals";
import { readWish } from "../../../core/consent/index.ts";

describe("no more messages", () => {
  it.each([
    ["STOP", undefined],
    ["stop", undefined],
    ["Stop.", undefined],
    ["  STOP!!! ", undefined],
    ["🛑 STOP 🛑", undefined],
    ["stop 🙏", undefined],
    ["*STOP*", undefined],
    ["“stop”", undefined],
    ["ＳＴＯＰ", undefined],
    ["S T O P", undefined],
    ["s.t.o.p", undefined],
    ["stoppp", undefined],
    ["sotp", undefined],
    ["stpo", undefined],
    ["st\u200bop", undefined],
    ["please stop", undefined],
    ["Stop, please! Thanks", undefined],
    ["stop por favor", undefined],
    ["stop, grazie", undefined],
    ["unsubscribe", undefined],
    ["Unsubcribe", undefined],
    ["opt-out", "en"],
    ["STOP sending me messages", "en"],
    ["Can you stop texting me?", "en"],
    ["I don’t want any more messages", "en"],
    ["Stop! I don't want these messages anymore.", "en"],
    ["take me off your list", "en"],
    ["Leave me alone!!", "en"],
    ["Basta!", undefined],
    ["basta messaggi", "it"],
    ["Non voglio più ricevere messaggi", "it"],
    ["Per favore, disiscrivetemi", "it"],
    ["disiscrivemi", "it"],
    ["smettetela di scrivermi, grazie", "it"],
    ["Abmelden", "de"],
    ["Bitte abmelden!", "de"],
    ["abmeldne", "de"],
    ["Keine Nachrichten mehr bitte", "de"],
    ["Ich möchte keine Nachrichten mehr erhalten", "de"],
    ["hören Sie auf, mir zu schreiben", "de"],
    ["BAJA", "es"],
    ["Por favor, darme de baja", "es"],
    ["Ya no quiero recibir mensajes", "es"],
    ["No me escriban más", "es"],
    ["desuscribir", "es"],
    ["Arrêtez", "fr"],
    ["me désabonner svp", "fr"],
    ["Je ne veux plus recevoir de messages", "fr"],
    ["Stop. Ne m'écrivez plus.", "fr"],
    ["sair", "pt"],
    ["não quero mais receber mensagens", "pt"],
    ["Parem de me enviar mensagens", "pt"],
    ["Cancelar inscrição", "pt"],
    ["Afmelden", "nl"],
    ["afmeldne aub", "nl"],
    ["Ik wil geen berichten meer", "nl"],
    ["stop met berichten sturen", "nl"],
  ])("%s", (text, language) => {
    expect(readWish(text)).toEqual(language === undefined ? { kind: "stop" } : { kind: "stop", language });
  });
});

describe("about something else", () => {
  it.each([
    "Can I stop by tomorrow at five?",
    "The bus stop is right in front of the shop",
    "stop by",
    "don't stop",
    "Don't stop sending me messages!",
    "non-stop",
    "full stop",
    "pit stop",
    "shop",
    "step",
    "top",
    "Top!",
    "spot",
    "stamp",
    "Stop. I meant two kitchens, not one",
    "please",
    "ok thanks",
    "no",
    "cancel",
    "Cancel my appointment on Friday",
    "annulla",
    "Posso annullare l'appuntamento?",
    "Basta così poco?",
    "basta pagare alla consegna?",
    "ist die Haltestelle Stop and Go?",
    "ich möchte keine Fliesen mehr",
    "Quiero la cama más baja",
    "planta baja",
    "no quiero más sillas",
    "l'arrêt de bus",
    "Je ne veux plus de cette cuisine",
    "quero sair mais cedo",
    "geen suiker",
    "Ik stop om vijf uur met werken",
    "I want to unsubscribe from the newsletter of my bank, do you know how",
    "Start and stop of the works please, we want the kitchen finished before Christmas",
    "stop start",
    "",
    "🛑",
    "🙂",
    `stop ${"stop ".repeat(100)}`,
  ])("%s", (text) => {
    expect(readWish(text)).toBeUndefined();
  });
});

describe("messages again", () => {
  it.each([
    ["START", undefined],
    ["start!", undefined],
    ["Please start again", "en"],
    ["subscribe", "en"],
    ["riprendete", "it"],
    ["Anmelden bitte", "de"],
    ["alta", "es"],
    ["reprendre", "fr"],
    ["retomar", "pt"],
    ["hervatten", "nl"],
  ])("%s", (text, language) => {
    expect(readWish(text)).toEqual(language === undefined ? { kind: "start" } : { kind: "start", language });
  });

  it.each(["When do you start?", "We start on Monday", "star", "smart", "restart the oven"])("not: %s", (text) => {
    expect(readWish(text)).toBeUndefined();
  });
});

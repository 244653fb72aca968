/** Every code that a broadcast shows, as a sentence for whoever has to act. */
import { reasonInWords } from "../delivery/reasons.ts";

const sentences: Readonly<Record<string, string>> = {
  user: "Somebody paused it.",
  flow_not_published: "The Flow is not published any more, or it is held back. Publish or resume it, then resume this.",
  template_missing: "The Flow has no message template. Hand one in, wait until WhatsApp approves it, then resume.",
  template_paused: "WhatsApp paused the message template because of its quality. Look at the text, wait, then resume.",
  template_not_approved: "WhatsApp has not approved the message template. Resume once it has.",
  template_quality: "People block or report the message template. Write to fewer, or change the text, then resume.",
  quality_low: "WhatsApp rates the number's quality as low. Sending on may get it restricted.",
  quality_fell: "WhatsApp rates the number's quality lower than before. Look at who gets the messages, then resume.",
  no_sender: "No WhatsApp number can send now. The page that connects WhatsApp says what has to happen.",
  not_connected: "The WhatsApp account is not connected any more. Connect it again, then resume.",
  daily_limit: "WhatsApp's daily limit for new conversations is used up. It goes on by itself when there is room.",
  later: "Everybody left is to be tried again later. It goes on by itself.",
  list_unreadable: "HubSpot does not let Flowella read this list. Check that it is there, and the app's permissions.",
  link_template:
    "The template for the link cannot carry it. Take one of the Flow's WhatsApp account that is approved in this language, has " +
    "one variable in its text, and neither buttons nor a header with a variable.",
  no_contacts: "This is not a list of contacts. Choose one that is.",
  no_number: "There is no usable phone number. Add one with its country code to the contact.",
  no_consent: "Nobody knows of an agreement to be written to.",
  opted_out: "They asked to get no more messages.",
  duplicate: "Another contact of the list has the same number, and it got the message.",
  gone: "The contact is not in HubSpot any more.",
  erased: "Their data was erased.",
  stopped: "The broadcast was stopped before.",
  quiet_hours: "It is night for them. It goes when it is over.",
  frequency_cap: "They got enough messages for now. It goes when another one fits.",
  "whatsapp.withheld": "WhatsApp spares them marketing for now. They are tried again after a day, then two, then four.",
  "whatsapp.held_for_quality": "WhatsApp holds the message back while it looks at the template's quality.",
  "whatsapp.payment": "WhatsApp has no valid payment method for this account. Add one, then resume.",
  "whatsapp.locked": "WhatsApp has restricted this business account. Look in WhatsApp Manager.",
  "whatsapp.spam_limit": "WhatsApp limits the number because of its quality. Wait some days, then resume with fewer.",
  "whatsapp.template_unusable": "WhatsApp does not accept the message template now. Look at its state, then resume.",
  "whatsapp.flow_unhealthy": "WhatsApp holds the Flow back. Check its endpoint's health, then resume.",
  "whatsapp.marketing_off": "WhatsApp has switched marketing templates off for this account.",
  "whatsapp.undeliverable": "They are not on WhatsApp, or their app is too old.",
  "whatsapp.experiment": "WhatsApp leaves them out of an experiment.",
  "whatsapp.opted_out": "They stopped marketing from this business in WhatsApp.",
  "whatsapp.throughput": "WhatsApp took too many messages at once. They are tried again in a moment.",
};

export function saysOf(code: string): string {
  return sentences[code] ?? reasonInWords(code);
}

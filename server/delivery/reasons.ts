/** What a code means, in a sentence for the person who must act: the one place where codes become words. */
const sentences: Readonly<Record<string, string>> = {
  restored:
    "The server was restored from a backup, and this may have gone before. The operator of Flowella releases or drops it.",
  "no-email": "There is no e-mail, so HubSpot got the contact's values but no form submission.",
  "email-of-another-contact":
    "The typed e-mail is another contact's, so HubSpot got this contact's values but no form submission.",
  "several-contacts-match": "Several contacts have this number. A task asks whose answers these are.",
  "email-of-another-whatsapp-user": "The typed e-mail is another WhatsApp user's. A task asks whose answers these are.",
  "kept-newer-answers": "These answers came late. What newer answers wrote was kept.",
  retention:
    "These answers waited for the longest time that you keep them, and were removed without being delivered here.",
  "replaced-by-a-correction": "The customer corrected these answers, and the correction was delivered.",
  "older-than-a-month": "HubSpot takes no submissions that are older than a month. The contact's values were written.",
  "hubspot.recaptcha": "The HubSpot form asks for a CAPTCHA now. Turn it off there, then ask the operator to replay.",
  "hubspot.submission_refused":
    "The HubSpot form refused a value. Compare the form's fields with the mapping, correct it, then replay.",
  "hubspot.invalid": "HubSpot refused a value. Correct the mapping or the property in HubSpot, then replay.",
  "hubspot.not_found": "The form, record or property is not in HubSpot any more. Restore it there, then replay.",
  "hubspot.conflict":
    "HubSpot has this value at another record already, and it must be unique. Merge them, then replay.",
  "hubspot.forbidden": "The app may not do this in this HubSpot account. Install it again and accept what it asks for.",
  "hubspot.property_archived": "A property of the app's is archived in HubSpot. Restore it there, then replay.",
  "hubspot.property_differs": "A property of the app's has another type in HubSpot. Rename it there, then replay.",
  "hubspot.unavailable": "HubSpot failed for three days. Look at status.hubspot.com, then replay.",
  "hubspot.timeout": "HubSpot did not answer in time for three days. Look at status.hubspot.com, then replay.",
  "hubspot.unreachable": "HubSpot could not be reached for three days. Check the server's network, then replay.",
  "hubspot.cut_off": "The connection to HubSpot broke for three days. Check the server's network, then replay.",
  "hubspot.rate_limited": "HubSpot's limit was full for two weeks. Find out which app uses it up, then replay.",
  "hubspot.token_expired": "HubSpot refused the app's token for three days. Install the app again.",
  "hubspot.token_invalid": "HubSpot refused the app's token for three days. Install the app again.",
  "hubspot.disconnected": "HubSpot no longer lets the app in. Install it again: what was held is then delivered.",
  "hubspot.not_connected": "HubSpot no longer lets the app in. Install it again: what was held is then delivered.",
  "hubspot.app_settings": "HubSpot does not know this app. Correct the client id and secret of the server.",
  "hubspot.unexpected_answer": "HubSpot answered what its documentation does not say. Report this to the developers.",
  "whatsapp.undeliverable": "The number is not on WhatsApp, or its app is too old. Send the web form instead.",
  "whatsapp.window_closed": "The 24 hours are over. Send it again: it then goes as a template.",
  "whatsapp.template_unusable": "The message template is not approved yet. Try again when WhatsApp has reviewed it.",
  "secure.window_closed":
    "The 24 hours were over before the link to the secure page could be sent. Replay once the customer has written again, while the link's three days last.",
  "secure.unconfirmed":
    "WhatsApp never said whether the link to the secure page arrived. Replay: the customer then gets a new link.",
  "kyc-switched-off": "The Flow was an identity check when this was planned, and is none any more.",
  "contact-gone": "The contact was deleted in HubSpot before the record of the identity check was written.",
  "lead-switched-off": "The Flow handed over leads when this was planned, and does not any more.",
  "lead-contact-gone": "The contact was deleted in HubSpot before the lead was handed over.",
  "lead-without-owner":
    "Nobody takes over this Flow's leads, and the contact has no owner. Name people in its settings.",
  "lead-window-closed": "The owner wrote to none of the business's numbers within a day, and e-mail is switched off.",
  "lead-no-mail-server": "The owner could not be told: no mail server is set up. The task in HubSpot tells them.",
  "lead-owner-without-email": "The owner could not be told: HubSpot has no e-mail address of theirs.",
  "mail.failed": "The mail server did not take the mail for three days. Look at it, then replay.",
  "mail.refused": "The mail server refused the owner's address. Correct it in HubSpot, then replay.",
  "looking-for-the-custom-object":
    "The custom object for identity checks is not in HubSpot. Flowella looks again every quarter of an hour; restore it, or choose another place with `flowella kyc use`.",
  "switched-off": "Writing back into the form's tool was switched off before this was delivered.",
  "nothing-for-the-survey": "None of the answers has a place in the survey as it is now.",
  "nothing-for-the-form": "None of the answers can be handed in to the Google form.",
  "google.sheet_forbidden":
    "The Google account may not write into the spreadsheet. Connect it again with the right to, then replay.",
  "google.sheet_changed":
    "The tab WhatsApp of the spreadsheet does not begin with the column Submission. Put it first, then replay.",
  "google.sheet_not_found": "The spreadsheet is not there any more. Restore it or choose another, then replay.",
  "google.disconnected": "Google takes the connection no more. Connect the account again, then replay.",
  "google.script_signature": "The form's script has another secret. Install the printed script again, then replay.",
  "google.script_closed": "The Google form takes no answers. Open it, then replay.",
  "google.script_not_open":
    "The form's script lets nobody in. Deploy it for anyone to call, executing as its owner, then replay.",
  "google.script_gone": "The form's script is not at its address any more. Deploy it, name the address, then replay.",
  "google.script_failed": "The form's script failed for three days. Look into its executions, then replay.",
  "google.script_unavailable":
    "The form's script did not answer for three days. Look into its executions, then replay.",
  "typeform.may_have_landed":
    "Typeform did not say whether it took the response. Look at the form's results, and replay only where it is missing.",
  "typeform.page_refused":
    "Typeform's form page does not take the response: it is closed, private, or works in another way now. This way in is experimental; choose another destination.",
  "typeform.page_unavailable": "Typeform's form page failed for three days. Look at status.typeform.com, then replay.",
  "typeform.captcha":
    "The Typeform form asks for a CAPTCHA, so its page takes no answers from here. Turn it off there, then replay.",
  "typeform.not_public":
    "The Typeform form is not public, so its page takes no answers. Publish it there, then replay.",
  "forms.not_connected":
    "The account at the form tool or at Pipedrive was not connected for three days. Connect it again, then replay.",
  "surveymonkey.disconnected": "SurveyMonkey takes the connection no more. Connect the account again, then replay.",
  "surveymonkey.forbidden":
    "SurveyMonkey lets the app not write: a right is missing (responses_write, responses_read, collectors_write, collectors_read), or the account's plan is free. Connect it again with the rights, then replay.",
  "surveymonkey.collector_closed":
    "The survey's collector WhatsApp is closed or full. Open it in SurveyMonkey, then replay.",
  "surveymonkey.response_refused":
    "SurveyMonkey refused the answers. Import the survey again if it was changed, compare its checks, then replay.",
  "surveymonkey.not_found": "The survey or its collector is not in SurveyMonkey any more. Restore it, then replay.",
  "surveymonkey.unavailable": "SurveyMonkey failed for three days. Look at status.surveymonkey.com, then replay.",
  "surveymonkey.rate_limited": "SurveyMonkey's calls were used up for two weeks. Ask it for a public app, then replay.",
  "surveymonkey.quota_used": "SurveyMonkey's calls were used up for two weeks. Ask it for a public app, then replay.",
  "kept-email": "The person has another e-mail in Pipedrive. It was kept; the typed one stands in the note.",
  "kept-whatsapp-id": "The person has another WhatsApp id in Pipedrive, which was kept.",
  "pipedrive.several_people":
    "Several people in Pipedrive have this e-mail or number. Merge them, or write the number into the field WhatsApp ID (Flowella) of the right one, then replay.",
  "pipedrive.email_of_another":
    "The typed e-mail is that of another WhatsApp user in Pipedrive. Correct the e-mail or the field WhatsApp ID (Flowella) there, then replay.",
  "pipedrive.refused":
    "Pipedrive refused a value or the call. Look at the person's required fields there, then replay.",
  "pipedrive.not_found":
    "The person or note is not in Pipedrive any more, or the account may not see it. Give it the right, then replay.",
  "pipedrive.forbidden":
    "The Pipedrive user may not see or edit people, notes or person fields. Give the rights, or connect another user, then replay.",
  "pipedrive.plan_full": "The Pipedrive plan has no room for more. Make room or change the plan, then replay.",
  "pipedrive.account_closed": "The Pipedrive account is not open. Settle its subscription, then replay.",
  "pipedrive.disconnected": "Pipedrive takes the connection no more. Connect the account again, then replay.",
  "pipedrive.unavailable": "Pipedrive failed for three days. Look at status.pipedrive.com, then replay.",
  "pipedrive.rate_limited":
    "Pipedrive's limit was full for two weeks. Find out which app uses up the day's tokens, then replay.",
  "pipedrive.blocked": "Pipedrive blocked this server for two weeks. Ask its support, then replay.",
  "booking.no_service":
    "What can be booked was deleted. Save it again with `flowella bookings save` under the same name, then replay.",
  "booking.no_email":
    "HubSpot books for an e-mail only, and there is none. Ask for it in the form, or write it on the contact, then replay.",
  "booking.no_contact":
    "The customer wants to change an appointment, and there is no contact to make a task on. Write to them.",
  "booking.untold":
    "The customer's time is taken, or they do not know which time their wish became: the message that says so did not reach them. Write to them, or replay once they have written.",
  "google-calendar.no_calendar":
    "Google has no such calendar, or the connected account may not see it. Compare its id with `flowella bookings list`, then replay.",
  "google-calendar.not_found":
    "Google has no such calendar, or the connected account may not see it. Compare its id with `flowella bookings list`, then replay.",
  "google-calendar.forbidden":
    "The connected Google account may not fill this calendar. Share it with the right to change events, then replay.",
  "google-calendar.refused": "Google Calendar refused the appointment. Report this to the developers.",
  "google-calendar.unavailable": "Google Calendar failed for three days. Look at its status page, then replay.",
  "google-calendar.disconnected":
    "Google takes the calendar's connection no more. Connect it again with `flowella bookings connect`, then replay.",
  "webhook.gone": "The webhook's receiver wants no more events (410). Enable the webhook again, then replay.",
  "hubspot.refused": "HubSpot refused the call. The operator's log has its correlation id for HubSpot's support.",
};

export function reasonInWords(code: string): string {
  const known = sentences[code];
  if (known) return known;
  if (code.startsWith("internal."))
    return `Something in this server failed (${code}). Look for delivery.attempt in the log, report it, then replay.`;
  return `It stopped with the code ${code}. The operator's log says more.`;
}

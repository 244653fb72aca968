/**
 * The small script that the owner of a Google form installs, so that answers can be handed in to it: Google has no other
 * supported way (form-tools reference 3.10 b).
 *
 * A web app sees no headers, so time and signature travel in the body: HMAC-SHA256 of `time + "." + payload`. Whoever
 * repeats a call gets the first one's answer: the script keeps the ids of submissions it has seen, and looks among the
 * form's newest responses where it began one and did not get to note its end.
 */

/** @param formId as the form was imported; the script prefers the form that it is bound to */
export function appsScript({ formId, secret }: { readonly formId: string; readonly secret: string }): string {
  return `${head(formId, secret)}${rules}`;
}

const head = (
  formId: string,
  secret: string,
): string => `// Flowella: hands WhatsApp answers in to this form. Paste it into the form's script editor (the three dots, "Apps Script"),
// deploy it as a web app ("Execute as: me", "Who has access: anyone"), and give Flowella the web app's address.
// Whoever knows SECRET can hand in answers: keep this file to yourself.
const FORM_ID = ${JSON.stringify(formId)};
const SECRET = ${JSON.stringify(secret)};
`;

const rules = String.raw`const MINUTES = 5;
const KEEP = 2000;

function doPost(e) {
  let answer;
  try {
    answer = handle(JSON.parse(e.postData.contents));
  } catch (error) {
    answer = { ok: false, code: 'failed', message: String(error && error.message || error).slice(0, 300) };
  }
  return ContentService.createTextOutput(JSON.stringify(answer)).setMimeType(ContentService.MimeType.JSON);
}

function handle(call) {
  const time = String(call.time), payload = String(call.payload);
  const bytes = Utilities.computeHmacSha256Signature(time + '.' + payload, SECRET, Utilities.Charset.UTF_8);
  const expected = bytes.map(function (b) { return ('0' + (b & 255).toString(16)).slice(-2); }).join('');
  if (!same(expected, String(call.signature))) return { ok: false, code: 'signature' };
  if (!(Math.abs(Date.now() - Number(time)) <= MINUTES * 60000)) return { ok: false, code: 'stale' };
  const asked = JSON.parse(payload);
  const form = FormApp.getActiveForm() || FormApp.openById(FORM_ID);
  if (asked.kind === 'hello') return { ok: true, kind: 'hello', title: form.getTitle() };
  const lock = LockService.getScriptLock();
  if (!lock.tryLock(20000)) return { ok: false, code: 'busy' };
  try {
    return asked.kind === 'erase' ? erase(form, asked) : handIn(form, asked);
  } finally {
    lock.releaseLock();
  }
}

// Takes as long for a wrong signature as for a right one.
function same(a, b) {
  let differs = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) differs |= a.charCodeAt(i) ^ (b.charCodeAt(i) || 0);
  return differs === 0;
}

function handIn(form, asked) {
  const store = PropertiesService.getScriptProperties();
  const key = 'flowella:' + asked.submission;
  const seen = JSON.parse(store.getProperty(key) || 'null');
  if (seen && seen.done && seen.revision >= asked.revision) {
    if (seen.old.length) sweep(form, store, key, seen);
    return { ok: true, kind: 'found', response: seen.response, left: seen.left };
  }
  const unfinished = seen && !seen.done ? findUnfinished(form, store, seen) : null;
  if (unfinished && seen.revision >= asked.revision) {
    finish(form, store, key, { revision: seen.revision, response: unfinished, left: seen.left, old: seen.old });
    return { ok: true, kind: 'found', response: unfinished, left: seen.left };
  }
  if (!form.isAcceptingResponses()) return { ok: false, code: 'closed' };
  const made = build(form, asked.answers);
  const old = (seen ? seen.old.concat(seen.response || [], unfinished || []) : []);
  const begun = { revision: asked.revision, at: Date.now(), done: false, print: printOf(made.items), left: made.left, old: old };
  store.setProperty(key, JSON.stringify(begun));
  const response = made.response.submit().getId();
  finish(form, store, key, { revision: asked.revision, response: response, left: made.left, old: old });
  forgetOldest(store);
  return { ok: true, kind: old.length ? 'replaced' : 'submitted', response: response, left: made.left };
}

// The person asked to be forgotten: every response of this submission goes, and what the script remembers of it.
function erase(form, asked) {
  const store = PropertiesService.getScriptProperties();
  const key = 'flowella:' + asked.submission;
  const seen = JSON.parse(store.getProperty(key) || 'null');
  if (!seen) return { ok: true, kind: 'unknown' };
  const unfinished = seen.done ? null : findUnfinished(form, store, seen);
  seen.old = seen.old.concat(seen.response || [], unfinished || []);
  sweep(form, store, key, seen);
  store.deleteProperty(key);
  return { ok: true, kind: 'erased' };
}

function finish(form, store, key, record) {
  record.done = true;
  record.at = Date.now();
  store.setProperty(key, JSON.stringify(record));
  if (record.old.length) sweep(form, store, key, record);
}

// A script cannot change a response: the corrected one takes the place of those before.
function sweep(form, store, key, record) {
  record.old.forEach(function (id) {
    try {
      form.deleteResponse(id);
    } catch (error) {
      // It is gone already.
    }
  });
  record.old = [];
  store.setProperty(key, JSON.stringify(record));
}

// The script may have died between handing in and noting it: then a response with those answers stands there, and is
// nobody else's.
function findUnfinished(form, store, seen) {
  const taken = Object.values(store.getProperties()).map(function (text) {
    try { return JSON.parse(text).response; } catch (error) { return null; }
  }).concat(seen.old);
  const found = form.getResponses(new Date(seen.at - 60000)).filter(function (response) {
    return taken.indexOf(response.getId()) < 0 && printOf(response.getItemResponses()) === seen.print;
  })[0];
  return found ? found.getId() : null;
}

function printOf(itemResponses) {
  const text = JSON.stringify(itemResponses.map(plain));
  return Utilities.base64Encode(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8));
}

// As text: what was handed in as a number or a list may be told as text.
function plain(itemResponse) {
  const value = [].concat(itemResponse.getResponse()).map(function (one) { return one === null ? '' : String(one); });
  return [itemResponse.getItem().getId(), value];
}

function forgetOldest(store) {
  const kept = Object.entries(store.getProperties()).filter(function (entry) { return entry[0].indexOf('flowella:') === 0; });
  if (kept.length <= KEEP) return;
  kept.sort(function (a, b) { return JSON.parse(a[1]).at - JSON.parse(b[1]).at; });
  kept.slice(0, kept.length - KEEP + 100).forEach(function (entry) { store.deleteProperty(entry[0]); });
}

function build(form, answers) {
  const items = form.getItems();
  const entries = entriesOf(form, items);
  const made = [], left = [];
  answers.forEach(function (answer) {
    const item = entries[answer.entry] || byTitle(items, answer.title);
    let response = null;
    try {
      response = item && responseOf(item, answer);
    } catch (error) {
      response = null;
    }
    if (response) made.push({ index: item.getIndex(), response: response });
    else left.push(answer.field);
  });
  made.sort(function (a, b) { return a.index - b.index; });
  const response = form.createResponse();
  made.forEach(function (one) { response.withItemResponse(one.response); });
  return { response: response, items: made.map(function (one) { return one.response; }), left: left };
}

function byTitle(items, title) {
  const found = items.filter(function (item) { return item.getTitle() === title; });
  return found.length === 1 ? found[0] : null;
}

// A link that fills the form in advance names each question by its number, which no other call of a script tells.
function entriesOf(form, items) {
  const entries = {};
  items.forEach(function (item) {
    try {
      const url = form.createResponse().withItemResponse(sampleOf(item)).toPrefilledUrl();
      const found = /[?&]entry\.(\d+)/.exec(url);
      if (found) entries[found[1]] = item;
    } catch (error) {
      // Takes no sample, such as a text that is checked: found by its title.
    }
  });
  return entries;
}

function sampleOf(item) {
  const T = FormApp.ItemType;
  switch (item.getType()) {
    case T.MULTIPLE_CHOICE: return responseOf(item, { value: [item.asMultipleChoiceItem().getChoices()[0].getValue()] });
    case T.LIST: return responseOf(item, { value: [item.asListItem().getChoices()[0].getValue()] });
    case T.CHECKBOX: return responseOf(item, { value: [item.asCheckboxItem().getChoices()[0].getValue()] });
    case T.GRID: return responseOf(item, { rows: firstRow(item.asGridItem()) });
    case T.CHECKBOX_GRID: return responseOf(item, { rows: firstRow(item.asCheckboxGridItem()) });
    case T.SCALE: return responseOf(item, { value: [item.asScaleItem().getLowerBound()] });
    case T.DATE: case T.DATETIME: return responseOf(item, { date: [2020, 1, 1], time: [10, 0] });
    case T.TIME: return responseOf(item, { time: [10, 0] });
    case T.DURATION: return responseOf(item, { time: [1, 0, 0] });
    default: return responseOf(item, { value: ['1'] });
  }
}

function firstRow(grid) {
  const rows = {};
  rows[grid.getRows()[0]] = [grid.getColumns()[0]];
  return rows;
}

function responseOf(item, answer) {
  const T = FormApp.ItemType, value = answer.value || [], date = answer.date, time = answer.time;
  switch (item.getType()) {
    case T.TEXT: return item.asTextItem().createResponse(String(value[0]));
    case T.PARAGRAPH_TEXT: return item.asParagraphTextItem().createResponse(String(value[0]));
    case T.MULTIPLE_CHOICE: return item.asMultipleChoiceItem().createResponse(String(value[0]));
    case T.LIST: return item.asListItem().createResponse(String(value[0]));
    case T.CHECKBOX: return item.asCheckboxItem().createResponse(value.map(String));
    case T.SCALE: return item.asScaleItem().createResponse(Number(value[0]));
    case T.RATING: return item.asRatingItem().createResponse(Number(value[0]));
    case T.DATE: return item.asDateItem().createResponse(new Date(date[0], date[1] - 1, date[2]));
    case T.DATETIME: return item.asDateTimeItem().createResponse(new Date(date[0], date[1] - 1, date[2], time[0], time[1]));
    case T.TIME: return item.asTimeItem().createResponse(time[0], time[1]);
    case T.DURATION: return item.asDurationItem().createResponse(time[0], time[1], time[2] || 0);
    case T.GRID: {
      const grid = item.asGridItem();
      return grid.createResponse(grid.getRows().map(function (row) { return (answer.rows[row] || [])[0] || null; }));
    }
    case T.CHECKBOX_GRID: {
      const grid = item.asCheckboxGridItem();
      return grid.createResponse(grid.getRows().map(function (row) { return answer.rows[row] || null; }));
    }
    default: return null;
  }
}
`;

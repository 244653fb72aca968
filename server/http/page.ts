/**
 * The frame of every page that the companion server shows: a title, what happened, what to do next. Pages run no
 * scripts, so that they work wherever a link is opened. All texts are escaped (html.ts).
 */
import { type Html, html } from "./html.ts";
import { pageStyle } from "./page-style.ts";

/** How the page feels about its news; `plain` for pages without news. */
export type Tone = "good" | "problem" | "plain";

export interface PageLink {
  readonly href: string;
  readonly text: string;
}

/** A plain page: a title, some sentences, at most one link. */
export function page(title: string, paragraphs: readonly string[], link?: PageLink): string {
  return framedPage({
    title,
    body: html`${paragraphs.map((text) => html`<p>${text}</p>`)}${link && actions([link])}`,
  });
}

export interface FramedPage {
  readonly title: string;
  readonly tone?: Tone;
  /** Above the title: what this page belongs to, such as `HubSpot account 4417203`. */
  readonly about?: string;
  /** BCP 47; English where it is left out. */
  readonly lang?: string;
  /** `false` on pages for customers of a business, who know nothing of us. */
  readonly brand?: false;
  readonly body: Html;
}

/** A page with more to it: lists, tables, forms. */
export function framedPage({ title, tone = "plain", about, body, lang = "en", brand }: FramedPage): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}${brand ?? " · Flowella"}</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>
</head>
<body>
<header><p>${brand ?? html`<span class="brand">Flowella</span>`}${about && html`<span class="about">${about}</span>`}</p></header>
<main class="${tone}">
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text;
}

/** Links that look like buttons; the first one is what most people want. */
export function actions(links: readonly PageLink[]): Html {
  return html`<p class="actions">${links.map(
    ({ href, text }, at) => html`<a class="button${at > 0 && " quiet"}" href="${href}">${text}</a>`,
  )}</p>`;
}

/** A text to be copied: one click selects all of it. */
export function copyable(text: string, label: string): Html {
  return html`<p class="label">${label}</p><p class="copy" tabindex="0">${text}</p>`;
}

/** A state in one word, with a colour that is never the only sign. */
export function badge(text: string, tone: "good" | "wait" | "bad" | "off"): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

export interface TableRow {
  readonly name: string;
  readonly state: Html;
  /** What it means and what to do about it; may be several sentences. */
  readonly says: readonly (string | Html)[];
}

/** Name, state, and what to do; on a phone each row is a block of its own. */
export function stateTable(caption: string, rows: readonly TableRow[]): Html {
  return html`<table><caption>${caption}</caption><tbody>${rows.map(
    ({ name, state, says }) =>
      html`<tr><th scope="row">${name}</th><td>${state}</td><td>${says.map((each) => html`<p>${each}</p>`)}</td></tr>`,
  )}</tbody></table>`;
}

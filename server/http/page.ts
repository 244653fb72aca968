/** A plain page of the companion server: a title, some sentences, at most one link. All texts are escaped. */
export function page(title: string, paragraphs: readonly string[], link?: { href: string; text: string }): string {
  const body = paragraphs.map((text) => `<p>${escaped(text)}</p>`).join("\n");
  const anchor = link ? `<p><a href="${escaped(link.href)}">${escaped(link.text)}</a></p>` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Flowella</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem; color-scheme: light dark; }
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
${anchor}
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

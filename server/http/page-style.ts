import { Html } from "./html.ts";

/** The one style of all companion pages; colours have a contrast of 4.5 and more in both schemes. */
export const pageStyle = new Html(`
:root { --ink: #1f2a37; --soft: #55606e; --line: #d5dbe3; --paper: #ffffff; --ground: #f3f5f8; --link: #0b5fb0;
  --good: #146c3f; --good-ground: #e3f5ea; --bad: #a4262c; --bad-ground: #fdeaea; --wait: #7a4b00; --wait-ground: #fdf1d9; --off-ground: #e8ecf1; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --soft: #aab4c0; --line: #3a4552; --paper: #1b232d; --ground: #11171e; --link: #7fb8f5;
  --good: #7fdca5; --good-ground: #12331f; --bad: #ff9c9c; --bad-ground: #431a1c; --wait: #f5c469; --wait-ground: #3a2a08; --off-ground: #2a333e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
header, main { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
header p { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; margin: 1.75rem 0 .75rem; }
.brand { font-weight: 700; }
.about, .label, small { color: var(--soft); }
main { background: var(--paper); border: 1px solid var(--line); border-top: 4px solid var(--link); border-radius: .6rem; padding: 1.5rem 1.75rem 1.75rem; margin-bottom: 3rem; }
main.good { border-top-color: var(--good); }
main.problem { border-top-color: var(--bad); }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.1rem; line-height: 1.3; margin: 2rem 0 .5rem; }
p, ul, ol { margin: .5rem 0; }
ul, ol { padding-left: 1.4rem; }
a { color: var(--link); }
code, .copy { font-family: ui-monospace, "SFMono-Regular", Menlo, monospace; font-size: .9em; overflow-wrap: anywhere; }
.label { margin-bottom: .25rem; font-size: .9rem; }
.copy { user-select: all; background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .75rem; margin-top: 0; }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1.25rem; }
.button, button { display: inline-block; font: inherit; font-weight: 600; line-height: 1.3; text-align: center; text-decoration: none; color: var(--paper); background: var(--link); border: 1px solid var(--link); border-radius: .4rem; padding: .6rem 1.1rem; cursor: pointer; }
.button.quiet, button.quiet { color: var(--link); background: transparent; }
button.danger { color: var(--bad); background: transparent; border-color: var(--bad); }
.button:focus-visible, button:focus-visible, a:focus-visible, input:focus-visible, textarea:focus-visible, select:focus-visible, .copy:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
form { margin: .75rem 0; }
label { display: block; font-weight: 600; margin: 1rem 0 .3rem; }
label small { display: block; font-weight: 400; }
input[type=text], input[type=password], input[type=date], input[type=time], input:not([type]), select, textarea { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .4rem; padding: .5rem .6rem; }
fieldset { border: 0; padding: 0; margin: 1rem 0; min-width: 0; }
legend { font-weight: 600; padding: 0; margin: 0 0 .3rem; }
legend small { display: block; font-weight: 400; }
fieldset label { font-weight: 400; }
label.choice { align-items: baseline; margin: .5rem 0; }
.optional { font-weight: 400; color: var(--soft); }
.wrong { color: var(--bad); margin: .35rem 0 0; }
[aria-invalid] { border-color: var(--bad) !important; }
label.choice { display: flex; gap: .6rem; font-weight: 400; }
.badge { display: inline-block; font-size: .85rem; font-weight: 600; line-height: 1.2; border-radius: 1rem; padding: .25rem .65rem; white-space: nowrap; background: var(--off-ground); color: var(--soft); }
.badge.good { color: var(--good); background: var(--good-ground); }
.badge.wait { color: var(--wait); background: var(--wait-ground); }
.badge.bad { color: var(--bad); background: var(--bad-ground); }
.note { border-left: 4px solid var(--wait); background: var(--wait-ground); border-radius: 0 .4rem .4rem 0; padding: .6rem .9rem; margin: 1rem 0; }
.note.bad { border-color: var(--bad); background: var(--bad-ground); }
.note.good { border-color: var(--good); background: var(--good-ground); }
table { width: 100%; border-collapse: collapse; margin-top: 1.5rem; }
caption { text-align: left; font-weight: 700; font-size: 1.1rem; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .7rem .75rem .7rem 0; border-top: 1px solid var(--line); font-weight: 400; }
th { font-weight: 600; width: 30%; }
td p { margin: 0 0 .35rem; }
td:last-child { padding-right: 0; }
details { margin: 1rem 0; }
summary { cursor: pointer; color: var(--link); }
@media (max-width: 40rem) {
  header { padding: 0 1rem; }
  main { border-left: 0; border-right: 0; border-radius: 0; padding: 1.25rem 1rem 1.5rem; }
  .actions > *, form > button { width: 100%; }
  table, caption, tbody, tr, th, td { display: block; width: auto; }
  tr { border-top: 1px solid var(--line); padding: .7rem 0; }
  th, td { border: 0; padding: .1rem 0; }
}
`);

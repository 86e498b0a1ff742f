// The original beside the translation, and what readers suggest: the page, the form with all that
// can be wrong about it, and how it reaches the desk.
import assert from "node:assert/strict";
import { test } from "node:test";

import { form } from "../support/http.mjs";
import { Newsroom, pageOf } from "../support/newsroom.mjs";
import { until } from "../support/until.mjs";

const newsroom = await Newsroom.started({ source: "eu", languages: "eu,es" });
const who = { who: "Ane Etxeberria", role: "editor" };
const sentences = ["Etxe zuria handia da.", "Mendia berdea da gaur.", "Bihar euria egingo du hirian."];
const story = await settled({
  headline: "Kaixo mundua",
  body_html: `<p>${sentences.join(" ")}</p><h2>Etxe zuria</h2><ul><li>Etxe gorria</li><li>Mendi gorria</li></ul>` +
    '<blockquote><p>Mendi zuria handia da.</p></blockquote><p>Hemen <a href="https://example.org/a">etxe gorria</a> dago.</p>',
});
const beside = `${pageOf(story, "es")}/original`;

async function settled(what) {
  const posted = await newsroom.post(what);
  return newsroom.settled(posted.id);
}

const segmentsOf = async (id) =>
  (await newsroom.api("GET", `/api/v1/stories/${id}/editions/es/segments`)).body.segments;
const act = (id, n, what) => newsroom.api("POST", `/api/v1/stories/${id}/editions/es/segments/${n}`, { ...who, ...what });
const open = async (query = "") => (await newsroom.api("GET", `/api/v1/suggestions${query}`)).body.suggestions;

// A sentence's part of the page.
function pairOf(page, n) {
  const [, part] = new RegExp(`<div class="pair[^"]*" id="s${n}">([\\s\\S]*?)</div>`).exec(page.text) || [];
  assert.ok(part, `sentence ${n} is on the page`);
  return part;
}

// What a browser has of a form: its address and its hidden token.
async function formOf(id, n) {
  const address = `/es/suggest/${id}/${n}`;
  const page = await newsroom.get(address);
  assert.equal(page.status, 200);
  return { address, page, token: tokenIn(page) };
}

const tokenIn = (page) => /name="token" value="([0-9a-f]+)"/.exec(page.text)[1];
const send = (address, values, headers = {}) => {
  const how = form(values);
  return newsroom.request(address, { ...how, headers: { ...how.headers, ...headers } });
};
const mayBeSent = () => new Promise((resolve) => { setTimeout(resolve, 2100); }); // the shortest time that a form is read

// How many came from an address is kept in memory only.
async function forgetful() {
  await newsroom.stop();
  await newsroom.start();
}

test("each sentence stands beside its own, in its language, within its block", async () => {
  const page = await newsroom.get(beside);
  assert.equal(page.status, 200);
  const list = await segmentsOf(story.id);
  for (const [i, { html, source_html }] of list.entries()) {
    const part = pairOf(page, i + 1);
    assert.ok(part.includes(`lang="es" dir="ltr">${html}</`), `${part} has ${html}`);
    assert.ok(part.includes(`lang="eu" dir="ltr">${source_html}</p>`), `${part} has ${source_html}`);
    assert.ok(part.includes(`href="/es/suggest/${story.id}/${i + 1}"`));
  }
  assert.match(page.text, /<ul class="level-1">\s*<li>[\s\S]*?<li>[\s\S]*?<\/ul>/);
  assert.match(page.text, /<blockquote>\s*<div class="pair/);
  assert.match(pairOf(page, list.findIndex((one) => one.block === "heading") + 1), /^\s*<h2 lang="es"/);
});

test("the page is not to be found, names the story's as its own, and the story leads to it", async () => {
  const page = await newsroom.get(beside);
  assert.match(page.text, /<meta name="robots" content="noindex">/);
  assert.ok(page.text.includes(`<link rel="canonical" href="https://newsroom.example${pageOf(story, "es")}">`));
  assert.doesNotMatch(page.text, /hreflang="x-default"/);
  assert.match(page.text, /<div class="notice" role="note">[\s\S]*automáticamente/);
  assert.ok(page.text.includes(`href="${pageOf(story, "es")}"`), "there is a way back");
  assert.ok((await newsroom.get(pageOf(story, "es"))).text.includes(`href="${beside}"`));
  assert.ok(!(await newsroom.get(pageOf(story, "eu"))).text.includes("/original"));
});

test("addresses that are old or have nothing to compare lead to the right page", async () => {
  const moved = await newsroom.get(`/es/kirola/zaharra-${story.id}/original`);
  assert.equal(moved.status, 301);
  assert.equal(moved.headers.location, beside);
  const source = await newsroom.get(`${pageOf(story, "eu")}/original`);
  assert.equal(source.status, 301);
  assert.equal(source.headers.location, pageOf(story, "eu"));
  for (const address of ["/es/herria/x-999/original", "/xx/herria/x-1/original", "/es/herria/x/original"])
    assert.equal((await newsroom.get(address)).status, 404, address);
});

test("what a person did to a sentence is said in words, at once, and the page is kept meanwhile", async () => {
  const mine = await settled({ headline: "Kaixo mundua", body_text: sentences.join(" ") });
  const address = `${pageOf(mine, "es")}/original`;
  const first = await newsroom.get(address);
  assert.ok(first.headers.etag);
  assert.match(first.headers["surrogate-key"], new RegExp(`\\bstory-${mine.id}\\b`));
  assert.doesNotMatch(pairOf(first, 2), /<strong>/);
  await act(mine.id, 2, { act: "approve" });
  await act(mine.id, 3, { act: "reject" });
  const page = await until("the page says so", async () => {
    const now = await newsroom.get(address);
    return /Revisada por una persona/.test(pairOf(now, 2)) && /Sin traducir/.test(pairOf(now, 3)) && now;
  });
  assert.match(pairOf(page, 3), /<span lang="eu">/);
  assert.doesNotMatch(pairOf(page, 4), /<strong>/);
  const changed = await newsroom.api("PUT", `/api/v1/stories/${mine.id}`,
    { language: "eu", section: "herria", headline: "Kaixo mundua", body_text: sentences.join(" ").replace("zuria", "beltza") });
  assert.equal(changed.status, 200);
  await until("the old words are told apart", async () =>
    /antes de que cambiara el original/.test(pairOf(await newsroom.get(address), 2)));
});

test("a suggestion reaches the desk with its sentence, and nothing is published", async () => {
  const { address, page, token } = await formOf(story.id, 2);
  const segment = (await segmentsOf(story.id))[1];
  assert.match(page.headers["cache-control"], /private, no-store/);
  assert.match(page.text, /<meta name="robots" content="noindex">/);
  assert.ok(page.text.includes(segment.source_html) && page.text.includes(`>${segment.html}</textarea>`));
  const shown = (await newsroom.get(pageOf(story, "es"))).text;
  await mayBeSent();
  const sent = await send(address, { token, text: "  La casa blanca\r\nes muy grande. ", note: "Suena mejor." });
  assert.equal(sent.status, 303, sent.text);
  assert.equal(sent.headers.location, `/es/suggest/${story.id}/thanks`);
  assert.equal((await newsroom.get(sent.headers.location)).status, 200);
  const [suggestion, ...others] = await open();
  assert.deepEqual(others, []);
  assert.equal(suggestion.text, "La casa blanca es muy grande.");
  assert.equal(suggestion.note, "Suena mejor.");
  assert.equal(suggestion.source_html, sentences[0]);
  assert.equal(suggestion.seen_html, segment.html);
  assert.equal(suggestion.sentence, "same");
  assert.equal((await newsroom.get(pageOf(story, "es"))).text, shown, "nothing is published");
  assert.equal((await send(address, { token, text: "La casa blanca es muy grande." })).status, 303);
  assert.equal((await open()).length, 1, "the same words twice are one");
});

test("the command line lists it with the segment, and makes it an edit that the ledger has", async () => {
  const [{ id }] = await open();
  const review = await newsroom.zubi("review", [String(story.id), "es"]);
  assert.match(review.out, new RegExp(`Etxe zuria handia da\\.[\\s\\S]*reader's suggestion ${id}, [\\s\\S]*La casa blanca es muy grande\\.`));
  assert.match((await newsroom.zubi("status")).out, /suggestions of readers: 1 open/);
  const list = await newsroom.zubi("suggestions");
  assert.match(list.out, new RegExp(`${id}  story ${story.id} in es, segment 2, .*: open\\n`));
  for (const [args, why] of [
    [["take", String(id)], /say who does this/], [["take", "x", "--who", "Ane"], /no suggestion's number/],
    [["take", "99", "--who", "Ane"], /there is no suggestion 99/], [["eat", "1"], /knows no "eat"/],
    [["list", "--state", "lost"], /no state "lost"/],
  ]) assert.match((await newsroom.zubi("suggestions", args)).err, why);
  const taken = await newsroom.zubi("suggestions", ["take", String(id), "--who", "Ane Etxeberria", "--role", "editor"]);
  assert.equal(taken.code, 0, taken.err);
  const [, entry] = /ledger (\d+)/.exec(taken.out);
  const segment = (await segmentsOf(story.id))[1];
  assert.equal(segment.html, "La casa blanca es muy grande.");
  assert.equal(segment.origin, "person");
  assert.equal(segment.who, "Ane Etxeberria");
  assert.match((await newsroom.zubi("ledger")).out, /La casa blanca es muy grande/);
  const [settledOne] = await open("?state=taken");
  assert.equal(settledOne.ledger, Number(entry));
  const again = await newsroom.zubi("suggestions", ["take", String(id), "--who", "Jon"]);
  assert.match(again.err, /taken already/);
  await until("readers have it", async () => (await newsroom.get(pageOf(story, "es"))).text.includes("La casa blanca es muy grande."));
});

test("one whose sentence has changed since is not taken silently, one whose sentence is gone not at all", async () => {
  const mine = await settled({ headline: "Kaixo mundua", body_text: sentences.join(" ") });
  const { address, token } = await formOf(mine.id, 3);
  await mayBeSent();
  assert.equal((await send(address, { token, text: "El monte está verde hoy." })).status, 303);
  const [{ id }] = await open(`?story=${mine.id}`);
  await act(mine.id, 3, { act: "edit", html: "Hoy el monte luce verde." });
  assert.equal((await open(`?story=${mine.id}`))[0].sentence, "changed");
  const take = (what) => newsroom.api("POST", `/api/v1/suggestions/${id}`, { act: "take", ...who, ...what });
  const refused = await take({});
  assert.equal(refused.status, 409);
  assert.match(refused.body.detail, /has changed since/);
  const body_text = [sentences[0], sentences[2]].join(" ");
  await newsroom.api("PUT", `/api/v1/stories/${mine.id}`, { language: "eu", section: "herria", headline: "Kaixo mundua", body_text });
  await until("the sentence is gone", async () => (await open(`?story=${mine.id}`))[0].sentence === "gone");
  assert.equal((await take({ anyway: true })).status, 409);
  const dismissed = await newsroom.api("POST", `/api/v1/suggestions/${id}`, { act: "dismiss", who: "Jon" });
  assert.equal(dismissed.body.state, "dismissed");
  assert.equal(dismissed.body.who, "Jon");
  assert.equal((await take({ anyway: true })).status, 409);
  assert.deepEqual(await open(`?story=${mine.id}`), []);
});

test("marks of the sentence stand on their words again, or the desk writes them", async () => {
  const list = await segmentsOf(story.id);
  const n = list.findIndex((one) => one.html.includes("<a ")) + 1;
  const [, linked] = /<a [^>]*>([^<]+)<\/a>/.exec(list[n - 1].html);
  const { address, token } = await formOf(story.id, n);
  await mayBeSent();
  await send(address, { token, text: `Mire: ${linked} está ahí.` });
  await send(address, { token, text: "Ahí está." });
  const [placed, lost] = await open(`?story=${story.id}&lang=es`);
  assert.equal(placed.html, `Mire: <a href="https://example.org/a">${linked}</a> está ahí.`);
  assert.equal(lost.html, undefined);
  const take = (what) => newsroom.api("POST", `/api/v1/suggestions/${lost.id}`, { act: "take", ...who, ...what });
  assert.equal((await take({})).status, 422);
  const own = `Ahí está la <a href="https://example.org/a">casa roja</a>.`;
  assert.equal((await take({ html: own })).status, 200);
  assert.equal((await segmentsOf(story.id))[n - 1].html, own);
});

test("the API wants a token, known numbers and known words", async () => {
  assert.equal((await newsroom.api("GET", "/api/v1/suggestions", undefined, { token: false })).status, 401);
  for (const query of ["?state=lost", "?story=x", "?after=-1"])
    assert.equal((await newsroom.api("GET", `/api/v1/suggestions${query}`)).status, 422, query);
  assert.equal((await newsroom.api("POST", "/api/v1/suggestions/999", { act: "take", who: "Ane" })).status, 404);
  assert.equal((await newsroom.api("POST", "/api/v1/suggestions/1", { act: "eat", who: "Ane" })).status, 422);
  assert.equal((await newsroom.api("POST", "/api/v1/suggestions/1", { act: "dismiss", who: " " })).status, 422);
});

test("whatever is wrong, the form comes back with what was typed and says why", async () => {
  await forgetful();
  const other = await settled({ headline: "Kaixo mundua", body_text: sentences.join(" ") });
  const { address, page, token } = await formOf(other.id, 2);
  const [, present] = /<textarea id="text"[^>]*>([^<]*)<\/textarea>/.exec(page.text);
  const text = "Una <b>casa</b> & \"grande\"";
  const early = await send(address, { token, text });
  assert.equal(early.status, 422);
  assert.match(early.text, /Ha sido muy rápido/);
  assert.ok(early.text.includes("Una &lt;b&gt;casa&lt;/b&gt; &amp; "), "what was typed is there");
  await mayBeSent();
  const stranger = (await formOf(story.id, 2)).token;
  for (const [values, why] of [
    [{ token, text: present }, /tal como está/],
    [{ token, text: " \n\t " }, /Escribe, por favor/],
    [{ token }, /Escribe, por favor/],
    [{ token, text: "x".repeat(5000), note: "y" }, /demasiado largo/],
    [{ token, text, note: "n".repeat(501) }, /demasiado largo/],
    [{ token, text: "Compre en HTTPS://spam.example" }, /enlaces/],
    [{ token, text, note: "www.spam.example" }, /enlaces/],
    [{ token, text, website: "https://spam.example" }, /debe quedar vacío/],
    [{ text }, /demasiado tiempo/],
    [{ token: token.replace(/.$/, (c) => (c === "0" ? "1" : "0")), text }, /demasiado tiempo/],
    [{ token: `0${token.slice(1).replace(/^./, "f")}`, text }, /demasiado tiempo/],
    [{ token: stranger, text }, /demasiado tiempo/],
  ]) {
    const answer = await send(address, values);
    assert.equal(answer.status, 422, JSON.stringify(values).slice(0, 80));
    assert.match(answer.text, why);
    assert.match(answer.headers["cache-control"], /no-store/);
    if (values.text === text) assert.ok(answer.text.includes("Una &lt;b&gt;casa&lt;/b&gt; &amp; "));
  }
  assert.deepEqual(await open(`?story=${other.id}`), []);
  await act(other.id, 2, { act: "edit", html: "Es grande la casa blanca." });
  const changed = await send(address, { token, text });
  assert.match(changed.text, /ha cambiado desde que abriste/);
  assert.ok(changed.text.includes("Es grande la casa blanca.") && changed.text.includes("Una &lt;b&gt;"));
  assert.equal((await send(address, { token: tokenIn(changed), text })).status, 303, "pressed again, it goes");
});

test("requests that make no sense, and those of other sites, are refused", async () => {
  const { address, token } = await formOf(story.id, 2);
  for (const headers of [{ Origin: "https://evil.example" }, { "Sec-Fetch-Site": "cross-site" }])
    assert.equal((await send(address, { token, text: "Otra cosa." }, headers)).status, 403);
  const plain = await newsroom.request(address, { method: "POST", headers: { "Content-Type": "text/plain" }, body: "text=x" });
  assert.equal(plain.status, 400);
  const broken = await newsroom.request(address, { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: "text=%ff" });
  assert.equal(broken.status, 400);
  assert.equal((await send(address, { token, text: "x".repeat(70000) })).status, 413);
  for (const wrong of [`/es/suggest/${story.id}/999`, `/es/suggest/${story.id}/0`, "/es/suggest/999/1", "/xx/suggest/1/1",
    `/eu/suggest/${story.id}/1`, "/es/suggest/x/1", "/es/suggest/999/thanks"]) {
    assert.equal((await newsroom.get(wrong)).status, 404, wrong);
    if (!wrong.endsWith("thanks")) assert.equal((await send(wrong, { token, text: "x" })).status, 404, wrong);
  }
  const secret = await settled({ headline: "Isilpekoa", body_text: sentences[0], date: "2999-01-01T00:00:00Z" });
  assert.equal((await segmentsOf(secret.id)).length, 2, "it is translated, and not public");
  for (const hidden of [`/es/suggest/${secret.id}/1`, `/es/suggest/${secret.id}/thanks`, `${pageOf(secret, "es")}/original`])
    assert.equal((await newsroom.get(hidden)).status, 404, hidden);
});

test("what the language policy keeps from readers is not here either", async () => {
  const text = { headline: "Etxe zuria", lead: "Sarrera da hau.", body_text: sentences.join(" ") };
  const waiting = await settled({ ...text, policy: "es: review" });
  for (const hidden of [`${pageOf(waiting, "es")}/original`, `/es/suggest/${waiting.id}/1`, `/es/suggest/${waiting.id}/thanks`])
    assert.equal((await newsroom.get(hidden)).status, 404, hidden);
  const short = await settled({ ...text, policy: "es: headline" });
  const page = await newsroom.get(`${pageOf(short, "es")}/original`);
  assert.equal(page.status, 200);
  assert.ok(page.text.includes("Etxe zuria") && page.text.includes("Sarrera da hau."));
  assert.ok(!page.text.includes(sentences[0]), "only what the story's page shows");
  assert.equal((await newsroom.get(`/es/suggest/${short.id}/2`)).status, 200);
  assert.equal((await newsroom.get(`/es/suggest/${short.id}/3`)).status, 404);
});

test("an address sends five at once, then has to wait, and keeps its words", async () => {
  await forgetful();
  const { address, token } = await formOf(story.id, 4);
  await mayBeSent();
  const send5 = (i) => send(address, { token, text: `Mañana va a llover ${"mucho ".repeat(i)}en la ciudad.` });
  for (let i = 1; i <= 5; i++) assert.equal((await send5(i)).status, 303);
  const refused = await send5(6);
  assert.equal(refused.status, 429);
  assert.ok(refused.headers["retry-after"]);
  assert.match(refused.text, /Tus palabras siguen aquí/);
  assert.match(refused.text, /mucho mucho mucho mucho mucho mucho en la ciudad/);
});

test("a form that was open over a restart is still good", async () => {
  const { address, token } = await formOf(story.id, 5);
  await forgetful();
  await mayBeSent();
  assert.equal((await send(address, { token, text: "La casita blanca" })).status, 303);
});

test("nothing of the reader is stored or logged with what they wrote", async () => {
  const found = await newsroom.zubi("suggestions", ["list"]);
  assert.doesNotMatch(found.out, /127\.0\.0\.1/);
  assert.doesNotMatch(newsroom.log.join("\n"), /La casita blanca/);
  const robots = await newsroom.get("/robots.txt");
  assert.match(robots.text, /^Disallow: \/\*\/suggest\/$/m);
});

test("who has no key takes no suggestion", async () => {
  const answer = await newsroom.api("POST", "/api/v1/suggestions/1", { act: "dismiss", who: "Ane" }, { token: false });
  assert.equal(answer.status, 401);
});

test("every answer that the description promises for suggestions has been seen", () => {
  const unseen = newsroom.description.all().filter((one) => /\/suggestions/.test(one) && !newsroom.description.seen.has(one));
  // A body of more than the server takes; while a new source is on its way to its translation.
  assert.deepEqual(unseen.filter((one) => !/ (413|503)$/.test(one)), []);
});

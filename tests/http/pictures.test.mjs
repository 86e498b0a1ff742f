// What is made from pictures: in every width and format, cut, credited; and what strangers' bytes can do.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { noEngines } from "../support/faults.mjs";
import { editionOf, Newsroom, pageOf } from "../support/newsroom.mjs";
import { png, sizeOf, withMetadata } from "../support/pictures.mjs";
import { scratchFolder } from "../support/program.mjs";

// As long as a picture may take on a machine that does everything at once.
const newsroom = await Newsroom.started({ env: { ...noEngines(), ZUBI_PICTURES_SECONDS: "200" } });

// Blue, with one red square whose middle is at 15 % from the left and 80 % from the top.
const WIDTH = 1400, HEIGHT = 1000;
const isRed = (x, y) => Math.abs(x - 210) < 60 && Math.abs(y - 800) < 60;
const photo = png(WIDTH, HEIGHT, (x, y) => (isRed(x, y) ? [220, 20, 20] : [30 + (x >> 4), 60 + (y >> 4), 160]));

async function send(bytes) {
  const answer = await newsroom.api("POST", "/api/v1/media", bytes, { headers: { "Content-Type": "application/octet-stream" } });
  return answer;
}

async function kept(bytes) {
  const answer = await send(bytes);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.media;
}

const media = await kept(photo);
const hash = media.slice(0, 32);

// Processes of the server that make pictures.
function makers() {
  return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid)).map(Number).filter((pid) => {
    try {
      const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1];
      return Number(parent) === newsroom.server.pid && /picture-worker/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
    } catch {
      return false;
    }
  });
}

async function made(name, type) {
  const answer = await newsroom.get(`/media/${name}`);
  assert.equal(answer.status, 200, `${name}: ${answer.status}\n${newsroom.log.slice(-3).join("\n")}`);
  assert.equal(answer.headers["content-type"], type, name);
  assert.equal(answer.headers["cache-control"], "public, max-age=31536000, immutable");
  return answer;
}

test("each width and format is made, in the size that its name says, and never wider than the original", async () => {
  for (const [extension, type] of [["avif", "image/avif"], ["webp", "image/webp"], ["jpg", "image/jpeg"]]) {
    for (const width of [320, 640, 960, 1280]) {
      const answer = await made(`${hash}-${width}.${extension}`, type);
      assert.deepEqual(sizeOf(answer.bytes), { type, width, height: Math.round((width * HEIGHT) / WIDTH) });
    }
    for (const [crop, height] of [["3x2", 427], ["16x9", 360], ["1x1", 640]]) {
      const answer = await made(`${hash}-640-${crop}.${extension}`, type);
      assert.deepEqual(sizeOf(answer.bytes), { type, width: 640, height });
    }
  }
});

test("what was made once is the same ever after, is asked for again by its tag, and can be had in parts", async () => {
  const first = await made(`${hash}-320.webp`, "image/webp");
  const again = await newsroom.get(`/media/${hash}-320.webp`, { "If-None-Match": first.headers.etag });
  assert.equal(again.status, 304);
  const part = await newsroom.get(`/media/${hash}-320.webp`, { Range: "bytes=0-3" });
  assert.equal(part.status, 206);
  assert.equal(part.bytes.toString("latin1"), "RIFF");
  for (const name of [`${hash}-640-1x1.avif`, `${hash}-320.webp`, `${hash}-960.jpg`]) {
    const file = path.join(newsroom.dir, "made", name.slice(0, 2), name);
    const before = readFileSync(file);
    rmSync(file);
    const anew = await newsroom.get(`/media/${name}`);
    assert.ok(anew.bytes.equals(before), name);
  }
});

test("a focus stays in the picture however it is cut", async () => {
  const post = await newsroom.post({
    headline: "Fokua", body_html: "<p>Testua.</p>", picture: { media, alt: "Karratu gorria", focus: "0.15, 0.8" },
  });
  const story = await newsroom.story(post.id);
  const { variants, url } = editionOf(story, "eu").picture;
  assert.equal(url, `/media/${hash}-f1580.png`);
  assert.equal((await newsroom.get(url)).status, 200);
  const square = variants.find((one) => one.type === "image/jpeg" && one.width === 320 && one.height === 320);
  assert.equal(square.url, `/media/${hash}-f1580-320-1x1.jpg`);
  const withFocus = await made(square.url.slice(7), "image/jpeg");
  const middle = await made(`${hash}-f9910-320-1x1.jpg`, "image/jpeg");
  assert.notDeepEqual(withFocus.bytes, middle.bytes);
  for (const variant of variants.filter((one) => one.width === 320)) {
    const answer = await newsroom.get(variant.url);
    assert.deepEqual(sizeOf(answer.bytes), { type: variant.type, width: variant.width, height: variant.height });
  }
  for (const focus of ["0.3", "2 1", "a b", "0.3 0.6 0.9", "-1 0"]) {
    const wrong = await newsroom.api("POST", "/api/v1/stories", {
      language: "eu", section: "herria", headline: "F", body_html: "<p>T</p>", picture: { media, focus },
    });
    assert.equal(wrong.status, 422, focus);
    assert.match(wrong.body.detail, /focus/);
  }
});

test("names that mean no variant are not there, and nothing is made of them", async () => {
  const before = readdirSync(path.join(newsroom.dir, "made"), { recursive: true }).length;
  const other = `${hash[0] === "0" ? "1" : "0"}${hash.slice(1)}`;
  for (const name of [
    `${hash}-321.avif`, `${hash}-1920.avif`, `${hash}-0.avif`, `${hash}-0640.avif`, `${hash}-640.png`, `${hash}-640.gif`,
    `${hash}-640-4x3.avif`, `${hash}-f1580-640.avif`, `${hash}-640-.avif`, `${hash}--640.avif`, `${hash}-640.avif.avif`,
    `${hash}-99999999999.avif`, `${other}-640.avif`, `${hash}-640-3x2-.webp`, `${hash}.avif`, `${hash}-f15.png`,
    `${hash.toUpperCase()}-640.avif`, "card-1-eu-0000000000000000.png", "card-999-eu-0000000000000000.jpg",
    "card-1-xx-0000000000000000.jpg", "card-x-eu-0000000000000000.jpg", "card-.jpg", `${hash}-640%2e%2e.avif`,
  ]) {
    const answer = await newsroom.get(`/media/${name}`);
    assert.equal(answer.status, 404, name);
  }
  assert.equal(readdirSync(path.join(newsroom.dir, "made"), { recursive: true }).length, before);
});

test("pages offer AVIF, WebP and JPEG with their widths, and say the size; only the lead picture is urgent", async () => {
  const post = await newsroom.post({
    headline: "Orrialdea", body_html: `<p>Bat.</p><figure><img src="/media/${media}" alt="Bi"></figure>`, picture: { media, alt: "Bat" },
  });
  const page = (await newsroom.get(pageOf(await newsroom.story(post.id), "eu"))).text;
  const pictures = page.match(/<picture>.*?<\/picture>/gs);
  assert.equal(pictures.length, 3, "above the story, within it, and on the card of another");
  for (const picture of pictures) {
    assert.match(picture, /<source type="image\/avif" srcset="\/media\/[0-9a-f]{32}[^"]* 320w, [^"]*" sizes="[^"]+">/);
    assert.match(picture, /<source type="image\/webp" srcset="\/media\//);
    const [, url, width, height] = /<img[^>]* src="([^"]+)"[^>]* width="(\d+)" height="(\d+)"/.exec(picture);
    const size = sizeOf((await newsroom.get(url)).bytes);
    assert.deepEqual([size.width, size.height], [Number(width), Number(height)]);
    for (const [address] of picture.matchAll(/\/media\/[^\s"]+/g)) assert.equal((await newsroom.get(address)).status, 200, address);
  }
  assert.equal(page.match(/fetchpriority="high"/g).length, 1);
  assert.match(pictures[0], /fetchpriority="high"/);
  assert.doesNotMatch(pictures[0], /loading="lazy"/);
  for (const picture of pictures.slice(1)) assert.match(picture, /loading="lazy" decoding="async"/);
  const feed = (await newsroom.get("/eu/feed.xml")).text;
  assert.match(feed, new RegExp(`<media:content url="[^"]*/media/${hash}-960\\.jpg"[^>]* type="image/jpeg" width="960"`));
});

test("each edition has a card picture of its own, whose address changes with its words", async () => {
  const post = await newsroom.post({ headline: "Lehen izenburua & <bat>", body_html: "<p>T</p>", picture: { media, alt: "A" } });
  const cardOf = async (language) => {
    const page = (await newsroom.get(pageOf(await newsroom.story(post.id), language))).text;
    assert.match(page, /<meta property="og:image:width" content="1200">\n<meta property="og:image:height" content="630">/);
    return /<meta property="og:image" content="https:\/\/newsroom\.example(\/media\/card-[^"]+)">/.exec(page)[1];
  };
  const first = await cardOf("eu");
  const picture = await made(first.slice(7), "image/jpeg");
  assert.deepEqual(sizeOf(picture.bytes), { type: "image/jpeg", width: 1200, height: 630 });
  const long = `Hiltzaileen${"arengandikakoarenganaino".repeat(20)} eta ${"bat ".repeat(60)}`;
  const put = await newsroom.api("PUT", `/api/v1/stories/${post.id}`, {
    language: "eu", section: "herria", headline: long, body_html: "<p>T</p>",
  });
  assert.equal(put.status, 200, JSON.stringify(put.body));
  const second = await cardOf("eu");
  assert.notEqual(second, first);
  assert.deepEqual(sizeOf((await made(second.slice(7), "image/jpeg")).bytes), { type: "image/jpeg", width: 1200, height: 630 });
  const old = await newsroom.get(first);
  assert.equal(old.status, 302);
  assert.equal(old.headers.location, second);
  const future = await newsroom.post({ headline: "Bihar", body_html: "<p>T</p>", date: "2099-01-01T00:00:00Z" });
  assert.equal((await newsroom.get(`/media/card-${future.id}-eu-0000000000000000.jpg`)).status, 404);
});

test("who is to be credited stays with a picture, where it was taken does not", async () => {
  const jpeg = (await made(`${hash}-640.jpg`, "image/jpeg")).bytes;
  const name = await kept(withMetadata(jpeg, { place: "Etxe Sekretua", credit: "Ane Argazkilaria/ZUBI & Co" }));
  for (const [extension, type] of [["jpg", "image/jpeg"], ["webp", "image/webp"], ["avif", "image/avif"]]) {
    const text = (await made(`${name.slice(0, 32)}-320.${extension}`, type)).bytes.toString("latin1");
    assert.match(text, /<photoshop:Credit>Ane Argazkilaria\/ZUBI &#38; Co<\/photoshop:Credit>/, extension);
    assert.doesNotMatch(text, /Sekretua/, extension);
  }
  for (const [policy, credit, place] of [["none", false, false], ["all", true, true]]) {
    const other = new Newsroom(newsroom.dir, { ...newsroom.env, ZUBI_PICTURES_METADATA: policy });
    await newsroom.stop();
    await other.start();
    const text = (await other.get(`/media/${name.slice(0, 32)}-320.jpg`)).bytes.toString("latin1");
    await other.stop();
    assert.equal(/Argazkilaria/.test(text), credit, policy);
    assert.equal(/Sekretua/.test(text), place, policy);
    await newsroom.start();
  }
});

test("bombs, lies and broken files are refused with a word, and the server goes on", async () => {
  const gif = Buffer.from("GIF89a\x10\0\x10\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x10\0\x10\0\0", "latin1");
  const jpegHead = (await newsroom.get(`/media/${hash}-640.jpg`)).bytes.subarray(0, 900);
  for (const [bytes, status, word] of [
    [png(4, 4, null, { says: [25000, 25000] }), 413, /25000 × 25000 pixels/],
    [png(4, 4, null, { says: [40000, 2] }), 413, /40000 × 2 pixels/],
    [png(40, 40, null, { says: [8000, 8000] }), 422, /cannot be/],
    [photo.subarray(0, 4000), 422, /cannot be/],
    [jpegHead, 422, /cannot be/],
    [gif, 422, /cannot be/],
    [Buffer.concat([photo.subarray(0, 33), Buffer.from("<script>alert(1)</script>".repeat(40))]), 422, /cannot be/],
    [Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"), 422, /no picture/],
    [Buffer.from(`%PDF-1.7\n${"x".repeat(99)}`), 422, /no picture/],
  ]) {
    const answer = await send(bytes);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    assert.match(`${answer.body.title} ${answer.body.detail}`, word);
  }
  const large = await send(png(9000, 9000, null));
  assert.equal(large.status, 201, JSON.stringify(large.body));
  assert.equal((await newsroom.get(`/media/${large.body.media.slice(0, 32)}-320.avif`)).status, 200);
  assert.equal((await newsroom.get("/eu/")).status, 200);
});

test("a maker that is killed is replaced, and readers notice nothing", async () => {
  await made(`${hash}-960-1x1.avif`, "image/avif");
  assert.ok(makers().length >= 1);
  const asked = ["3x2", "16x9"].flatMap((crop) => ["avif", "webp", "jpg"].map((kind) => newsroom.get(`/media/${hash}-f5050-960-${crop}.${kind}`)));
  for (const pid of makers()) process.kill(pid, "SIGKILL");
  for (const answer of await Promise.all(asked)) assert.equal(answer.status, 200);
  for (const pid of makers()) process.kill(pid, "SIGKILL");
  await made(`${hash}-f5050-320-3x2.avif`, "image/avif");
  assert.ok(makers().length <= 2);
});

test("however many ask for one picture, it is made once; pages do not wait for pictures", async () => {
  const name = `${hash}-f2020-1280-16x9.avif`;
  const asked = Array.from({ length: 24 }, () => newsroom.get(`/media/${name}`));
  assert.equal((await newsroom.get("/eu/")).status, 200);
  const answers = await Promise.all(asked);
  for (const answer of answers) {
    assert.equal(answer.status, 200);
    assert.ok(answer.bytes.equals(answers[0].bytes));
  }
  assert.ok(makers().length <= 2);
});

test("an export has every picture that its pages name", async () => {
  const folder = path.join(scratchFolder(), "site");
  const done = await newsroom.zubi("export", [folder], { seconds: 120 });
  assert.equal(done.code, 0, done.err);
  assert.doesNotMatch(done.err, /not there/);
  const files = readdirSync(path.join(folder, "media"));
  assert.ok(files.includes(`${hash}-640-3x2.avif`) && files.some((name) => /^card-\d+-eu-[0-9a-f]{16}\.jpg$/.test(name)));
});

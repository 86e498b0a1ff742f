// What the page does beyond its links and forms, all of which work without this file:
// the favourite button changes in place, and "Load more" adds to the list it stands under.
(() => {
  "use strict";

  const status = document.getElementById("status");
  const say = (what) => { if (status) status.textContent = status.dataset[what] || ""; };

  // ---- My list -------------------------------------------------------------
  // The server's cookie is the list. It is only sent to /my-list, so that public pages are the
  // same bytes for everybody; the page knows what is kept from this mirror of it.
  const KEPT = "zubi.kept";
  const WAITING = "zubi.waiting"; // what was pressed without a connection: id -> [address, action]

  function read(key, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(key)) || otherwise;
    } catch {
      return otherwise;
    }
  }

  function write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // A full or forbidden storage costs the mirror, never the list.
    }
  }

  let kept = new Set(read(KEPT, []));

  function keep(ids) {
    kept = new Set(ids);
    write(KEPT, [...kept]);
  }

  function paint() {
    for (const form of document.querySelectorAll("form[data-favourite]")) {
      const isKept = kept.has(form.elements.id.value);
      const button = form.querySelector("button");
      form.elements.action.value = isKept ? "remove" : "add";
      button.setAttribute("aria-pressed", isKept);
      button.textContent = isKept ? button.dataset.remove : button.dataset.add;
    }
    for (const link of document.querySelectorAll("[data-kept-count]")) {
      link.dataset.keptCount = kept.size || "";
    }
  }

  function post(address, id, action) {
    return fetch(address, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams({ id, action }),
    });
  }

  async function learn(answer) {
    const list = await answer.json().catch(() => null);
    if (list && Array.isArray(list.ids)) keep(list.ids.map(String));
    paint();
  }

  async function toggle(form) {
    const id = form.elements.id.value;
    const action = form.elements.action.value;
    // A field named "action" hides the property of that name.
    const address = form.getAttribute("action");
    const before = [...kept];
    keep(action === "add" ? [...before, id] : before.filter((other) => other !== id));
    paint();

    let answer;
    try {
      answer = await post(address, id, action);
    } catch {
      write(WAITING, { ...read(WAITING, {}), [id]: [address, action] });
      say("offline");
      return;
    }
    if (answer.ok) {
      await learn(answer);
      say(action === "add" ? "added" : "removed");
    } else {
      keep(before);
      paint();
      form.submit();
    }
  }

  async function sendWaiting() {
    const waiting = read(WAITING, {});
    const ids = Object.keys(waiting);
    for (const id of ids) {
      try {
        const answer = await post(waiting[id][0], id, waiting[id][1]);
        if (answer.ok) await learn(answer);
      } catch {
        return false;
      }
      delete waiting[id];
      write(WAITING, waiting);
    }
    return ids.length > 0;
  }

  // One at a time, so that two quick presses reach the server in the order they were made.
  let turn = Promise.resolve();

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-favourite]")) return;
    event.preventDefault();
    turn = turn.then(() => toggle(event.target));
  });

  const myList = document.querySelector("[data-my-list]");
  if (myList) keep([...myList.querySelectorAll("[data-id]")].map((card) => card.dataset.id));
  paint();

  async function catchUp() {
    if (await sendWaiting() && myList) location.reload();
  }
  addEventListener("online", catchUp);
  catchUp();

  addEventListener("storage", (event) => {
    if (event.key !== KEPT) return;
    kept = new Set(read(KEPT, []));
    paint();
  });

  // ---- Search --------------------------------------------------------------
  // What is typed gets a list box of suggestions; Enter still searches for the words.
  function suggest(box) {
    const input = box.querySelector("input");
    const list = document.createElement("ul");
    let at = -1, timer, request;
    const set = (element, what) => { for (const key in what) element.setAttribute(key, what[key]); };
    set(list, { class: "suggested", id: "suggested", role: "listbox", "aria-label": input.dataset.label });
    set(input, { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": "suggested" });
    box.append(list);

    function choose(which) {
      at = which;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === at));
      set(input, { "aria-activedescendant": at < 0 ? "" : list.children[at].id });
    }

    function show(html) {
      list.innerHTML = html;
      list.hidden = !list.children.length;
      set(input, { "aria-expanded": !list.hidden });
      choose(-1);
    }

    const go = (item) => location.assign(item.dataset.url);

    async function ask() {
      request = new AbortController();
      try {
        const answer = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: input.value })}`, request);
        show(answer.ok ? await answer.text() : "");
      } catch {
        // Given up for a newer question, or without a connection.
      }
    }

    function wait(ms) {
      clearTimeout(timer);
      request?.abort();
      if (ms) timer = setTimeout(ask, ms);
      else show("");
    }

    input.oninput = () => wait(150);
    input.onblur = () => wait(0);
    input.onkeydown = (event) => {
      const n = list.children.length, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && n) wait(0);
      else if (event.key === "Enter" && at >= 0) go(list.children[at]);
      else if (step && n) choose((at + 1 + step + n + 1) % (n + 1) - 1);
      else return;
      event.preventDefault();
    };
    list.onmousedown = (event) => event.preventDefault();
    list.onclick = (event) => go(event.target.closest("li"));
    show("");
  }
  document.querySelectorAll("[data-suggest]").forEach(suggest);

  // ---- Load more -----------------------------------------------------------
  // The history entry remembers which parts were added and how far the reader was, so that
  // coming back from a story finds the list as it was left.
  const added = (history.state && history.state.added) || [];

  async function fetchPage(url, how) {
    const answer = await fetch(url, how);
    if (!answer.ok) throw new Error(answer.status);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  function fetchPart(address) {
    const url = new URL(address, location.href);
    url.searchParams.set("fragment", "1");
    return fetchPage(url);
  }

  function append(list, part) {
    const items = list.querySelector("[data-items]");
    const shown = new Set([...items.querySelectorAll("[data-id]")].map((card) => card.dataset.id));
    let first = null;
    for (const card of part.querySelectorAll("[data-id]")) {
      if (shown.has(card.dataset.id)) continue;
      items.append(card);
      first ||= card;
    }
    list.querySelector(".more").remove();
    const next = part.querySelector(".more");
    if (next) items.after(next);
    return first;
  }

  function remember() {
    history.scrollRestoration = "manual";
    history.replaceState({ ...history.state, added, y: scrollY }, "");
  }

  async function loadMore(link) {
    if (link.hasAttribute("aria-busy")) return;
    link.setAttribute("aria-busy", "true");
    say("loading");
    try {
      const list = link.closest("[data-list]");
      const first = append(list, await fetchPart(link.href));
      added.push(link.href);
      remember();
      say("loaded");
      const target = first || list.querySelector("[data-more]");
      if (target) (target.querySelector(".cover") || target).focus();
    } catch {
      location.assign(link.href);
    }
  }

  async function restore() {
    const list = document.querySelector("[data-list]");
    if (!list || !added.length) return;
    const y = history.state.y;
    try {
      const parts = await Promise.all(added.map(fetchPart));
      for (const part of parts) append(list, part);
      scrollTo(0, y);
    } catch {
      added.length = 0;
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-more]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    loadMore(link);
  });

  addEventListener("pagehide", () => { if (added.length) remember(); });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    kept = new Set(read(KEPT, []));
    paint();
  });
  restore();

  // ---- Live: what happens to the page while it is seen -----------------------
  const live = document.querySelector("[data-live]");
  const fresh = new Set();
  let source, timer, last = "";

  function tell(text, address) {
    live.textContent = text;
    live.href = address;
    live.hidden = false;
  }

  // Only what is new or gone is touched; what is being read stays where it is.
  async function renew() {
    const page = await fetchPage(location.pathname, { cache: "no-cache" });
    const [story, body, next] = [document, document, page].map((one, i) => one.querySelector(i ? ".story .body" : ".story"));
    const top = (part) => part.getBoundingClientRect().top;
    const anchor = [...body.children].findLast((part) => top(part) < 99) || story, y = top(anchor);
    const known = new Map([...body.children].map((part) => [part.sent || part.outerHTML, part]));
    const parts = [...next.children].map((part) => {
      const sent = part.outerHTML, same = known.get(sent);
      if (known.delete(sent)) return same;
      part.sent = sent;
      part.classList.add("fresh");
      return part;
    });
    known.forEach((part) => part.remove());
    parts.forEach((part, i) => part === body.children[i] || body.insertBefore(part, body.children[i]));
    for (const part of story.querySelectorAll(".notice, .story-head, .story-meta")) part.remove();
    body.parentNode.prepend(...page.querySelectorAll(".notice, .story-head, .story-meta"));
    if (anchor.isConnected) scrollBy(0, top(anchor) - y);
    paint();
    live.dataset.live = page.querySelector("[data-live]").dataset.live;
    const first = body.querySelector(".fresh") || story;
    first.id ||= "fresh";
    tell(live.dataset[known.size ? "changed" : "updated"], `#${first.id}`);
  }

  function later(seconds, what) {
    clearTimeout(timer);
    timer = setTimeout(what, seconds * 1000 * Math.random());
  }

  function hear({ type, data, lastEventId }) {
    const { live: address, one, many } = live.dataset;
    const seen = address.split("seen=")[1];
    last = type === "reload" ? "" : `&after=${lastEventId}`;
    if (type === "reload") later(9, listen);
    if (type === "story" && data !== seen) later(2, () => renew().catch((fault) => fault.message < 500 && location.reload()));
    if (type !== "stories") return;
    for (const place of data.split(" ")) if (place > seen) fresh.add(place.split("-")[1]);
    if (fresh.size) tell(fresh.size > 1 ? many.replace("#", fresh.size) : one, location.pathname);
  }

  function listen() {
    if (source) source.close();
    if (document.hidden) return;
    source = new EventSource(live.dataset.live + last);
    for (const type of ["begin", "reload", "stories", "story"]) source.addEventListener(type, hear);
    source.onerror = ({ target }) => {
      // Where the address is not there, as beside plain files, the page stays as it is.
      if (target.readyState < 2) later(12, listen);
      target.close();
    };
  }

  if (live) {
    listen();
    document.addEventListener("visibilitychange", listen);
    live.addEventListener("click", () => { live.hidden = true; });
  }
})();

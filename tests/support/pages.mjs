// One address of every kind of page in the sample newsroom, and of the states they can be in.
import { editionOf, pageOf } from "./newsroom.mjs";

// {kind: address} in a language. `story` has a topic and a picture, `foreign` is a Spanish one.
export async function pagesIn(newsroom, language) {
  const list = async (lang) => (await newsroom.api("GET", `/api/v1/stories?lang=${lang}`)).body.stories;
  const find = async (original, wanted) => {
    for (const one of await list(original)) {
      if (one.original_language !== original) continue;
      const story = await newsroom.story(one.id);
      if (wanted(story)) return story;
    }
    throw new Error(`the sample has no such story in ${original}`);
  };
  const basque = await find("eu", (story) => story.topic && editionOf(story, "eu").picture);
  const spanish = await find("es", () => true);
  const topic = await topicOf(newsroom, basque);
  return {
    front: `/${language}/`,
    further: await furtherOf(newsroom, `/${language}/`),
    section: `/${language}/${basque.section}/`,
    topic: `/${language}/topic/${topic}/`,
    story: pageOf(basque, language),
    foreign: pageOf(spanish, language),
    ...(language !== basque.language && {
      beside: `${pageOf(basque, language)}/original`,
      suggest: `/${language}/suggest/${basque.id}/2`,
      thanks: `/${language}/suggest/${basque.id}/thanks`,
    }),
    list: `/my-list/${language}`,
    search: `/${language}/search`,
    results: `/${language}/search?q=${language === "eu" ? "etxea" : "2026"}&order=newest`,
    missing: `/${language}/nothing-here/`,
  };
}

// Where a list goes on: "/eu/before-…/".
async function furtherOf(newsroom, list) {
  return /href="(\/[^"]*\/before-[^"]+\/)"/.exec((await newsroom.get(list)).text)[1];
}

async function topicOf(newsroom, story) {
  const page = await newsroom.get(pageOf(story, story.language));
  return /href="\/\w+\/topic\/([^"/]+)\/"/.exec(page.text)[1];
}

const path = require("path");
const { sections, stories } = require("./shared/data.json");

const card = ({ number, path: to, headline, excerpt, published }) => ({ number, to, headline, excerpt, published });
const unique = (list) => [...new Map(list.map((item) => [item.slug, item])).values()];

exports.createPages = ({ actions: { createPage } }) => {
  const list = path.resolve("src/templates/list.js");
  const made = (to, title, found) =>
    createPage({ path: to, component: list, context: { title, found: found.map(card) } });
  made("/", null, stories.slice(0, 12));
  for (const { slug, name } of sections) made(`/${slug}/`, name, stories.filter(({ section }) => section.slug === slug));
  for (const { slug, name } of unique(stories.flatMap(({ tags }) => tags))) {
    made(`/tags/${slug}/`, name, stories.filter(({ tags }) => tags.some((tag) => tag.slug === slug)));
  }
  for (const { html, text, markdown, ...story } of stories) {
    const near = stories.filter(({ number, section }) => section.slug === story.section.slug && number !== story.number);
    const context = { story, near: near.slice(0, 3).map(card) };
    createPage({ path: story.path, component: path.resolve("src/templates/story.js"), context });
  }
};

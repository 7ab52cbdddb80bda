import { card, inSection, sections, site, stories, tags, withTag } from "#shared/news.mjs";

export default defineEventHandler((event) => {
  const { section, tag } = getQuery(event);
  const { description } = site;
  if (section) return { title: sections.find(({ slug }) => slug === section).name, stories: inSection(section).map(card) };
  if (tag) return { title: tags.find(({ slug }) => slug === tag).name, stories: withTag(tag).map(card) };
  return { title: site.name, description, stories: stories.slice(0, 12).map(card) };
});

import { bySlug, card, related, site } from "#shared/news.mjs";

export default defineEventHandler((event) => {
  const found = bySlug(getRouterParam(event, "slug"));
  if (!found) throw createError({ statusCode: 404 });
  const { blocks, text, markdown, ...story } = found;
  return { site: site.name, story, more: related(found).map(card) };
});

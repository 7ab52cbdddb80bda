import { error } from "@sveltejs/kit";
import { card, tags, withTag } from "../../../../shared/news.mjs";

export const load = ({ params }) => {
  const tag = tags.find(({ slug }) => slug === params.slug) ?? error(404);
  return { title: tag.name, stories: withTag(tag.slug).map(card) };
};

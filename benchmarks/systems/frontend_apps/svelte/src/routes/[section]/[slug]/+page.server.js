import { error } from "@sveltejs/kit";
import { bySlug, card, related } from "../../../../shared/news.mjs";

export const load = ({ params }) => {
  const found = bySlug(params.slug) ?? error(404);
  const { html, text, markdown, ...story } = found;
  return { story, more: related(found).map(card) };
};

import { error } from "@sveltejs/kit";
import { authors, byAuthor, card } from "../../../../shared/news.mjs";

export const load = ({ params }) => {
  const author = authors.find(({ slug }) => slug === params.slug) ?? error(404);
  return { title: author.name, stories: byAuthor(author.slug).map(card) };
};

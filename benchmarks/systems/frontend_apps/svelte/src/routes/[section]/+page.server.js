import { error } from "@sveltejs/kit";
import { card, inSection, sections } from "../../../shared/news.mjs";

export const load = ({ params }) => {
  const section = sections.find(({ slug }) => slug === params.section) ?? error(404);
  return { title: section.name, stories: inSection(section.slug).map(card) };
};

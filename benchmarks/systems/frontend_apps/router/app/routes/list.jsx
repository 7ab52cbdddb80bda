import { card, inSection, sections, site, stories, tags, withTag } from "../../shared/news.mjs";
import Cards from "../cards";

export function loader({ params }) {
  const { section, tag } = params;
  const named = section ? sections.find(({ slug }) => slug === section) : tags.find(({ slug }) => slug === tag);
  if ((section || tag) && !named) throw new Response("", { status: 404 });
  const shown = section ? inSection(section) : tag ? withTag(tag) : stories.slice(0, 14);
  return { title: named?.name ?? site.name, stories: shown.map(card) };
}

export const meta = ({ loaderData }) => [{ title: loaderData.title }];

export default function List({ loaderData }) {
  return (
    <div className="css-1n2mv2k">
      <div className="css-p0pzb1">{loaderData.title}</div>
      <Cards stories={loaderData.stories} />
    </div>
  );
}

import { Link } from "react-router";
import { bySlug, card, jsonLd, related, relative, site } from "../../shared/news.mjs";
import Cards from "../cards";

export function loader({ params }) {
  const found = bySlug(params.slug);
  if (!found) throw new Response("", { status: 404 });
  const { html, text, markdown, ...story } = found;
  return { story, more: related(found).map(card) };
}

export const meta = ({ loaderData: { story } }) => [
  { title: `${story.headline} | ${site.name}` },
  { property: "og:title", content: story.headline },
  { property: "og:type", content: "article" },
  { property: "og:site_name", content: site.name },
  { property: "og:description", content: story.excerpt },
  { property: "article:author", content: site.name },
  { "script:ld+json": jsonLd(story, { author: { "@type": "Organization", name: site.name } }) },
];

function Block({ kind, text, items, caption }) {
  if (kind === "subheading") return <div className="css-1jx5ce4"><strong>{text}</strong></div>;
  if (kind === "list") return items.map((item) => <div key={item} className="css-li9xy2">{item}</div>);
  if (kind === "picture") return <div className="css-figure1"><img src="/picture.jpg" alt="" /><div className="css-caption7">{caption}</div></div>;
  return <div className="css-1gn5nm4">{text}</div>;
}

export default function Story({ loaderData: { story, more } }) {
  return (
    <div className="css-1n2mv2k">
      <Link to={`/c/${story.section.slug}`} className="css-11vw1ny">{story.section.name}</Link>
      <div className="css-h3adl1" role="heading" aria-level={1}>{story.headline}</div>
      {story.teaser && <div className="css-1lead00">{story.teaser}</div>}
      <div className="css-70qvj9">
        {story.authors.map(({ slug, name }) => <div key={slug} className="css-wr1t3r">{name}</div>)}
        <div className="css-t1m3aa">{relative(story)}</div>
      </div>
      <div className="css-shr001"><div>مشاركة</div><div>طباعة</div><div>استمع</div></div>
      <div className="css-b0dy11">{story.blocks.map((block, at) => <Block key={at} {...block} />)}</div>
      <div className="css-chips1">
        {story.tags.map(({ slug, name }) => <Link key={slug} to={`/t/${slug}`} className="css-chip22">{name}</Link>)}
      </div>
      <div className="css-rel001"><div className="css-p0pzb1">قد يهمك أيضا</div><Cards stories={more} /></div>
    </div>
  );
}

import { Link } from "gatsby";
import React from "react";
import Frame, { Cards, day } from "../components/frame";
import { site } from "../../shared/data.json";

const Block = ({ kind, text, items, caption }) => {
  if (kind === "list") return <ul>{items.map((item) => <li key={item}>{item}</li>)}</ul>;
  if (kind === "picture") return <div className="photo"><img src="/picture.jpg" alt={caption} /></div>;
  if (kind === "subheading") return <div className="sub">{text}</div>;
  return <div className="para">{text}</div>;
};

export default function Story({ pageContext: { story, near } }) {
  return (
    <Frame>
      <div className="story-name">{story.headline}</div>
      {story.teaser && <div className="story-intro">{story.teaser}</div>}
      <div className="story-line">
        {story.authors.map(({ name }) => <span key={name}>{name} | </span>)}
        <Link to={`/${story.section.slug}/`}>{story.section.name}</Link> | <span>{day(story.published)}</span>
      </div>
      <div className="story-text">{story.blocks.map((block, at) => <Block key={at} {...block} />)}</div>
      <div className="story-tags">
        الكلمات المفتاحية: {story.tags.map(({ slug, name }) => <Link key={slug} to={`/tags/${slug}/`}>{name}</Link>)}
      </div>
      <div className="story-near">اقرأ أيضا<Cards stories={near} /></div>
    </Frame>
  );
}

export const Head = ({ pageContext: { story } }) => (
  <>
    <title>{`${story.headline} | ${site.name}`}</title>
    <meta name="description" content={story.excerpt} />
    <meta property="article:published_time" content={story.utc} />
    <link rel="alternate" type="application/rss+xml" href="/feed.xml" />
  </>
);

import { Link } from "gatsby";
import React from "react";
import { sections, site } from "../../shared/data.json";

export const day = (published) =>
  new Intl.DateTimeFormat("ar-EG", { dateStyle: "full", timeStyle: "short", timeZone: "Asia/Riyadh" }).format(
    new Date(published),
  );

export function Cards({ stories }) {
  return stories.map(({ number, to, headline, excerpt, published }) => (
    <div key={number} className="kg-card">
      <div className="kg-card-title"><Link to={to}>{headline}</Link></div>
      <div className="kg-card-text">{excerpt}</div>
      <div className="kg-card-date">{day(published)}</div>
    </div>
  ));
}

export default function Frame({ children }) {
  return (
    <div className="site">
      <div className="site-head">
        <Link to="/">{site.name}</Link>
        {sections.map(({ slug, name }) => <Link key={slug} to={`/${slug}/`}>{name}</Link>)}
      </div>
      {children}
      <div className="site-foot">{site.description}</div>
    </div>
  );
}

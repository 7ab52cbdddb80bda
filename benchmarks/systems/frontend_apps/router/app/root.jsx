import { Link, Links, Meta, Outlet, Scripts, ScrollRestoration } from "react-router";
import { sections, site } from "../shared/news.mjs";

export function Layout({ children }) {
  return (
    <html lang="ar" dir="rtl">
      <head>
        <meta charSet="utf-8" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return (
    <div className="css-1k9zq4e">
      <div className="css-8atqhb">
        <Link to="/" className="css-x0a5kv">{site.name}</Link>
        {sections.map(({ slug, name }) => <Link key={slug} to={`/c/${slug}`} className="css-17xejub">{name}</Link>)}
      </div>
      <Outlet />
      <div className="css-kzazh2">جميع الحقوق محفوظة لصالح {site.name}</div>
    </div>
  );
}

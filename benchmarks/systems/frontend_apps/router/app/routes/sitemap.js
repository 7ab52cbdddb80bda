import { site, stories } from "../../shared/news.mjs";

export function loader() {
  const addresses = stories.map(({ path, utc }) => `<url><loc>${site.url}${path}</loc><lastmod>${utc}</lastmod></url>`);
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${addresses.join("\n")}</urlset>`;
  return new Response(text, { headers: { "Content-Type": "application/xml" } });
}

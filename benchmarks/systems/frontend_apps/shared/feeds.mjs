// Writes sitemap.xml and feed.xml into a public folder, as the frameworks' usual helpers do.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const { site, stories } = JSON.parse(readFileSync(new URL("./data.json", import.meta.url), "utf-8"));
const [folder, ...wanted] = process.argv.slice(2);
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const address = ({ path, utc }) => `<url><loc>${site.url}${path}</loc><lastmod>${utc}</lastmod></url>`;
const sitemap = () => `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${site.url}/</loc></url>
${stories.map(address).join("\n")}
</urlset>
`;

const item = ({ headline, path, published, excerpt }) => `<item>
<title>${escaped(headline)}</title><link>${site.url}${path}</link><guid>${site.url}${path}</guid>
<pubDate>${new Date(published).toUTCString()}</pubDate><description>${escaped(excerpt)}</description>
</item>`;
const feed = () => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>${site.name}</title><link>${site.url}/</link><description>${site.description}</description>
${stories.map(item).join("\n")}
</channel></rss>
`;

mkdirSync(folder, { recursive: true });
if (wanted.includes("sitemap")) writeFileSync(`${folder}/sitemap.xml`, sitemap());
if (wanted.includes("sitemap")) writeFileSync(`${folder}/robots.txt`, `User-agent: *\nAllow: /\nSitemap: ${site.url}/sitemap.xml\n`);
if (wanted.includes("feed")) writeFileSync(`${folder}/feed.xml`, feed());

// Builds the bundle, then writes a page for every address: the head with JSON-LD, an empty root.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "vite";

await build({ logLevel: "warn", esbuild: { jsx: "automatic" } });
const shell = readFileSync("dist/index.html", "utf-8");
const { site, sections, stories } = JSON.parse(readFileSync("shared/data.json", "utf-8"));
const quoted = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

const write = (path, title, head = "") => {
  mkdirSync(`dist${path}`, { recursive: true });
  writeFileSync(`dist${path}/index.html`, shell.replace("<!--head-->", `<title>${quoted(title)}</title>${head}`));
};

const told = (story) => ({
  "@context": "https://schema.org",
  "@graph": [
    { "@type": "WebSite", "@id": `${site.url}/#website`, name: site.name, url: site.url },
    {
      "@type": "NewsArticle",
      "@id": `${site.url}${story.path}#article`,
      isPartOf: { "@id": `${site.url}/#website` },
      headline: story.headline,
      description: story.excerpt,
      articleBody: story.text,
      articleSection: story.section.name,
      keywords: story.tags.map(({ name }) => name).join(","),
      datePublished: story.published,
      author: story.authors.map(({ name }) => ({ "@type": "Person", name })),
    },
  ],
});

write("", site.name);
for (const { slug, name } of sections) write(`/${slug}`, name);
for (const story of stories) {
  const ld = JSON.stringify(told(story)).replaceAll("<", "\\u003c");
  const meta = `<meta property="og:title" content="${quoted(story.headline)}">`;
  write(story.path, `${story.headline} | ${site.name}`, `${meta}<script type="application/ld+json">${ld}</script>`);
}

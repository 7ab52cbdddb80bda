// A site of Metalsmith's: stories from Markdown, listings made here, as its users write their own plugins.
import { readFileSync } from "node:fs";
import layouts from "@metalsmith/layouts";
import markdown from "@metalsmith/markdown";
import Metalsmith from "metalsmith";

const paper = JSON.parse(readFileSync("paper.json", "utf8"));
const dashed = (text) => text.replaceAll(" ", "-");
const words = new Intl.DateTimeFormat("ar-EG-u-nu-latn", { dateStyle: "full", timeStyle: "short", timeZone: "Asia/Riyadh" });

function list(files, path, title, stories, more = {}) {
  files[`${path}index.html`] = { contents: Buffer.from(""), layout: "list.njk", title, stories, ...more };
}

function addListings(files) {
  const size = 10;
  const pages = Math.ceil(paper.stories.length / size);
  for (let page = 1; page <= pages; page++) {
    const shown = paper.stories.slice((page - 1) * size, page * size);
    list(files, page === 1 ? "" : `page/${page}/`, page === 1 ? "" : `صفحة ${page}`, shown, { page, pages });
  }
  for (const section of paper.sections)
    list(files, `${section.slug}/`, section.name, paper.stories.filter((story) => story.section.slug === section.slug));
  for (const topic of paper.topics)
    list(files, `tags/${dashed(topic)}/`, `#${topic}`, paper.stories.filter((story) => story.topics.includes(topic)));
}

function addSitemap(files) {
  const urls = Object.keys(files)
    .filter((name) => name.endsWith(".html"))
    .map((name) => `<url><loc>${paper.url}/${encodeURI(name).replace(/index\.html$/, "")}</loc></url>`);
  const head = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
  files["sitemap.xml"] = { contents: Buffer.from(`${head}${urls.join("")}</urlset>`) };
}

function told(date) {
  return words.format(new Date(date));
}

Metalsmith(process.cwd())
  .source("src")
  .destination("build")
  .clean(true)
  .metadata({ paper, dashed, told })
  .use(markdown())
  .use(addListings)
  .use(layouts({ directory: "layouts", pattern: "**/*.html", transform: "nunjucks", engineOptions: { autoescape: true } }))
  .use(addSitemap)
  .build((error) => {
    if (error) throw error;
  });

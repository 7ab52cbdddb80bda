// A blog of Eleventy's; LOOK names one of the folders of layouts.
import anchor from "markdown-it-anchor";

const look = process.env.LOOK;
const hidden = '<span class="visually-hidden">(يفتح في نافذة جديدة)</span>';
const longDate = new Intl.DateTimeFormat("ar", { dateStyle: "long", timeZone: "Asia/Riyadh" });
const clock = new Intl.DateTimeFormat("ar", { timeStyle: "short", timeZone: "Asia/Riyadh" });

function linkOut(content) {
  let seen = 0;
  if (look !== "magazine" || !String(this.page.outputPath).includes("/news/")) return content;
  return content.replace(/<p>([^\s<]+ [^\s<]+)/g, (all, words) =>
    ++seen === 2 ? `<p><a href="https://example.org/" target="_blank" rel="noopener">${words}${hidden}</a>` : all,
  );
}

export default function (config) {
  const symbol = { starter: "#", magazine: "¶" }[look];
  const permalink = anchor.permalink.linkInsideHeader({ symbol, class: "header-anchor", placement: "after" });
  config.amendLibrary("md", (md) => md.use(anchor, { permalink, level: [2, 3] }));
  for (const name of ["base", "post", "list"]) config.addLayoutAlias(name, `${look}/${name}.njk`);
  config.addFilter("longDate", (date) => longDate.format(new Date(date)));
  config.addFilter("clock", (date) => clock.format(new Date(date)));
  config.addFilter("iso", (date) => new Date(date).toISOString());
  config.addFilter("dashed", (text) => text.replaceAll(" ", "-"));
  config.addFilter("inSection", (posts, slug) => posts.filter((post) => post.data.section.slug === slug));
  config.addFilter("withTopic", (posts, topic) => posts.filter((post) => (post.data.topics ?? []).includes(topic)));
  config.addFilter("minutes", (html) => Math.max(1, Math.round(html.split(/\s+/).length / 180)));
  config.addTransform("linkOut", linkOut);
  config.addPassthroughCopy("picture.jpg");
  if (look === "magazine") for (const name of ["feed.njk", "sitemap.njk"]) config.ignores.add(name);
}

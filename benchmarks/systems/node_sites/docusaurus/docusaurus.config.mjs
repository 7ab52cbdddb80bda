// Docusaurus as a blog alone: the classic preset without its documentation.
import { readFileSync } from "node:fs";

const paper = JSON.parse(readFileSync("paper.json", "utf8"));
const sections = paper.sections.map(({ slug, name }) => ({ to: `/tags/${slug}`, label: name, position: "left" }));

export default {
  title: paper.name,
  tagline: paper.description,
  url: paper.url,
  baseUrl: "/",
  onBrokenLinks: "ignore",
  i18n: { defaultLocale: "ar", locales: ["ar"], localeConfigs: { ar: { direction: "rtl" } } },
  markdown: { format: "md" },
  presets: [
    [
      "classic",
      {
        docs: false,
        blog: {
          routeBasePath: "/",
          blogTitle: paper.name,
          blogDescription: paper.description,
          blogSidebarTitle: "أحدث المقالات",
          blogSidebarCount: 5,
          feedOptions: { type: "all", limit: 20, title: paper.name, description: paper.description },
          showReadingTime: true,
          onInlineTags: "ignore",
          onUntruncatedBlogPosts: "ignore",
          onInlineAuthors: "ignore",
        },
        sitemap: { lastmod: null },
      },
    ],
  ],
  themeConfig: {
    navbar: { title: paper.name, items: [...sections, { to: "/about", label: "من نحن", position: "left" }] },
    footer: { style: "dark", copyright: `حقوق النشر © 2026 ${paper.name}` },
  },
};

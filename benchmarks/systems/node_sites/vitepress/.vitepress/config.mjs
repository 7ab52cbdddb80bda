// VitePress with its own theme, and the pages of a blog around it.
import { readFileSync } from "node:fs";

const paper = JSON.parse(readFileSync("paper.json", "utf8"));

export default {
  lang: "ar",
  dir: "rtl",
  title: paper.name,
  description: paper.description,
  cleanUrls: true,
  ignoreDeadLinks: true,
  vue: { template: { transformAssetUrls: false } },
  sitemap: process.env.SITEMAP ? { hostname: paper.url } : undefined,
  themeConfig: {
    nav: [
      ...paper.sections.map(({ slug, name }) => ({ text: name, link: `/sections/${slug}` })),
      { text: "من نحن", link: "/about" },
    ],
    outline: { label: "في هذه الصفحة" },
    docFooter: { prev: "السابق", next: "التالي" },
    sidebar: { "/posts/": paper.stories.slice(0, 12).map((story) => ({ text: story.title, link: story.address })) },
    returnToTopLabel: "عودة إلى الأعلى",
    footer: { copyright: `حقوق النشر © 2026 ${paper.name}` },
  },
};

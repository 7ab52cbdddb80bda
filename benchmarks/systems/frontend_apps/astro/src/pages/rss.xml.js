import rss from "@astrojs/rss";
import { getCollection } from "astro:content";
import { site } from "../../shared/news.mjs";

export const GET = async (context) =>
  rss({
    title: site.name,
    description: site.description,
    site: context.site,
    items: (await getCollection("posts")).map(({ data }) => ({
      title: data.headline,
      description: data.excerpt,
      pubDate: data.published,
      link: data.path,
    })),
  });

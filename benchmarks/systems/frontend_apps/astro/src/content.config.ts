import { readFileSync } from "node:fs";
import { defineCollection, z } from "astro:content";

const named = z.object({ slug: z.string(), name: z.string() });
const read = () => JSON.parse(readFileSync("shared/data.json", "utf-8")).stories;

// Markdown from a headless CMS, rendered when the site is built.
const posts = defineCollection({
  loader: {
    name: "cms",
    load: async ({ store, parseData, renderMarkdown }) => {
      for (const story of read()) {
        const data = await parseData({ id: decodeURI(story.slug), data: story });
        store.set({ id: decodeURI(story.slug), data, rendered: await renderMarkdown(story.markdown) });
      }
    },
  },
  schema: z.object({
    number: z.number(),
    path: z.string(),
    headline: z.string(),
    teaser: z.string().nullable(),
    excerpt: z.string(),
    section: named,
    authors: z.array(named),
    tags: z.array(named),
    published: z.coerce.date(),
  }),
});

export const collections = { posts };

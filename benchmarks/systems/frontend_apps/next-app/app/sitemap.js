import { site, stories } from "../shared/news.mjs";

export const dynamic = "force-static";

export default function sitemap() {
  return stories.map(({ path, utc }) => ({ url: site.url + path, lastModified: utc }));
}

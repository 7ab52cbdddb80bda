import { card, site, stories } from "../../shared/news.mjs";

export const load = () => ({ title: site.name, stories: stories.slice(0, 16).map(card) });

import { readFileSync } from "node:fs";
import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";

const { site } = JSON.parse(readFileSync(new URL("./shared/data.json", import.meta.url), "utf-8"));

export default defineConfig({ site: site.url, integrations: [sitemap()] });

import { readFileSync } from "node:fs";

export default {
  load() {
    const { stories } = JSON.parse(readFileSync("paper.json", "utf8"));
    return { stories: stories.slice(0, 10), pages: Math.ceil(stories.length / 10) };
  },
};

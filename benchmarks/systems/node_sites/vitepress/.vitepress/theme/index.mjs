import { h } from "vue";
import DefaultTheme from "vitepress/theme";
import PostHead from "./PostHead.vue";
import StoryList from "./StoryList.vue";

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { "doc-before": () => h(PostHead) }),
  enhanceApp: ({ app }) => app.component("StoryList", StoryList),
};

import { card, relative } from "../shared/news.mjs";
import Cards from "./Cards";
import Layout from "./Layout";

export const toCards = (stories) => stories.map((story) => ({ ...card(story), when: relative(story) }));

export default function Listing({ title, stories }) {
  return (
    <Layout title={title}>
      <h1>{title ?? "آخر الأخبار"}</h1>
      <Cards stories={stories} />
    </Layout>
  );
}

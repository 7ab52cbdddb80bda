import ListPage from "../../components/ListPage";
import { paged } from "../../components/listing";
import { tags, withTag } from "../../shared/news.mjs";

export default ListPage;

export const getServerSideProps = (context) => {
  const tag = tags.find(({ slug }) => slug === context.params.slug);
  return tag ? paged(withTag(tag.slug), context, tag.name) : { notFound: true };
};

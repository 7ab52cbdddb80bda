import ListPage from "../../components/ListPage";
import { paged } from "../../components/listing";
import { authors, byAuthor } from "../../shared/news.mjs";

export default ListPage;

export const getServerSideProps = (context) => {
  const author = authors.find(({ slug }) => slug === context.params.slug);
  return author ? paged(byAuthor(author.slug), context, author.name) : { notFound: true };
};

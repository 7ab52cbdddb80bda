import Listing, { toCards } from "../../components/Listing";
import { authors, byAuthor } from "../../shared/news.mjs";

export default Listing;

export const getStaticPaths = () => ({ paths: authors.map(({ slug }) => ({ params: { slug } })), fallback: false });

export const getStaticProps = ({ params }) => ({
  props: {
    title: authors.find((author) => author.slug === params.slug).name,
    stories: toCards(byAuthor(params.slug)),
  },
});

import Listing, { toCards } from "../../components/Listing";
import { tags, withTag } from "../../shared/news.mjs";

export default Listing;

export const getStaticPaths = () => ({ paths: tags.map(({ slug }) => ({ params: { slug } })), fallback: false });

export const getStaticProps = ({ params }) => ({
  props: {
    title: tags.find((tag) => tag.slug === params.slug).name,
    stories: toCards(withTag(params.slug)),
  },
});

import Listing, { toCards } from "../../components/Listing";
import { inSection, sections } from "../../shared/news.mjs";

export default Listing;

export const getStaticPaths = () => ({ paths: sections.map(({ slug }) => ({ params: { slug } })), fallback: false });

export const getStaticProps = ({ params }) => ({
  props: {
    title: sections.find((section) => section.slug === params.slug).name,
    stories: toCards(inSection(params.slug)),
  },
});

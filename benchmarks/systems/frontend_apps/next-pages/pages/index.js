import Listing, { toCards } from "../components/Listing";
import { stories } from "../shared/news.mjs";

export default Listing;

export const getStaticProps = () => ({ props: { stories: toCards(stories.slice(0, 14)) } });

import ListPage from "../components/ListPage";
import { paged } from "../components/listing";
import { stories } from "../shared/news.mjs";

export default ListPage;

export const getServerSideProps = (context) => paged(stories, context);

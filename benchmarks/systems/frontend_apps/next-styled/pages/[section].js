import ListPage from "../components/ListPage";
import { paged } from "../components/listing";
import { inSection, sections } from "../shared/news.mjs";

export default ListPage;

export const getServerSideProps = (context) => {
  const section = sections.find(({ slug }) => slug === context.params.section);
  return section ? paged(inSection(section.slug), context, section.name) : { notFound: true };
};

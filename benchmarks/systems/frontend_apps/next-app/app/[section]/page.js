import { notFound } from "next/navigation";
import Grid from "../../components/Grid";
import { inSection, sections } from "../../shared/news.mjs";

export const generateStaticParams = () => sections.map(({ slug }) => ({ section: slug }));

const found = async (params) => {
  const { section } = await params;
  return sections.find(({ slug }) => slug === section) ?? notFound();
};

export const generateMetadata = async ({ params }) => ({ title: (await found(params)).name });

export default async function SectionPage({ params }) {
  const section = await found(params);
  return (
    <>
      <h1 className="mb-6 text-3xl font-extrabold">{section.name}</h1>
      <Grid stories={inSection(section.slug)} />
    </>
  );
}

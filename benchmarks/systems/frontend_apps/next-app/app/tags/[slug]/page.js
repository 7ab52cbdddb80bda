import { notFound } from "next/navigation";
import Grid from "../../../components/Grid";
import { tags, withTag } from "../../../shared/news.mjs";

const found = async (params) => {
  const { slug } = await params;
  return tags.find((tag) => tag.slug === decodeURIComponent(slug)) ?? notFound();
};

export const generateMetadata = async ({ params }) => ({ title: `#${(await found(params)).name}` });

export default async function TagPage({ params }) {
  const tag = await found(params);
  return (
    <>
      <h1 className="mb-6 text-3xl font-extrabold">#{tag.name}</h1>
      <Grid stories={withTag(tag.slug)} />
    </>
  );
}

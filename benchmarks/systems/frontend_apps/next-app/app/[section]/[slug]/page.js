import Link from "next/link";
import { notFound } from "next/navigation";
import Grid from "../../../components/Grid";
import Prose from "../../../components/Prose";
import { bySlug, latinDate, related, site, stories } from "../../../shared/news.mjs";

const shown = Number(process.env.NEXT_PUBLIC_SHOWN ?? 0);

export const generateStaticParams = () => stories.map(({ section, slug }) => ({ section: section.slug, slug }));

const found = async (params) => bySlug((await params).slug) ?? notFound();

export async function generateMetadata({ params }) {
  const story = await found(params);
  return {
    title: story.headline,
    description: story.excerpt,
    alternates: { canonical: story.path },
    openGraph: {
      type: "article",
      title: story.headline,
      description: story.excerpt,
      siteName: site.name,
      locale: "ar_AR",
      publishedTime: story.utc,
      authors: [site.name],
      tags: story.tags.map(({ name }) => name),
    },
  };
}

const pill = "rounded-full bg-gray-100 px-3 py-1 text-xs text-gray-700";

function Byline({ story }) {
  return (
    <div className="mt-4 flex items-center gap-3 text-sm text-gray-500">
      {story.authors.map(({ slug, name }) => (
        <span key={slug} className="font-semibold text-gray-800">{name}</span>
      ))}
      <span>•</span>
      <time dateTime={story.utc}>{latinDate(story)}</time>
      <span>•</span>
      <span>{story.minutes} دقائق قراءة</span>
    </div>
  );
}

export default async function StoryPage({ params }) {
  const story = await found(params);
  return (
    <>
      <article className="mx-auto max-w-3xl">
        <Link href={`/${story.section.slug}`} className="text-sm font-bold text-red-700">{story.section.name}</Link>
        <h1 className="mt-2 text-4xl font-black leading-tight">{story.headline}</h1>
        {story.teaser && <p className="mt-4 text-xl text-gray-600">{story.teaser}</p>}
        <Byline story={story} />
        <div className="mt-4 flex gap-2"><button className={pill}>مشاركة</button><button className={pill}>حفظ</button></div>
        <Prose html={story.html} shown={shown} />
        <div className="mt-8 flex flex-wrap gap-2">
          {story.tags.map(({ slug, name }) => (
            <Link key={slug} href={`/tags/${slug}`} className={pill}>#{name}</Link>
          ))}
        </div>
      </article>
      <section className="mt-12">
        <h2 className="mb-4 text-2xl font-bold">مقالات ذات صلة</h2>
        <Grid stories={related(story)} />
      </section>
    </>
  );
}

import Head from "next/head";
import Link from "next/link";
import Body from "../../components/Body";
import Cards from "../../components/Cards";
import Layout from "../../components/Layout";
import { toCards } from "../../components/Listing";
import { bySlug, jsonLd, latinDate, related, relative, site, stories } from "../../shared/news.mjs";
import styles from "../../styles/Article.module.css";

const shown = Number(process.env.NEXT_PUBLIC_SHOWN ?? 0);

function Metadata({ story }) {
  return (
    <Head>
      <link rel="canonical" href={site.url + story.path} />
      <meta property="og:type" content="article" />
      <meta property="og:title" content={story.headline} />
      <meta property="og:description" content={story.excerpt} />
      {shown > 0 && <meta property="article:published_time" content={story.utc} />}
      {!shown && (
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(jsonLd(story)) }} />
      )}
    </Head>
  );
}

function AuthorCard({ authors }) {
  return authors.map(({ slug, name }) => (
    <div key={slug} className={styles.authorCard}>
      <img src="/picture.jpg" alt={name} />
      <strong>{name}</strong>
      <p>كاتب وصحفي في {site.name}، يغطي الشأن العام منذ سنوات.</p>
      <Link href={`/author/${slug}/`}>كل مقالات الكاتب</Link>
    </div>
  ));
}

export default function Article({ story, more, when }) {
  return (
    <Layout title={story.headline}>
      <Metadata story={story} />
      <article className={styles.article}>
        <Link href={`/section/${story.section.slug}/`} className={styles.kicker}>{story.section.name}</Link>
        <h1 className={styles.headline}>{story.headline}</h1>
        {story.teaser && <p className={styles.lead}>{story.teaser}</p>}
        <div className={styles.meta}>
          {story.authors.map(({ slug, name }) => (
            <Link key={slug} href={`/author/${slug}/`} className={styles.author}>{name}</Link>
          ))}
          <span className={styles.time}>{when}</span>
        </div>
        <div className={styles.share}>
          <button>فيسبوك</button><button>واتساب</button><button>نسخ الرابط</button>
        </div>
        <Body {...story} shown={shown} />
        <div className={styles.tags}>
          {story.tags.map(({ slug, name }) => (
            <Link key={slug} href={`/tag/${slug}/`} className={styles.tag}>{name}</Link>
          ))}
        </div>
        <AuthorCard authors={story.authors} />
      </article>
      <section className={styles.related}><h2>اقرأ أيضا</h2><Cards stories={more} /></section>
    </Layout>
  );
}

export const getStaticPaths = () => ({ paths: stories.map(({ slug }) => ({ params: { slug } })), fallback: false });

export const getStaticProps = ({ params }) => {
  const { text, html, markdown, blocks, ...story } = bySlug(params.slug);
  const kept = process.env.NEXT_PUBLIC_STATE === "html" ? { html, blocks: blocks.slice(0, shown) } : { blocks };
  const when = shown ? latinDate(story) : relative(story);
  return { props: { story: { ...story, ...kept }, more: toCards(related(story)), when } };
};

import Head from "next/head";
import Link from "next/link";
import { sections, site } from "../shared/news.mjs";
import styles from "../styles/Layout.module.css";

const followed = process.env.NEXT_PUBLIC_SHOWN !== undefined;

export default function Layout({ title, children }) {
  return (
    <div className={styles.shell}>
      <Head>
        <title>{title ? `${title} | ${site.name}` : site.name}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta property="og:site_name" content={site.name} />
        {followed && <link rel="alternate" type="application/rss+xml" title={site.name} href="/feed.xml" />}
      </Head>
      <header className={styles.header}>
        <Link href="/" className={styles.logo}>{site.name}</Link>
        <nav className={styles.nav}>
          {sections.map((section) => (
            <Link key={section.slug} href={`/section/${section.slug}/`}>{section.name}</Link>
          ))}
        </nav>
      </header>
      <main className={styles.main}>{children}</main>
      <section className={styles.newsletter}>
        <h3>النشرة البريدية</h3>
        <p>اشترك لتصلك أهم الأخبار كل صباح على بريدك الإلكتروني.</p>
        <form><input type="email" placeholder="بريدك الإلكتروني" /><button>اشترك الآن</button></form>
      </section>
      <footer className={styles.footer}>جميع الحقوق محفوظة © {site.name} 2026</footer>
    </div>
  );
}

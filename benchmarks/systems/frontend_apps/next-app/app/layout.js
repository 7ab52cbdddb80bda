import Link from "next/link";
import { sections, site } from "../shared/news.mjs";

export const metadata = {
  metadataBase: new URL(site.url),
  title: { default: site.name, template: `%s | ${site.name}` },
  description: site.description,
};

export default function RootLayout({ children }) {
  return (
    <html lang="ar" dir="rtl">
      <body className="bg-white text-gray-900 antialiased">
        <header className="sticky top-0 z-50 flex items-center justify-between border-b px-4 py-3">
          <Link href="/" className="text-2xl font-black text-red-700">{site.name}</Link>
          <nav className="hidden gap-4 md:flex">
            {sections.map(({ slug, name }) => (
              <Link key={slug} href={`/${slug}`} className="text-sm font-medium hover:text-red-700">{name}</Link>
            ))}
          </nav>
        </header>
        <main className="mx-auto max-w-6xl px-4 py-8">{children}</main>
        <footer className="mt-16 bg-gray-900 px-4 py-10 text-sm text-gray-300">
          <p>{site.description}</p>
          <p>جميع الحقوق محفوظة © {site.name} 2026</p>
        </footer>
      </body>
    </html>
  );
}

import Link from "next/link";
import { latinDate } from "../shared/news.mjs";

export default function Grid({ stories }) {
  return (
    <div className="grid grid-cols-1 gap-6 md:grid-cols-2 lg:grid-cols-3">
      {stories.map((story) => (
        <Link key={story.number} href={story.path} className="group block overflow-hidden rounded-xl shadow-sm">
          <img src="/picture.jpg" alt="" className="h-48 w-full object-cover" />
          <div className="p-4">
            <span className="rounded bg-red-50 px-2 py-1 text-xs text-red-700">{story.section.name}</span>
            <h2 className="mt-2 line-clamp-2 text-lg font-bold group-hover:underline">{story.headline}</h2>
            <p className="mt-1 line-clamp-3 text-sm text-gray-600">{story.excerpt}</p>
            <time dateTime={story.utc} className="mt-3 block text-xs text-gray-400">{latinDate(story)}</time>
          </div>
        </Link>
      ))}
    </div>
  );
}
